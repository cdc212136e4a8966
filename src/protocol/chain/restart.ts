import { inDomain } from "../kernel/domain.ts";
import type { Hasher } from "../kernel/hash.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Result } from "../kernel/result.ts";
import { PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from "../kernel/signature.ts";
import { MAX_PROOF_BYTES } from "../kernel/tree/proof-format.ts";
import { HASH_BYTES } from "./block-id.ts";
import { type FieldReader, readWhole } from "./protobuf-reader.ts";
import { bytesField, intField, message, messageField, repeatedField } from "./protobuf-writer.ts";
import { VALIDATORS_MAX } from "./validators.ts";

/**
 * What members decide when too many machines are gone for good: where the chain ends, and who signs
 * the block after it.
 */
export interface Restart {
  readonly community: Uint8Array;
  /** 1 for the first restart, then one more each time. */
  readonly run: number;
  /** The height of the last block; the new run begins one above. */
  readonly height: number;
  /** The hash of that block's header. */
  readonly headerHash: Uint8Array;
  /** The root of the state after that block. */
  readonly root: Uint8Array;
  /** The time of the first block of the new run. Units: milliseconds since 1970. */
  readonly time: number;
  /** The keys that sign from then on, in ascending order, each with power 1. */
  readonly validators: readonly Uint8Array[];
  /** The edition of the law that holds after that block. */
  readonly edition: number;
}

/** A member's signature under a restart, and with which device it was made. */
export interface RestartSignature {
  readonly person: PersonId;
  readonly device: number;
  readonly signature: Uint8Array;
}

/**
 * A restart with all that shows that the members want it.
 *
 * Shape: `members` and `devices` prove the whole tables `membership/members` and
 * `identity/devices` against the app hash of the last header; signatures stand in ascending order of
 * persons.
 */
export interface RestartCertificate {
  readonly restart: Restart;
  readonly members: Uint8Array;
  readonly devices: Uint8Array;
  readonly signatures: readonly RestartSignature[];
}

/** The longest certificate in bytes: enough for a community of about 15,000 people. */
export const RESTART_BYTES_MAX = 4_194_304;

const RUN_MAX = 65_535n;
const EDITION_MAX = 65_535n;
const PERSON_MAX = 4_294_967_295n;
const SAFE_MAX = 9_007_199_254_740_991n;
const SIGNATURES_MAX = 65_536;

/** Returns the 32 bytes that a member's device signs. */
export function restartMessage(hasher: Pick<Hasher, "sha256">, restart: Restart): Uint8Array {
  return hasher.sha256(inDomain("restart", encodeStatement(restart)));
}

function encodeStatement(restart: Restart): Uint8Array {
  return message(
    bytesField(1, restart.community),
    intField(2, BigInt(restart.run)),
    intField(3, BigInt(restart.height)),
    bytesField(4, restart.headerHash),
    bytesField(5, restart.root),
    intField(6, BigInt(restart.time)),
    repeatedField(7, restart.validators),
    intField(8, BigInt(restart.edition)),
  );
}

function encodeSignature({ person, device, signature }: RestartSignature): Uint8Array {
  return message(
    intField(1, BigInt(person)),
    intField(2, BigInt(device)),
    bytesField(3, signature),
  );
}

/** Writes a certificate, in protobuf. */
export function encodeRestart(certificate: RestartCertificate): Uint8Array {
  return message(
    messageField(1, encodeStatement(certificate.restart)),
    bytesField(2, certificate.members),
    bytesField(3, certificate.devices),
    repeatedField(4, certificate.signatures.map(encodeSignature)),
  );
}

function readExactly(reader: FieldReader, field: number, length: number): Uint8Array {
  const bytes = reader.bytes(field, length);
  if (bytes.length !== length) reader.object(`field ${field} is not ${length} bytes`);
  return bytes;
}

function readStatement(reader: FieldReader): Restart {
  const restart: Restart = {
    community: readExactly(reader, 1, HASH_BYTES),
    run: Number(reader.int(2, 1n, RUN_MAX)),
    height: Number(reader.int(3, 1n, SAFE_MAX)),
    headerHash: readExactly(reader, 4, HASH_BYTES),
    root: readExactly(reader, 5, HASH_BYTES),
    time: Number(reader.int(6, 1n, SAFE_MAX)),
    validators: reader.repeatedBytes(7, VALIDATORS_MAX, PUBLIC_KEY_BYTES),
    edition: Number(reader.int(8, 1n, EDITION_MAX)),
  };
  if (restart.validators.some((key) => key.length !== PUBLIC_KEY_BYTES)) {
    reader.object("a machine's key is not 32 bytes");
  }
  return restart;
}

function readSignature(reader: FieldReader): RestartSignature {
  return {
    person: Number(reader.int(1, 1n, PERSON_MAX)) as PersonId,
    device: Number(reader.int(2, 1n, RUN_MAX)),
    signature: readExactly(reader, 3, SIGNATURE_BYTES),
  };
}

function readCertificate(reader: FieldReader): RestartCertificate {
  return {
    restart: reader.message(1, readStatement),
    members: reader.bytes(2, MAX_PROOF_BYTES),
    devices: reader.bytes(3, MAX_PROOF_BYTES),
    signatures: reader.repeated(4, SIGNATURES_MAX, readSignature),
  };
}

/** Reads a certificate from untrusted bytes; nothing in it has been checked yet. */
export function decodeRestart(bytes: Uint8Array): Result<RestartCertificate> {
  return readWhole(bytes, RESTART_BYTES_MAX, readCertificate, encodeRestart);
}
