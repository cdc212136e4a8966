import { assert } from "../assert.ts";
import { MAX_ROW_BYTES, ROOT_BYTES } from "./digest.ts";
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
const LENGTH_BYTES = 2;
const RECORD_BYTES = LENGTH_BYTES + KEY_BYTES;
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
    chunk.set(at.key, used + LENGTH_BYTES);
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
  /** The beginning of a header or record that the last push cut in two. */
  readonly cut: Uint8Array;
  cutLength: number;
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
    cut: new Uint8Array(RECORD_BYTES + MAX_ROW_BYTES),
    cutLength: 0,
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
  let at = 0;
  while (reading.fault === undefined && at < bytes.length) {
    at = reading.cutLength > 0 ? mend(reading, bytes, at) : takeWhole(reading, bytes, at);
  }
  return reading.fault === undefined;
}

/** Takes what lies in `bytes` as a whole, and keeps the beginning of what does not. */
function takeWhole(reading: Reading, bytes: Uint8Array, start: number): number {
  let at = start;
  while (reading.fault === undefined && at < bytes.length) {
    const length = wholeLength(reading, bytes, at, bytes.length);
    if (at + length > bytes.length) break;
    takeOne(reading, bytes, at, length);
    at += length;
  }
  if (reading.fault !== undefined || at === bytes.length) return at;
  reading.cut.set(bytes.subarray(at));
  reading.cutLength = bytes.length - at;
  return bytes.length;
}

/** Adds to what was cut in two what it lacks, and takes it once it is whole; returns where that ends. */
function mend(reading: Reading, bytes: Uint8Array, at: number): number {
  const { cut } = reading;
  const whole = wholeLength(reading, cut, 0, reading.cutLength);
  const end = Math.min(bytes.length, at + whole - reading.cutLength);
  cut.set(bytes.subarray(at, end), reading.cutLength);
  reading.cutLength += end - at;
  if (wholeLength(reading, cut, 0, reading.cutLength) > reading.cutLength) return end;
  takeOne(reading, cut, 0, reading.cutLength);
  reading.cutLength = 0;
  return end;
}

/** The length of the header or record at `at`; of a record's length alone while that is not there. */
function wholeLength(reading: Reading, bytes: Uint8Array, at: number, end: number): number {
  if (!reading.headed) return HEADER_BYTES;
  if (end - at < LENGTH_BYTES) return LENGTH_BYTES;
  return RECORD_BYTES + (bytes[at]! | (bytes[at + 1]! << 8));
}

function takeOne(reading: Reading, bytes: Uint8Array, at: number, length: number): void {
  if (!reading.headed) reading.fault = readHeader(reading, bytes.subarray(at, at + length));
  else if (reading.missing === 0) reading.fault = "trailing-bytes";
  else if (reading.load.addRecord(bytes, at + LENGTH_BYTES, length - RECORD_BYTES))
    reading.missing--;
  else reading.fault = "bad-row";
}

function readHeader(reading: Reading, bytes: Uint8Array): CheckpointFault | undefined {
  reading.headed = true;
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return "not-a-checkpoint";
  if (readU32(bytes, MAGIC.length) !== CHECKPOINT_FORMAT) return "unknown-format";
  if (reading.expected.some((byte, i) => bytes[MAGIC.length + 4 + i] !== byte)) return "other-root";
  reading.missing = readU32(bytes, HEADER_BYTES - 4);
  return undefined;
}

function conclude(tree: Tree, reading: Reading): CheckpointVerdict {
  if (!reading.headed || reading.missing > 0) reading.fault ??= "truncated";
  if (reading.cutLength > 0) reading.fault ??= "trailing-bytes";
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

function writeU32(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >>> (i << 3)) & 0xff;
}

function readU32(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 3; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
}
