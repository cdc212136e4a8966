import { VALIDATORS_MAX } from "./chain/validators.ts";
import { inDomain } from "./kernel/domain.ts";
import type { Hasher } from "./kernel/hash.ts";
import { personId } from "./kernel/ids.ts";
import { failure, type Result } from "./kernel/result.ts";
import {
  blob,
  bytes,
  bytes32,
  decode,
  encode,
  list,
  moment,
  record,
  u16,
  u53,
  type ValueOf,
} from "./kernel/schema.ts";
import { MAX_PROOF_BYTES } from "./kernel/tree/proof-format.ts";

/**
 * What members decide when too many machines are gone for good: where the chain ends, and who signs
 * the block after it.
 */
export const restartShape = record({
  community: bytes32,
  /** 1 for the first restart, then one more each time. */
  run: u16,
  /** The height of the last block; the new run begins one above. */
  height: u53,
  /** The hash of that block's header. */
  headerHash: bytes32,
  /** The root of the state after that block. */
  root: bytes32,
  /** The time of the first block of the new run. */
  time: moment,
  /** The keys that sign from then on, in ascending order, each with power 1. */
  validators: list(bytes32, VALIDATORS_MAX),
});

/** A restart as members sign it. */
export type Restart = ValueOf<typeof restartShape>;

const signatureShape = record({ person: personId, device: u16, signature: bytes(64) });

/** A member's signature under a restart, and with which device it was made. */
export type RestartSignature = ValueOf<typeof signatureShape>;

const certificateShape = record({
  restart: restartShape,
  members: blob(MAX_PROOF_BYTES),
  devices: blob(MAX_PROOF_BYTES),
  signatures: list(signatureShape, 65_536),
});

/**
 * A restart with all that shows that the members want it.
 *
 * Shape: `members` and `devices` prove the whole tables `membership/members` and
 * `identity/devices` against the app hash of the last header; signatures stand in ascending order of
 * persons.
 */
export type RestartCertificate = ValueOf<typeof certificateShape>;

/** The longest certificate in bytes: enough for a community of about 15,000 people. */
export const RESTART_BYTES_MAX = 4_194_304;

/** Returns the 32 bytes that a member's device signs. */
export function restartMessage(hasher: Pick<Hasher, "sha256">, restart: Restart): Uint8Array {
  return hasher.sha256(inDomain("restart", encode(restartShape, restart)));
}

/** Writes a certificate. */
export function encodeRestart(certificate: RestartCertificate): Uint8Array {
  return encode(certificateShape, certificate);
}

/** Reads a certificate from untrusted bytes; nothing in it has been checked yet. */
export function decodeRestart(given: Uint8Array): Result<RestartCertificate> {
  if (given.length > RESTART_BYTES_MAX) return failure("the certificate is longer than allowed");
  return decode(certificateShape, given);
}
