import { forgetIdentity, makeIdentity, namePerson } from "../../keys/identity.ts";
import { actAs, loadIdentities } from "../../keys/who.ts";
import { act, publish, sending } from "../../live/act.ts";
import type { SavedRecovery } from "./draft.ts";

/** What joining needs. */
export interface Joining {
  readonly community: string;
  readonly invitation: number;
  readonly secret: Uint8Array;
  readonly recovery: SavedRecovery | undefined;
  readonly name: string;
}

/** Who has joined, and whether their name could be kept. */
export interface Joined {
  readonly person: number;
  readonly named: boolean;
}

/** What became of joining: the person, or a sentence that says why not. */
export type JoinResult =
  | { readonly ok: true; readonly value: Joined }
  | { readonly ok: false; readonly sentence: string };

/** Makes a key on this device, asks to join with it, and keeps the name for the members. */
export async function join(joining: Joining): Promise<JoinResult> {
  const { community, invitation, secret, recovery, name } = joining;
  const made = await makeIdentity({ community, label: name, origin: "device" });
  if (!made.ok) return { ok: false, sentence: made.fault.sentence };
  const { joinWith } = await import("../../live/joining.ts");
  const acted = await sending(() => joinWith(made.value, invitation, secret, recovery));
  if (!acted.ok) {
    await forgetIdentity(made.value);
    const { sentence, help } = acted.problem;
    return { ok: false, sentence: help === undefined ? sentence : `${sentence} ${help}` };
  }
  const { person } = acted.value;
  const named = await namePerson(made.value, person, name);
  const identity = named.ok ? named.value : made.value;
  await loadIdentities(community);
  actAs(identity);
  const about = { audience: "community", kind: "profile" } as const;
  const text = await publish({ name, about: "" }, about, identity);
  const set = text.ok ? await act("records/set-profile", { text: text.value }, identity) : text;
  return { ok: true, value: { person, named: set.ok || set.kept !== undefined } };
}
