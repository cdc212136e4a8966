import { nativeHasher } from "#engine/native-hasher.js";
import { inDomain, type Policy, toHex } from "#protocol/index.js";

/** The name of a policy: the hash of its figures, each written out byte by byte. */
export function policyName({ quorum, majority, votingMs, delayMs }: Policy): string {
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, quorum, true);
  view.setUint8(2, majority.numerator);
  view.setUint8(3, majority.denominator);
  view.setBigUint64(4, BigInt(votingMs), true);
  view.setBigUint64(12, BigInt(delayMs), true);
  return toHex(nativeHasher.sha256(inDomain("policy", bytes)));
}

/** Asks for as much as each of some policies, in every part of them. */
export function strictest(policies: readonly Policy[]): Policy {
  const share = ({ majority }: Policy) => majority.numerator / majority.denominator;
  const [first] = [...policies].sort((left, right) => share(right) - share(left));
  return {
    quorum: Math.max(...policies.map(({ quorum }) => quorum)),
    majority: (first as Policy).majority,
    votingMs: Math.max(...policies.map(({ votingMs }) => votingMs)),
    delayMs: Math.max(...policies.map(({ delayMs }) => delayMs)),
  };
}
