import type { AnswerOf, Reading } from "folkmoot/client";
import { viewPath } from "folkmoot/client/at-once";
import { request } from "../live/request.ts";
import { toHex } from "./encoding.ts";
import { type Identity, namePerson } from "./identity.ts";
import { actAs, actingAs, loadIdentities } from "./who.ts";

/** Asks the community whose key this is, and notes the answer. */
export async function recognise(identity: Identity): Promise<Identity> {
  if (identity.person !== undefined) return identity;
  const path = viewPath("identity/signer", { key: toHex(identity.publicKey) });
  const answer = await request<Reading<AnswerOf<"identity/signer">>>(path);
  if (answer.kind !== "value") return identity;
  const named = await namePerson(identity, answer.value.value.person, identity.label);
  return named.ok ? named.value : identity;
}

/** Finds out who this device can act as in a community, and acts as the one of last time. */
export async function settleIn(community: string): Promise<void> {
  await loadIdentities(community);
  const acting = actingAs();
  if (acting === undefined || acting.person !== undefined) return;
  const known = await recognise(acting);
  if (known.person === undefined) return;
  await loadIdentities(community);
  actAs(known);
}
