/**
 * What lies where in the store: the first byte of a key.
 *
 * Why: numbers are never reused, so that an older store is never read wrongly.
 */
export const SPACE = {
  block: 0x10,
  commit: 0x11,
  outcome: 0x12,
  validators: 0x13,
  row: 0x20,
  action: 0x30,
  event: 0x31,
  eventOf: 0x32,
  meta: 0x40,
  blob: 0x50,
  received: 0x51,
} as const;

/** One of the spaces of `SPACE`. */
export type Space = (typeof SPACE)[keyof typeof SPACE];

/** Puts a key of a space together from its parts. */
export function spaceKey(space: Space, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 1;
  for (const part of parts) length += part.length;
  const key = new Uint8Array(length);
  key[0] = space;
  let at = 1;
  for (const part of parts) {
    key.set(part, at);
    at += part.length;
  }
  return key;
}

/** The first key behind a space. */
export function endOfSpace(space: Space): Uint8Array {
  return Uint8Array.of(space + 1);
}

/** Writes a whole number big-endian, so that the order of keys is the order of numbers. */
export function numberBytes(value: number, length: 4 | 8): Uint8Array {
  const bytes = new Uint8Array(length);
  writeNumber(bytes, 0, value, length);
  return bytes;
}

function writeNumber(into: Uint8Array, from: number, value: number, length: 4 | 8): void {
  let rest = value;
  for (let at = from + length - 1; at >= from; at -= 1) {
    into[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** Reads a number that `numberBytes` wrote. */
export function readNumber(bytes: Uint8Array, at: number, length: 4 | 8): number {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

/** The key of something that belongs to a block. */
export function heightKey(
  space: typeof SPACE.block | typeof SPACE.commit | typeof SPACE.outcome | typeof SPACE.validators,
  height: number,
): Uint8Array {
  return spaceKey(space, numberBytes(height, 8));
}

/** The key of a row, by its key in the tree. */
export function rowKey(key: Uint8Array): Uint8Array {
  return spaceKey(SPACE.row, key);
}

/** The key under which an action's place is found by its id. */
export function actionKey(id: Uint8Array): Uint8Array {
  return spaceKey(SPACE.action, id);
}

/** The key of an event in the order of all. */
export function eventKey(height: number, seq: number): Uint8Array {
  const key = new Uint8Array(13);
  key[0] = SPACE.event;
  writePlace(key, 1, height, seq);
  return key;
}

/** The key of an event in the order of those that concern one person. */
export function eventOfKey(person: number, height: number, seq: number): Uint8Array {
  const key = new Uint8Array(17);
  key[0] = SPACE.eventOf;
  writeNumber(key, 1, person, 4);
  writePlace(key, 5, height, seq);
  return key;
}

/** Writes where something of a block is: its height (8 bytes) and its place there (4). */
export function writePlace(into: Uint8Array, at: number, height: number, place: number): void {
  writeNumber(into, at, height, 8);
  writeNumber(into, at + 8, place, 4);
}

const text = new TextEncoder();

/** The key of a named single value. */
export function metaKey(name: string): Uint8Array {
  return spaceKey(SPACE.meta, text.encode(name));
}

/** The key of what is known of a blob. */
export function blobKey(hash: Uint8Array): Uint8Array {
  return spaceKey(SPACE.blob, hash);
}
