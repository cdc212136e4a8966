import {
  chainIdOf,
  editionIn,
  type Header,
  headerHash,
  type Restart,
  type RestartCertificate,
  restartMessage,
  runOf,
} from "./chain/index.ts";
import { type Electorate, type ElectorateDevice, readElectorate } from "./electorate.ts";
import { compareBytes, equalBytes } from "./kernel/bytes.ts";
import type { Hasher, VerifySignature } from "./kernel/hash.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { NANOS_PER_MILLISECOND } from "./restarted-block.ts";

/** A signature of a certificate with all that is needed to check it. */
export interface RestartClaim {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Tells whether a moment of the law lies behind a header's time. */
function isAfter(moment: number, { time }: Header): boolean {
  return BigInt(moment) * NANOS_PER_MILLISECOND > time;
}

/** Tells whether a device may sign a restart that goes on from a header. */
export function maySignRestart(device: ElectorateDevice, header: Header): boolean {
  const { isEveryday, until, frozenUntil } = device;
  const isFrozen = frozenUntil !== 0 && isAfter(frozenUntil, header);
  return isEveryday && !isFrozen && (until === 0 || isAfter(until, header));
}

/**
 * Checks a certificate but for its signatures, and lists these.
 *
 * Why apart: a browser verifies signatures in its own time.
 * Bounds: `header` is the last block's and has been verified by the caller.
 * Faults: another community, block or run; machines that cannot be; a proof that does not hold;
 * somebody who signs twice, is no member, or signs with a device that has ended or is a recovery
 * key; no more than half of all members.
 */
export function restartClaims(
  hasher: Hasher,
  header: Header,
  certificate: RestartCertificate,
): Result<RestartClaim[]> {
  const problem = restartProblem(hasher, header, certificate.restart);
  if (problem !== undefined) return failure(problem);
  const electorate = readElectorate(hasher, header, certificate);
  if (!electorate.ok) return electorate;
  const claims = claimsOf(hasher, header, certificate, electorate.value);
  if (!claims.ok) return claims;
  const { members } = electorate.value;
  if (claims.value.length * 2 > members.size) return claims;
  return failure(`${claims.value.length} of ${members.size} members signed: not more than half`);
}

/**
 * Checks a certificate whole.
 *
 * Bounds: `header` is the last block's and has been verified by the caller.
 */
export function checkRestart(
  hasher: Hasher,
  verify: VerifySignature,
  header: Header,
  certificate: RestartCertificate,
): Result<undefined> {
  const claims = restartClaims(hasher, header, certificate);
  if (!claims.ok) return claims;
  for (const { publicKey, message, signature } of claims.value) {
    if (!verify(publicKey, message, signature)) return failure("a member's signature is wrong");
  }
  return ok(undefined);
}

/** Says what in a restart does not fit the last header, or cannot be; or nothing. */
export function restartProblem(
  hasher: Hasher,
  header: Header,
  restart: Restart,
): string | undefined {
  if (chainIdOf(restart.community) !== header.chainId) return "it is for another community";
  if (BigInt(restart.height) !== header.height) return "it is for another height";
  if (!equalBytes(headerHash(hasher, header), restart.headerHash)) {
    return "it goes on from another block than the one at its height";
  }
  if (BigInt(restart.run) !== runOf(header) + 1n) return "it is not the next restart";
  if (!isAfter(restart.time, header)) return "its time is not later than the last block's";
  const before = editionIn(header);
  if (restart.edition !== before && restart.edition !== before + 1) {
    return "it goes on under another edition of the law";
  }
  if (restart.validators.length === 0) return "no machine would sign";
  for (const [at, key] of restart.validators.entries()) {
    const before = restart.validators[at - 1];
    if (before === undefined || compareBytes(before, key) < 0) continue;
    return "the machines' keys are not in ascending order, each once";
  }
  return undefined;
}

function claimsOf(
  hasher: Hasher,
  header: Header,
  { restart, signatures }: RestartCertificate,
  { members, deviceOf }: Electorate,
): Result<RestartClaim[]> {
  const message = restartMessage(hasher, restart);
  const claims: RestartClaim[] = [];
  let before = -1;
  for (const { person, device, signature } of signatures) {
    if (person <= before) return failure("a member is counted twice, or out of order");
    before = person;
    if (!members.has(person)) return failure(`person ${person} is no member`);
    const found = deviceOf(person, device);
    if (found === undefined || !maySignRestart(found, header)) {
      return failure(`person ${person} signs with a device that may not sign`);
    }
    claims.push({ publicKey: found.key, message, signature });
  }
  return ok(claims);
}
