import { assert } from "../assert.ts";
import {
  type CheckpointVerdict,
  conclude,
  HEADER_BYTES,
  headerOf,
  type Reading,
  startReading,
  takeHeader,
} from "./checkpoint-format.ts";
import { MAX_ROW_BYTES, ROOT_BYTES } from "./digest.ts";
import { KEY_BYTES } from "./key.ts";
import { RECORD_HEAD_BYTES, recordLength, writeRecordHead } from "./record.ts";
import type { Tree } from "./tree.ts";

export {
  CHECKPOINT_FORMAT,
  type CheckpointFault,
  type CheckpointVerdict,
} from "./checkpoint-format.ts";

const CHUNK_BYTES = 1 << 20;

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
    if (used + RECORD_HEAD_BYTES + at.length > CHUNK_BYTES) {
      yield chunk.subarray(0, used);
      chunk = new Uint8Array(CHUNK_BYTES);
      used = 0;
    }
    writeRecordHead(chunk, used, at.key, at.length);
    chunk.set(at.bytes.subarray(at.row, at.row + at.length), used + RECORD_HEAD_BYTES);
    used += RECORD_HEAD_BYTES + at.length;
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

/** What the last push cut in two: the beginning of the header or of a record. */
interface Cut {
  readonly bytes: Uint8Array;
  length: number;
}

/**
 * Reads a checkpoint that should have the given root, and rebuilds every digest from its rows.
 *
 * Why: a checkpoint is a cache that anything may have happened to; only the root is trusted.
 * Bounds: any bytes are judged without throwing; what a refused one took is given back.
 */
export function createCheckpointReader(tree: Tree, root: Uint8Array): CheckpointReader {
  assert(root.length === ROOT_BYTES, "a root has 32 bytes");
  const reading = startReading(tree, root);
  const cut: Cut = { bytes: new Uint8Array(RECORD_HEAD_BYTES + MAX_ROW_BYTES), length: 0 };
  return {
    push(bytes) {
      let at = 0;
      while (reading.fault === undefined && at < bytes.length) {
        at = cut.length > 0 ? mend(reading, cut, bytes, at) : takeWhole(reading, cut, bytes, at);
      }
      return reading.fault === undefined;
    },
    finish: () => conclude(tree, reading, cut.length),
  };
}

/** Takes what lies in `bytes` as a whole, and keeps the beginning of what does not. */
function takeWhole(reading: Reading, cut: Cut, bytes: Uint8Array, start: number): number {
  let at = start;
  while (reading.fault === undefined && at < bytes.length) {
    const length = wholeLength(reading, bytes, at, bytes.length);
    if (at + length > bytes.length) break;
    takeOne(reading, bytes, at, length);
    at += length;
  }
  if (reading.fault !== undefined || at === bytes.length) return at;
  cut.bytes.set(bytes.subarray(at));
  cut.length = bytes.length - at;
  return bytes.length;
}

/** Adds to what was cut in two what it lacks, and takes it once it is whole; returns where that ends. */
function mend(reading: Reading, cut: Cut, bytes: Uint8Array, at: number): number {
  const lacking = wholeLength(reading, cut.bytes, 0, cut.length) - cut.length;
  const end = Math.min(bytes.length, at + lacking);
  cut.bytes.set(bytes.subarray(at, end), cut.length);
  cut.length += end - at;
  if (wholeLength(reading, cut.bytes, 0, cut.length) > cut.length) return end;
  takeOne(reading, cut.bytes, 0, cut.length);
  cut.length = 0;
  return end;
}

function wholeLength(reading: Reading, bytes: Uint8Array, at: number, end: number): number {
  return reading.headed ? recordLength(bytes, at, end) : HEADER_BYTES;
}

function takeOne(reading: Reading, bytes: Uint8Array, at: number, length: number): void {
  if (!reading.headed) takeHeader(reading, bytes.subarray(at, at + length));
  else if (reading.missing === 0) reading.fault = "trailing-bytes";
  else if (
    reading.load.addRecord(bytes, at + RECORD_HEAD_BYTES - KEY_BYTES, length - RECORD_HEAD_BYTES)
  ) {
    reading.missing--;
  } else reading.fault = "bad-row";
}
