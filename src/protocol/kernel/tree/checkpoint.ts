import { assert } from "../assert.ts";
import { ROOT_BYTES } from "./digest.ts";
import { KEY_BYTES } from "./key.ts";
import type { Tree, TreeLoad } from "./tree.ts";

/*
 * A checkpoint holds the rows of one version, not its digests: they are computed afresh when it is read,
 * which costs little and leaves nothing to trust. All numbers are little-endian.
 *   "FOLKTREE" | u32 format | root (32) | u32 number of rows | rows: u16 length, key (32), row
 */
const MAGIC = [0x46, 0x4f, 0x4c, 0x4b, 0x54, 0x52, 0x45, 0x45];

/** The format that this code writes and reads. */
export const CHECKPOINT_FORMAT = 1;

const HEADER_BYTES = MAGIC.length + 4 + ROOT_BYTES + 4;
const RECORD_BYTES = 2 + KEY_BYTES;
const CHUNK_BYTES = 1 << 20;

/** Why a checkpoint is refused; the tree is then as it was before. */
export type CheckpointFault =
  | "not-a-checkpoint"
  | "unknown-format"
  | "other-root"
  | "bad-row"
  | "truncated"
  | "trailing-bytes"
  | "root-mismatch";

/** The version read, a proposal to be committed; or why there is none. */
export type CheckpointVerdict =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: CheckpointFault };

/** Reads a checkpoint as its bytes come in. */
export interface CheckpointReader {
  /** Takes the next bytes, cut anywhere; false once the checkpoint is refused. */
  push(bytes: Uint8Array): boolean;
  /** Ends the reading and gives the verdict. */
  finish(): CheckpointVerdict;
}

/**
 * Yields the checkpoint of a version in chunks of about 1 MiB.
 *
 * Bounds: the version must stay held until the last chunk is taken; use `tree.hold` to be sure.
 */
export function* writeCheckpoint(
  tree: Tree,
  version: number,
): Generator<Uint8Array, void, undefined> {
  yield headerOf(tree, version);
  const next = tree.scan(version, new Uint8Array(KEY_BYTES), undefined);
  let chunk = new Uint8Array(CHUNK_BYTES);
  let used = 0;
  for (let at = next(); at !== undefined; at = next()) {
    if (used + RECORD_BYTES + at.length > CHUNK_BYTES) {
      yield chunk.subarray(0, used);
      chunk = new Uint8Array(CHUNK_BYTES);
      used = 0;
    }
    chunk[used] = at.length & 0xff;
    chunk[used + 1] = at.length >>> 8;
    chunk.set(at.key, used + 2);
    chunk.set(at.bytes.subarray(at.row, at.row + at.length), used + RECORD_BYTES);
    used += RECORD_BYTES + at.length;
  }
  if (used > 0) yield chunk.subarray(0, used);
}

/** Reads a whole checkpoint; see {@link createCheckpointReader}. */
export function readCheckpoint(
  tree: Tree,
  root: Uint8Array,
  chunks: Iterable<Uint8Array>,
): CheckpointVerdict {
  const reader = createCheckpointReader(tree, root);
  for (const chunk of chunks) {
    if (!reader.push(chunk)) break;
  }
  return reader.finish();
}

interface Reading {
  readonly expected: Uint8Array;
  readonly load: TreeLoad;
  /** Bytes of a record that the last push cut in two. */
  rest: Uint8Array;
  headed: boolean;
  missing: number;
  fault: CheckpointFault | undefined;
}

/**
 * Reads a checkpoint that should have the given root, and rebuilds every digest from its rows.
 *
 * Why: a checkpoint is a cache that anything may have happened to; only the root is trusted.
 * Bounds: any bytes are judged without throwing; what a refused one took is given back.
 */
export function createCheckpointReader(tree: Tree, root: Uint8Array): CheckpointReader {
  assert(root.length === ROOT_BYTES, "a root has 32 bytes");
  const reading: Reading = {
    expected: root.slice(),
    load: tree.load(),
    rest: new Uint8Array(0),
    headed: false,
    missing: 0,
    fault: undefined,
  };
  return {
    push: (bytes) => take(reading, bytes),
    finish: () => conclude(tree, reading),
  };
}

function headerOf(tree: Tree, version: number): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(MAGIC);
  writeU32(header, MAGIC.length, CHECKPOINT_FORMAT);
  header.set(tree.root(version), MAGIC.length + 4);
  writeU32(header, HEADER_BYTES - 4, tree.size(version));
  return header;
}

function take(reading: Reading, bytes: Uint8Array): boolean {
  const joined = reading.rest.length === 0 ? bytes : join(reading.rest, bytes);
  let at = 0;
  if (reading.fault === undefined && !reading.headed && joined.length >= HEADER_BYTES) {
    reading.fault = readHeader(reading, joined);
    at = HEADER_BYTES;
  }
  if (reading.headed && reading.fault === undefined) at = takeRows(reading, joined, at);
  reading.rest = reading.fault === undefined ? joined.slice(at) : new Uint8Array(0);
  return reading.fault === undefined;
}

function readHeader(reading: Reading, bytes: Uint8Array): CheckpointFault | undefined {
  reading.headed = true;
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return "not-a-checkpoint";
  if (readU32(bytes, MAGIC.length) !== CHECKPOINT_FORMAT) return "unknown-format";
  if (reading.expected.some((byte, i) => bytes[MAGIC.length + 4 + i] !== byte)) return "other-root";
  reading.missing = readU32(bytes, HEADER_BYTES - 4);
  return undefined;
}

/** Loads all records that lie in `bytes` as a whole; returns where the first one that does not starts. */
function takeRows(reading: Reading, bytes: Uint8Array, start: number): number {
  let at = start;
  while (reading.missing > 0 && at + RECORD_BYTES <= bytes.length) {
    const length = bytes[at]! | (bytes[at + 1]! << 8);
    const end = at + RECORD_BYTES + length;
    if (end > bytes.length) break;
    if (!reading.load.addRecord(bytes, at + 2, length)) {
      reading.fault = "bad-row";
      return at;
    }
    reading.missing--;
    at = end;
  }
  if (reading.missing === 0 && at < bytes.length) reading.fault = "trailing-bytes";
  return at;
}

function conclude(tree: Tree, reading: Reading): CheckpointVerdict {
  if (reading.fault === undefined && (!reading.headed || reading.missing > 0)) {
    reading.fault = "truncated";
  }
  if (reading.fault !== undefined) {
    reading.load.abandon();
    return { ok: false, reason: reading.fault };
  }
  const version = reading.load.finish();
  const root = tree.root(version);
  if (reading.expected.every((byte, i) => root[i] === byte)) return { ok: true, version };
  tree.discard(version);
  return { ok: false, reason: "root-mismatch" };
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function writeU32(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >>> (i << 3)) & 0xff;
}

function readU32(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 3; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
}
