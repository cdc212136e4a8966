import type { Hasher } from "../kernel/hash.ts";
import { merkleRoot } from "./merkle.ts";
import type { FieldReader } from "./protobuf-reader.ts";
import { messageField, repeatedField } from "./protobuf-writer.ts";

/**
 * Evidence in a block that a validator misbehaved.
 *
 * Shape: `bytes` is the message of its kind; nothing here looks inside, since CometBFT has checked
 * it and the block's signatures cover it.
 */
export interface Evidence {
  readonly kind: "duplicate-vote" | "light-client-attack";
  readonly bytes: Uint8Array;
}

/** The most pieces of evidence in a block. */
const EVIDENCE_MAX = 10_000;
/** The longest piece: it may hold a whole set of validators. */
const EVIDENCE_BYTES_MAX = 1_048_576;

const FIELD = { "duplicate-vote": 1, "light-client-attack": 2 } as const;

/** Returns what a header carries as `evidenceHash`: the Merkle root over the evidence's bytes. */
export function evidenceHash(hasher: Hasher, evidence: readonly Evidence[]): Uint8Array {
  return merkleRoot(
    hasher,
    evidence.map(({ bytes }) => bytes),
  );
}

/** Returns what a header carries as `evidenceHash` when there is no evidence. */
export function noEvidenceHash(hasher: Hasher): Uint8Array {
  return evidenceHash(hasher, []);
}

/** Writes evidence as `tendermint.types.EvidenceList`. */
export function encodeEvidence(evidence: readonly Evidence[]): Uint8Array {
  return repeatedField(
    1,
    evidence.map(({ kind, bytes }) => messageField(FIELD[kind], bytes)),
  );
}

/** Reads the fields of a list of evidence. */
export function readEvidence(reader: FieldReader): Evidence[] {
  return reader.repeated(1, EVIDENCE_MAX, (item): Evidence => {
    const vote = item.bytes(FIELD["duplicate-vote"], EVIDENCE_BYTES_MAX);
    const attack = item.bytes(FIELD["light-client-attack"], EVIDENCE_BYTES_MAX);
    if ((vote.length === 0) === (attack.length === 0)) item.object("evidence is of one kind");
    return vote.length > 0
      ? { kind: "duplicate-vote", bytes: vote }
      : { kind: "light-client-attack", bytes: attack };
  });
}
