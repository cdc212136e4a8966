import type { Hasher } from "../hash.ts";
import { copyWords, createSlab, hashLeaves, hashSlab, type RowSource, type Slab } from "./batch.ts";
import { isBelow } from "./bits.ts";
import {
  BLOCK_BYTES,
  DIGEST_BYTES,
  HASH_BYTES,
  INNER_MARK,
  leafDigest,
  ROOT_BYTES,
} from "./digest.ts";
import { KEY_BYTES, type KeyRange } from "./key.ts";
import { type ParsedProof, type ProofFault, parseProof } from "./parse-proof.ts";
import { BESIDE, HIDDEN, INNER, MAX_PROOF_BYTES, ROW } from "./proof-format.ts";

const LARGEST_SLAB = 4096;
const HASH_WORDS = HASH_BYTES >>> 2;

/** One row as proved. */
export interface ProvedRow {
  readonly key: Uint8Array;
  readonly row: Uint8Array;
}

/** All rows of the range in key order, or why the proof is refused. */
export type ProofVerdict =
  | { readonly ok: true; readonly rows: ProvedRow[] }
  | { readonly ok: false; readonly reason: ProofFault };

/**
 * Checks that a proof shows exactly the rows that the tree with this root holds in `[from, until)`.
 *
 * Why: no row means that there is none; absence is proved, never assumed.
 * Shape: `root` 32 bytes with the last one zero; `until` undefined for the end of everything.
 * Bounds: any bytes are judged without throwing; lengths first, hashes last.
 */
export function verifyRange(
  hasher: Hasher,
  root: Uint8Array,
  from: Uint8Array,
  until: Uint8Array | undefined,
  proof: Uint8Array,
): ProofVerdict {
  const range: KeyRange = { from, until };
  if (proof.length > MAX_PROOF_BYTES) return refused("proof-too-long");
  if (root.length !== ROOT_BYTES || root[DIGEST_BYTES] !== 0) return refused("bad-root");
  if (!isRange(range)) return refused("bad-range");
  if (proof.length === 0) return isZero(root) ? { ok: true, rows: [] } : refused("root-mismatch");
  const parsed = parseProof(proof, range);
  if (typeof parsed === "string") return refused(parsed);
  const digests = hashProof(hasher, parsed);
  for (let i = 0; i < DIGEST_BYTES; i++) {
    if (digests[i] !== root[i]) return refused("root-mismatch");
  }
  return { ok: true, rows: rowsOf(parsed) };
}

function refused(reason: ProofFault): ProofVerdict {
  return { ok: false, reason };
}

function isRange({ from, until }: KeyRange): boolean {
  if (from.length !== KEY_BYTES) return false;
  return until === undefined || (until.length === KEY_BYTES && isBelow(from, 0, until));
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/** Returns the digests of all nodes of a proof, 32 bytes each, the root's first. */
function hashProof(hasher: Hasher, proof: ParsedProof): Uint8Array {
  const slab = createSlab(hasher, Math.min(proof.count, LARGEST_SLAB));
  const digests = new Uint8Array(proof.count * HASH_BYTES);
  const words = new Int32Array(digests.buffer);
  for (let index = 0; index < proof.count; index++) {
    const at = proof.offsets[index]!;
    if (proof.kinds[index] === HIDDEN) {
      digests.set(proof.bytes.subarray(at, at + DIGEST_BYTES), index * HASH_BYTES);
    } else if (proof.kinds[index] === BESIDE) {
      const end = at + KEY_BYTES;
      const row = proof.bytes.subarray(end, end + DIGEST_BYTES);
      digests.set(leafDigest(hasher, proof.bytes.subarray(at, end), row), index * HASH_BYTES);
    }
  }
  hashRowNodes(slab, proof, words);
  const inner = indexesOf(proof, INNER);
  inner.sort((left, right) => proof.positions[right]! - proof.positions[left]!);
  for (let start = 0; start < inner.length; ) start = hashLevel(slab, proof, words, inner, start);
  return digests;
}

function hashRowNodes(slab: Slab, proof: ParsedProof, digests: Int32Array): void {
  const indexes = indexesOf(proof, ROW);
  hashLeaves(slab, alignedRows(proof, indexes), indexes, digests);
}

/** Copies keys and rows to where each starts at a whole word, as batched hashing needs it. */
function alignedRows(proof: ParsedProof, indexes: Int32Array): RowSource {
  const starts = new Int32Array(indexes.length + 1);
  indexes.forEach((index, i) => {
    starts[i + 1] = starts[i]! + HASH_WORDS + ((proof.lengths[index]! + 3) >>> 2);
  });
  const words = new Int32Array(starts[indexes.length]!);
  const bytes = new Uint8Array(words.buffer);
  indexes.forEach((index, i) => {
    const at = proof.offsets[index]!;
    bytes.set(proof.bytes.subarray(at, at + KEY_BYTES + proof.lengths[index]!), starts[i]! << 2);
  });
  const source: RowSource = {
    words,
    key: 0,
    keyWords: HASH_WORDS,
    row: 0,
    length: 0,
    seek(item) {
      source.key = starts[item]!;
      source.row = source.key + HASH_WORDS;
      source.length = proof.lengths[indexes[item]!]!;
    },
  };
  return source;
}

/** Hashes inner nodes of one position, whose children have been hashed before; returns the next start. */
function hashLevel(
  slab: Slab,
  proof: ParsedProof,
  digests: Int32Array,
  inner: Int32Array,
  start: number,
): number {
  const position = proof.positions[inner[start]!]!;
  let count = 0;
  while (count < slab.size && proof.positions[inner[start + count] ?? -1] === position) {
    const index = inner[start + count]!;
    const to = (count * BLOCK_BYTES) >>> 2;
    copyWords(digests, (index + 1) * HASH_WORDS, slab.blockWords, to, HASH_WORDS);
    const right = proof.rights[index]! * HASH_WORDS;
    copyWords(digests, right, slab.blockWords, to + HASH_WORDS, HASH_WORDS);
    slab.blocks[count * BLOCK_BYTES + DIGEST_BYTES] = position;
    slab.blocks[count * BLOCK_BYTES + BLOCK_BYTES - 1] = INNER_MARK;
    count++;
  }
  hashSlab(slab, count);
  for (let i = 0; i < count; i++) {
    const to = inner[start + i]! * HASH_WORDS;
    copyWords(slab.digestWords, i * HASH_WORDS, digests, to, HASH_WORDS);
  }
  return start + count;
}

function indexesOf(proof: ParsedProof, kind: number): Int32Array {
  const found = new Int32Array(proof.count);
  let count = 0;
  for (let index = 0; index < proof.count; index++) {
    if (proof.kinds[index] === kind) found[count++] = index;
  }
  return found.slice(0, count);
}

function rowsOf(proof: ParsedProof): ProvedRow[] {
  const rows: ProvedRow[] = [];
  for (let index = 0; index < proof.count; index++) {
    if (proof.kinds[index] !== ROW) continue;
    const at = proof.offsets[index]!;
    const row = at + KEY_BYTES;
    const key = proof.bytes.slice(at, row);
    rows.push({ key, row: proof.bytes.slice(row, row + proof.lengths[index]!) });
  }
  return rows;
}
