import { forgetIdentity, makeIdentity, namePerson } from "../../keys/identity.ts";
import { actAs, loadIdentities } from "../../keys/who.ts";
import { sending } from "../../live/act.ts";
import type { Community } from "../../live/community.ts";
import type { OpenedFile } from "./opened-file.ts";

/** Makes a key on this device and adds it to the person of a recovery file; says what stopped it. */
export async function comeBackHere(
  community: Community,
  { seed, name, person }: OpenedFile,
): Promise<string | undefined> {
  const about = { community: community.community, label: name, origin: "recovered" } as const;
  const made = await makeIdentity(about);
  if (!made.ok) return made.fault.sentence;
  const { comeBack } = await import("../../live/joining.ts");
  const acted = await sending(() => comeBack(made.value, seed, person));
  if (!acted.ok) {
    await forgetIdentity(made.value);
    return acted.problem.sentence;
  }
  const named = await namePerson(made.value, person, name);
  await loadIdentities(community.community);
  actAs(named.ok ? named.value : made.value);
  return undefined;
}
