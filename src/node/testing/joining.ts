import assert from "node:assert/strict";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import { DAY, seedOf, type TestNode } from "./test-node.ts";

/** An invitation: whose, its number in the record, for how many. */
export interface TestInvitation {
  readonly by: number;
  readonly invitation: number;
  readonly uses: number;
}

const linkOf = (invitation: number): string => `link ${invitation}`;

/** Makes an invitation whose secret follows from its number. */
export async function invite(testNode: TestNode, given: TestInvitation): Promise<void> {
  const { by, invitation, uses } = given;
  const until = testNode.node().engine.head().time + 3 * DAY;
  const { publicKey: key } = signerFromSeed(seedOf(linkOf(invitation)));
  const made = await testNode.act(by, "membership/invite", { key, uses, until });
  assert.equal(made.status, 200, JSON.stringify(made.json));
}

/** Signs an attempt to join with somebody's new key and the secret of a link, right or wrong. */
export function joinBy(
  testNode: TestNode,
  name: string,
  invitation: number,
  secret = linkOf(invitation),
): Uint8Array {
  const signer = signerFromSeed(seedOf(name));
  const key = signer.publicKey;
  const message = nativeHasher.sha256(inDomain("invitation-proof", testNode.community, key));
  const proof = signerFromSeed(seedOf(secret)).sign(message);
  const none = new Uint8Array(32);
  const recoveryProof = new Uint8Array(64);
  const input = { invitation, key, recovery: none, proof, recoveryProof };
  return testNode.sign(0, "membership/join", input, { signer, nonce: 0 });
}

/** Joins with a link and signs in with the key that joined; the new person, and what to send along. */
export async function joinAndSignIn(testNode: TestNode, name: string, invitation: number) {
  const joined = await testNode.post(joinBy(testNode, name, invitation));
  assert.equal(joined.status, 200, JSON.stringify(joined.json));
  const person = Number(joined.json.person);
  const { set } = await testNode.openSession(person, {}, signerFromSeed(seedOf(name)));
  return { person, cookie: set.split(";")[0] as string };
}
