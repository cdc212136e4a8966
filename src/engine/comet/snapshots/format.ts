import { compareBytes, concatBytes } from "../../../protocol/kernel/bytes.ts";
import { inDomain } from "../../../protocol/kernel/domain.ts";
import type { Hasher } from "../../../protocol/kernel/hash.ts";
import { KEY_BYTES, type KeyRange } from "../../../protocol/kernel/tree/key.ts";
import { numberBytes } from "../../store/keys.ts";

/** The form of snapshots that this house makes and takes; see docs/spec/snapshots.md. */
export const SNAPSHOT_FORMAT = 1;

/** The longest chunk that is made or taken. Units: bytes. */
export const CHUNK_BYTES_MAX = 512 * 1024;

/** The most chunks that a snapshot may have; CometBFT's own limit. */
export const CHUNKS_MAX = 100_000;

/** The first keys of all chunks but the first, in key order. */
export type Boundaries = readonly Uint8Array[];

/** Writes what goes with a snapshot: where its chunks begin. */
export function encodeBoundaries(boundaries: Boundaries): Uint8Array {
  return concatBytes(...boundaries);
}

/** Reads where a snapshot's chunks begin; nothing when the bytes cannot be that. */
export function decodeBoundaries(bytes: Uint8Array, chunks: number): Boundaries | undefined {
  if (chunks < 1 || chunks > CHUNKS_MAX || bytes.length !== (chunks - 1) * KEY_BYTES) {
    return undefined;
  }
  const boundaries: Uint8Array[] = [];
  let before = new Uint8Array(KEY_BYTES);
  for (let at = 0; at < bytes.length; at += KEY_BYTES) {
    const key = bytes.slice(at, at + KEY_BYTES);
    if (compareBytes(before, key) >= 0) return undefined;
    boundaries.push(key);
    before = key;
  }
  return boundaries;
}

/** The keys that a chunk holds: together the chunks hold every key there can be, each once. */
export function rangeOfChunk(boundaries: Boundaries, index: number): KeyRange {
  return { from: boundaries[index - 1] ?? new Uint8Array(KEY_BYTES), until: boundaries[index] };
}

/**
 * The name of a snapshot.
 *
 * Why the root is in it: anyone who has verified the root sees at once whether a snapshot speaks of it.
 */
export function snapshotHash(
  hasher: Hasher,
  height: number,
  root: Uint8Array,
  metadata: Uint8Array,
): Uint8Array {
  return hasher.sha256(inDomain("snapshot", numberBytes(height, 8), root, metadata));
}
