import { recoveryProof as proofOf } from "../identity/index.ts";
import { DAY } from "../kernel/time.ts";
import { invitationProof } from "../membership/index.ts";
import type { Receipt } from "../state-machine.ts";
import { makeKey, type TestKey, testHasher } from "./test-keys.ts";
import { founder, type TestLaw } from "./test-law.ts";

const NONE = new Uint8Array(32);
const NO_PROOF = new Uint8Array(64);

/** The constitution's part of a founding document with some figures of its own. */
export function rules(figures: { readonly [parameter: string]: number }) {
  const parameters = Object.entries(figures).map(([parameter, value]) => ({ parameter, value }));
  return { charter: NONE, parameters, articles: [] };
}

/** Membership's part of a founding document: some founders, and a founding phase. */
export function phaseOf(founders: number, members = 80, days = 90) {
  return {
    members: Array.from({ length: founders }, (_, at) => founder(at + 1)),
    vouches: [],
    phase: { days, members },
  };
}

/** A newcomer's input for an invitation, with the proof that the link's secret makes. */
export function joinInput(
  testLaw: TestLaw,
  invitation: number,
  secret: TestKey,
  key: TestKey,
  recovering?: TestKey,
) {
  const world = { sha256: testHasher.sha256, community: testLaw.community };
  const proof = secret.sign(invitationProof(world, key.publicKey));
  const recovery = recovering?.publicKey ?? NONE;
  const recoveryProof = recovering?.sign(proofOf(world, key.publicKey)) ?? NO_PROOF;
  return { invitation, key: key.publicKey, recovery, proof, recoveryProof };
}

/** An invitation that was made, with its secret. */
export interface MadeInvitation {
  readonly receipt: Receipt;
  readonly secret: TestKey;
  readonly invitation: number;
}

/** Makes an invitation of a member. */
export function makeInvitation(testLaw: TestLaw, by: number, uses = 1, days = 7): MadeInvitation {
  const secret = makeKey();
  const input = { key: secret.publicKey, uses, until: testLaw.now + days * DAY };
  const receipt = testLaw.act(by, "membership/invite", input);
  return { receipt, secret, invitation: Number(receipt.events[0]?.data["invitation"] ?? 0) };
}

/** Lets somebody apply by a member's invitation; their key joins the community's, their number returns. */
export function applyBy(testLaw: TestLaw, by: number): number {
  const { secret, invitation } = makeInvitation(testLaw, by);
  const key = makeKey();
  const receipt = testLaw.join(key, "membership/join", joinInput(testLaw, invitation, secret, key));
  if (receipt.code !== 0) throw new Error(receipt.refusal?.fault.code);
  testLaw.keys.push(key);
  return receipt.person;
}

/** Reads where a person stands. */
export function statusOf(testLaw: TestLaw, person: number): string {
  return testLaw.view<{ status: string }>("membership/person", { person }).status;
}
