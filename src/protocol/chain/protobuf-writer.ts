import { concatBytes } from "../kernel/bytes.ts";

const NOTHING = new Uint8Array(0);

/**
 * Canonical protobuf, the half that writes.
 *
 * Why: the chain formats are hashed, so each value has exactly one spelling: fields ascend, a
 * number takes the fewest bytes, and a scalar at its default is left out. Each function returns
 * one field (or nothing), and `message` joins fields.
 */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...fields);
}

/**
 * Writes every item of a repeated field, empty ones included.
 *
 * Cost: one pass; a block of thousands of actions must not travel as arguments of one call.
 */
export function repeatedField(field: number, items: readonly Uint8Array[]): Uint8Array {
  const heads = items.map(({ length }) => headOf(field, length));
  const length = items.reduce((sum, item, at) => sum + (heads[at]?.length ?? 0) + item.length, 0);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const [index, item] of items.entries()) {
    const head = heads[index] ?? NOTHING;
    joined.set(head, at);
    joined.set(item, at + head.length);
    at += head.length + item.length;
  }
  return joined;
}

/** The wire types that the chain formats use. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2 } as const;

const VARINT_BYTES_MAX = 10;

/** Writes an unsigned 64-bit number in groups of seven bits, the lowest first. */
export function varint(value: bigint): Uint8Array {
  const bytes = new Uint8Array(VARINT_BYTES_MAX);
  let rest = BigInt.asUintN(64, value);
  let length = 0;
  while (rest > 0x7fn) {
    bytes[length] = Number(rest & 0x7fn) | 0x80;
    length += 1;
    rest >>= 7n;
  }
  bytes[length] = Number(rest);
  return bytes.subarray(0, length + 1);
}

function tag(field: number, wire: number): Uint8Array {
  return varint(BigInt(field * 8 + wire));
}

/**
 * Writes a 64-bit or 32-bit integer field, nothing for 0.
 *
 * Shape: a negative number is written as its 64-bit two's complement, ten bytes long.
 */
export function intField(field: number, value: bigint): Uint8Array {
  return value === 0n ? NOTHING : concatBytes(tag(field, WIRE.varint), varint(value));
}

/** Writes a signed 64-bit field of fixed length, lowest byte first, nothing for 0. */
export function fixedField(field: number, value: bigint): Uint8Array {
  if (value === 0n) return NOTHING;
  const bytes = new Uint8Array(8);
  const bits = BigInt.asUintN(64, value);
  for (let at = 0; at < 8; at += 1) bytes[at] = Number((bits >> BigInt(8 * at)) & 0xffn);
  return concatBytes(tag(field, WIRE.fixed64), bytes);
}

/** Writes a byte string field, nothing for the empty one. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? NOTHING : messageField(field, bytes);
}

/**
 * Writes a nested message, also when it is empty.
 *
 * Why: CometBFT always emits the messages that its Go types hold by value.
 */
export function messageField(field: number, bytes: Uint8Array): Uint8Array {
  return concatBytes(headOf(field, bytes.length), bytes);
}

/** What stands before the bytes of a message or a byte string. */
function headOf(field: number, length: number): Uint8Array {
  return concatBytes(tag(field, WIRE.bytes), varint(BigInt(length)));
}
