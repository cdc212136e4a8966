import type { AnswerOf, Reading } from "folkmoot/client";
import { viewPath } from "folkmoot/client/at-once";
import { request } from "../live/request.ts";
import { toHex } from "./encoding.ts";
import { type Identity, identitiesOf, moveIdentity, namePerson, unfounded } from "./identity.ts";
import { actAs, actingAs, loadIdentities } from "./who.ts";

/** The person of the community whose key this is; nothing where it is nobody's, or no node answers. */
async function personOf({ publicKey }: Identity): Promise<number | undefined> {
  const path = viewPath("identity/signer", { key: toHex(publicKey) });
  const answer = await request<Reading<AnswerOf<"identity/signer">>>(path);
  return answer.kind === "value" ? answer.value.value.person : undefined;
}

/** Asks the community whose key this is, and notes the answer. */
export async function recognise(identity: Identity): Promise<Identity> {
  if (identity.person !== undefined) return identity;
  const person = await personOf(identity);
  if (person === undefined) return identity;
  const named = await namePerson(identity, person, identity.label);
  return named.ok ? named.value : identity;
}

/**
 * Takes in the key by which this device has founded the community.
 *
 * Why the community is asked and not the answer believed that came when it was founded: that answer may
 * have been lost on its way, and the key is then the founder's all the same.
 */
async function takeInFounder(community: string): Promise<void> {
  for (const identity of await identitiesOf(unfounded)) {
    const person = await personOf(identity);
    if (person !== undefined) await moveIdentity(identity, community, person);
  }
}

/** Finds out who this device can act as in a community, and acts as the one of last time. */
export async function settleIn(community: string): Promise<void> {
  await takeInFounder(community);
  await loadIdentities(community);
  const acting = actingAs();
  if (acting === undefined || acting.person !== undefined) return;
  const known = await recognise(acting);
  if (known.person === undefined) return;
  await loadIdentities(community);
  actAs(known);
}
