import { assert } from "./assert.ts";
import { divFloor, isWhole } from "./integer.ts";
import type { Description, Shape } from "./schema.ts";

/** Bytes of a key in the tree: two of the table's number, up to thirty of the key itself. */
export const KEY_BYTES = 32;

/** Writes and reads the keys of one table. */
export interface KeyCodec {
  /** The smallest key that begins with these values; a whole key when all are given. */
  keyBytes(prefix: readonly unknown[]): Uint8Array;
  /** The smallest key behind all that begin with these values; `undefined` behind the last table. */
  endBytes(prefix: readonly unknown[]): Uint8Array | undefined;
  /** The values of a key. */
  readKey(key: Uint8Array): readonly unknown[];
}

interface Part {
  readonly name: string;
  readonly shape: Shape<unknown>;
}

/** A part of a key, and the bytes that it takes there. */
interface PlacedPart extends Part {
  readonly at: number;
  readonly length: number;
}

/**
 * Makes the key codec of a table: table number, then each part big-endian and fixed-length, then zeros.
 *
 * Why: the order of the bytes is the order of the values, so ranges of the tree are ranges of keys.
 */
export function keyCodec(tableId: number, parts: readonly Part[]): KeyCodec {
  let used = 2;
  const placed = parts.map(({ name, shape }): PlacedPart => {
    const [at, length] = [used, partLength(shape.description)];
    used += length;
    return { name, shape, at, length };
  });
  assert(used <= KEY_BYTES, "a key fits into 30 bytes");
  const keyBytes = (prefix: readonly unknown[]): Uint8Array => {
    const key = new Uint8Array(KEY_BYTES);
    key[0] = tableId >> 8;
    key[1] = tableId & 255;
    for (let index = 0; index < prefix.length; index++) {
      writePart(key, placed[index] as PlacedPart, prefix[index]);
    }
    return key;
  };
  return {
    keyBytes,
    endBytes(prefix) {
      const end = keyBytes(prefix);
      const next = placed[prefix.length]?.at ?? used;
      return increment(end, next - 1) ? end : undefined;
    },
    readKey(key) {
      return placed.map((part) => readPart(key.subarray(part.at, part.at + part.length), part));
    },
  };
}

/** Two numbers below these are one number together, within 2^53. */
const FIRST_BELOW = 2 ** 33;
const SECOND_BELOW = 2 ** 20;

/**
 * Names a key within its table, as cheaply as a Map key can be had.
 *
 * Bounds: all keys of a table have the same parts, so that only names of like keys meet.
 */
export function tokenOf(key: readonly unknown[]): string | number {
  const first = key[0];
  if (key.length === 1 && typeof first === "number") return first;
  if (key.length === 2) {
    const second = key[1];
    const areSmall = isBelow(first, FIRST_BELOW) && isBelow(second, SECOND_BELOW);
    if (areSmall) return (first as number) * SECOND_BELOW + (second as number);
  }
  let token = "";
  for (let at = 0; at < key.length; at++) {
    const value = key[at];
    if (value instanceof Uint8Array) token += String.fromCharCode(...value);
    else token += `${String(value)},`;
  }
  return token;
}

function isBelow(value: unknown, bound: number): boolean {
  return isWhole(value) && value < bound;
}

function partLength(description: Description): number {
  switch (description.kind) {
    case "uint":
    case "ref":
      return description.bits >> 3;
    case "bytes":
      return description.length;
    case "choice":
      return 1;
    default:
      return assert(false, "a key part is a number, bytes or a choice") as never;
  }
}

function writePart(key: Uint8Array, part: PlacedPart, value: unknown): void {
  const { at, length, shape } = part;
  if (value instanceof Uint8Array) {
    assert(value.length === length, `${part.name} is ${length} bytes`);
    key.set(value, at);
    return;
  }
  const { description } = shape;
  const number =
    description.kind === "choice" ? description.options.indexOf(value as string) : value;
  let rest = number as number;
  assert(isWhole(rest), `${part.name} is a whole number`);
  for (let byte = length - 1; rest > 0 && byte >= 0; byte--) {
    key[at + byte] = rest % 256;
    rest = divFloor(rest, 256);
  }
  assert(rest === 0, `${part.name} fits its key part`);
}

function readPart(bytes: Uint8Array, part: Part): unknown {
  const { description } = part.shape;
  if (description.kind === "bytes") return bytes.slice();
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return description.kind === "choice" ? description.options[value] : value;
}

/** Adds one to the number that the bytes up to `last` spell; tells whether it did not overflow. */
function increment(key: Uint8Array, last: number): boolean {
  for (let at = last; at >= 0; at--) {
    key[at] = ((key[at] as number) + 1) & 255;
    if (key[at] !== 0) return true;
  }
  return false;
}
