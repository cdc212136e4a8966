import { KEY_BYTES } from "./key.ts";

/*
 * A row as a checkpoint has it, and a part is made of: u16 length, little-endian, key (32), row.
 */
const LENGTH_BYTES = 2;

/** What stands before the row of a record: its length and its key. Units: bytes. */
export const RECORD_HEAD_BYTES = LENGTH_BYTES + KEY_BYTES;

/** The length of the whole record at `at`, or of what stands before a row while even that is not there. */
export function recordLength(bytes: Uint8Array, at: number, end = bytes.length): number {
  if (end - at < LENGTH_BYTES) return RECORD_HEAD_BYTES;
  return RECORD_HEAD_BYTES + (bytes[at]! | (bytes[at + 1]! << 8));
}

/** A copy of the key of the record at `at`. */
export function recordKey(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.slice(at + LENGTH_BYTES, at + RECORD_HEAD_BYTES);
}

/** Writes what stands before a row: its length and its key. */
export function writeRecordHead(bytes: Uint8Array, at: number, key: Uint8Array, length: number) {
  bytes[at] = length & 0xff;
  bytes[at + 1] = length >>> 8;
  bytes.set(key, at + LENGTH_BYTES);
}
