import { equalBytes } from "../kernel/bytes.ts";
import { failure, ok, type Result } from "../kernel/result.ts";
import { WIRE } from "./protobuf-writer.ts";

const NOTHING = new Uint8Array(0);

/**
 * Reads the fields of one message in ascending order.
 *
 * Why: asking for each field in turn refuses unknown, repeated and disordered fields without a
 * word said about them. After the first objection every call answers with a default and the
 * message as a whole is refused, so a reader needs no branches of its own.
 */
export interface FieldReader {
  /** Reads a signed 64-bit integer; 0 where the field is absent. */
  int(field: number, least: bigint, most: bigint): bigint;
  /** Reads a signed 64-bit integer of fixed length; 0 where the field is absent. */
  fixed(field: number): bigint;
  /** Reads a byte string of at most `longest` bytes; empty where the field is absent. */
  bytes(field: number, longest: number): Uint8Array;
  /** Reads a nested message that must be there. */
  message<T>(field: number, read: (reader: FieldReader) => T): T;
  /** Reads a nested message, or `undefined` where the field is absent. */
  optional<T>(field: number, read: (reader: FieldReader) => T): T | undefined;
  /** Reads all items of a repeated message. */
  repeated<T>(field: number, most: number, read: (reader: FieldReader) => T): T[];
  /** Reads all items of a repeated byte string. */
  repeatedBytes(field: number, most: number, longest: number): Uint8Array[];
  /** Objects to the message as a whole. */
  object(reason: string): void;
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  end: number;
  objection: string | undefined;
}

function object(cursor: Cursor, reason: string): void {
  if (cursor.objection === undefined) cursor.objection = reason;
  cursor.at = cursor.end;
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (cursor.at >= cursor.end) break;
    const byte = cursor.bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    if ((byte === 0 && shift > 0n) || value >= 1n << 64n) break;
    return value;
  }
  object(cursor, "a number is cut off, too large or not in its shortest form");
  return 0n;
}

function nextIs(cursor: Cursor, field: number, wire: number): boolean {
  if (cursor.at >= cursor.end) return false;
  const before = cursor.at;
  if (readVarint(cursor) === BigInt(field * 8 + wire)) return true;
  if (cursor.objection === undefined) cursor.at = before;
  return false;
}

function readSpan(cursor: Cursor, longest: number): Uint8Array {
  const length = readVarint(cursor);
  if (length > BigInt(longest) || length > BigInt(cursor.end - cursor.at)) {
    object(cursor, "a byte string is longer than allowed or cut off");
    return NOTHING;
  }
  const from = cursor.at;
  cursor.at += Number(length);
  return cursor.bytes.subarray(from, cursor.at);
}

function readInt(cursor: Cursor, field: number, least: bigint, most: bigint): bigint {
  if (!nextIs(cursor, field, WIRE.varint)) return 0n;
  const value = BigInt.asIntN(64, readVarint(cursor));
  if (value !== 0n && value >= least && value <= most) return value;
  object(cursor, `field ${field} is out of range or a default that must be left out`);
  return 0n;
}

function readFixed(cursor: Cursor, field: number): bigint {
  if (!nextIs(cursor, field, WIRE.fixed64)) return 0n;
  let value = 0n;
  if (cursor.end - cursor.at >= 8) {
    for (let at = 7; at >= 0; at -= 1) {
      value = (value << 8n) | BigInt(cursor.bytes[cursor.at + at] ?? 0);
    }
    cursor.at += 8;
  }
  if (value === 0n) object(cursor, `field ${field} is cut off or a default that must be left out`);
  return BigInt.asIntN(64, value);
}

function readBytes(cursor: Cursor, field: number, longest: number): Uint8Array {
  if (!nextIs(cursor, field, WIRE.bytes)) return NOTHING;
  const bytes = readSpan(cursor, longest);
  if (bytes.length === 0) object(cursor, `field ${field} is empty and must be left out`);
  return bytes;
}

function readNested<T>(cursor: Cursor, read: (reader: FieldReader) => T): T {
  const span = readSpan(cursor, cursor.end);
  const outerEnd = cursor.end;
  cursor.at -= span.length;
  cursor.end = cursor.at + span.length;
  const value = read(readerOf(cursor));
  if (cursor.at < cursor.end) object(cursor, "a message has an unknown or misplaced field");
  cursor.end = outerEnd;
  if (cursor.objection !== undefined) cursor.at = outerEnd;
  return value;
}

function readItems<T>(cursor: Cursor, field: number, most: number, readItem: () => T): T[] {
  const items: T[] = [];
  while (nextIs(cursor, field, WIRE.bytes)) {
    if (items.length === most) object(cursor, `field ${field} has too many items`);
    else items.push(readItem());
  }
  return items;
}

function readerOf(cursor: Cursor): FieldReader {
  return {
    int: (field, least, most) => readInt(cursor, field, least, most),
    fixed: (field) => readFixed(cursor, field),
    bytes: (field, longest) => readBytes(cursor, field, longest),
    message: (field, read) => {
      if (!nextIs(cursor, field, WIRE.bytes)) object(cursor, `field ${field} is missing`);
      return readNested(cursor, read);
    },
    optional: (field, read) =>
      nextIs(cursor, field, WIRE.bytes) ? readNested(cursor, read) : undefined,
    repeated: (field, most, read) => readItems(cursor, field, most, () => readNested(cursor, read)),
    repeatedBytes: (field, most, longest) =>
      readItems(cursor, field, most, () => readSpan(cursor, longest)),
    object: (reason) => object(cursor, reason),
  };
}

/**
 * Reads one whole message, refusing every spelling but the one that `write` gives.
 *
 * Why: the reader is strict already; writing the value again and comparing makes the rule "bytes
 * that are not canonical do not exist" independent of how well each reader was made.
 * Shape: byte strings of the value are views into `bytes`.
 */
export function readWhole<T>(
  bytes: Uint8Array,
  longest: number,
  read: (reader: FieldReader) => T,
  write: (value: T) => Uint8Array,
): Result<T> {
  if (bytes.length > longest) return failure("the message is longer than allowed");
  const cursor: Cursor = { bytes, at: 0, end: bytes.length, objection: undefined };
  const value = read(readerOf(cursor));
  if (cursor.objection !== undefined) return failure(cursor.objection);
  if (cursor.at < cursor.end) return failure("a message has an unknown or misplaced field");
  if (!equalBytes(write(value), bytes))
    return failure("the message is not in its one canonical form");
  return ok(value);
}
