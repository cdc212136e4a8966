import { ROOT_BYTES } from "./digest.ts";
import type { Tree, TreeLoad } from "./tree.ts";

/*
 * A checkpoint holds the rows of one version, not its digests: they are computed afresh when it is read,
 * which costs little and leaves nothing to trust. All numbers are little-endian.
 *   "FOLKTREE" | u32 format | root (32) | u32 number of rows | the rows, as records
 */
const MAGIC = [0x46, 0x4f, 0x4c, 0x4b, 0x54, 0x52, 0x45, 0x45];

/** The format that this code writes and reads. */
export const CHECKPOINT_FORMAT = 1;

/** What stands before the first record. Units: bytes. */
export const HEADER_BYTES = MAGIC.length + 4 + ROOT_BYTES + 4;

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

/** How far a checkpoint has been read. */
export interface Reading {
  readonly expected: Uint8Array;
  readonly load: TreeLoad;
  headed: boolean;
  /** Records that the header promises and that have not come yet. */
  missing: number;
  fault: CheckpointFault | undefined;
}

/** Starts to read a checkpoint that should have the given root. */
export function startReading(tree: Tree, root: Uint8Array): Reading {
  const expected = root.slice();
  return { expected, load: tree.load(), headed: false, missing: 0, fault: undefined };
}

/** Writes what stands before the records of a version. */
export function headerOf(tree: Tree, version: number): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(MAGIC);
  writeU32(header, MAGIC.length, CHECKPOINT_FORMAT);
  header.set(tree.root(version), MAGIC.length + 4);
  writeU32(header, HEADER_BYTES - 4, tree.size(version));
  return header;
}

/** Reads what stands before the records. */
export function takeHeader(reading: Reading, header: Uint8Array): void {
  reading.headed = true;
  reading.missing = readU32(header, HEADER_BYTES - 4);
  reading.fault = headerFault(reading, header);
}

/** Ends a reading behind which `rest` bytes were left over, and gives the verdict. */
export function conclude(tree: Tree, reading: Reading, rest: number): CheckpointVerdict {
  if (!reading.headed || reading.missing > 0) reading.fault ??= "truncated";
  if (rest > 0) reading.fault ??= "trailing-bytes";
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

function headerFault({ expected }: Reading, header: Uint8Array): CheckpointFault | undefined {
  if (MAGIC.some((byte, i) => header[i] !== byte)) return "not-a-checkpoint";
  if (readU32(header, MAGIC.length) !== CHECKPOINT_FORMAT) return "unknown-format";
  if (expected.some((byte, i) => header[MAGIC.length + 4 + i] !== byte)) return "other-root";
  return undefined;
}

function writeU32(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >>> (i << 3)) & 0xff;
}

function readU32(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = 3; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
}
