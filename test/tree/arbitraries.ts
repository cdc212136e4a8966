import fc from "fast-check";
import type { RowChange } from "#protocol/kernel/tree/tree.js";

/** Row lengths around every step of the row digest. */
const LENGTHS = [1, 2, 16, 55, 56, 57, 72, 87, 88, 89, 120, 121, 300];

/** Keys that crowd together: few tables, few numbers, and single bits that differ at either end. */
export const crowdedKey: fc.Arbitrary<Uint8Array> = fc
  .record({
    table: fc.integer({ min: 0, max: 2 }),
    number: fc.integer({ min: 0, max: 12 }),
    second: fc.integer({ min: 0, max: 2 }),
    flip: fc.constantFrom(-1, -1, -1, 0, 1, 7, 8, 16, 200, 247, 248, 254, 255),
  })
  .map(({ table, number, second, flip }) => {
    const key = new Uint8Array(32);
    key[1] = table;
    key[5] = number;
    key[9] = second;
    if (flip >= 0) key[flip >> 3]! ^= 0x80 >> (flip & 7);
    return key;
  });

/** Crowded keys, and now and then any 32 bytes. */
export const anyKey: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 5, arbitrary: crowdedKey },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 32, maxLength: 32 }) },
  { weight: 1, arbitrary: fc.constantFrom(new Uint8Array(32), new Uint8Array(32).fill(255)) },
);

/** Rows of telling lengths. */
export const anyRow: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.constantFrom(...LENGTHS), fc.integer({ min: 0, max: 255 }))
  .map(([length, fill]) => new Uint8Array(length).fill(fill));

/** Changes with distinct keys, about a third of them deletions. */
export function changesOf(maxLength: number): fc.Arbitrary<RowChange[]> {
  const change = fc.record({
    key: anyKey,
    row: fc.option(anyRow, { nil: undefined, freq: 3 }),
  });
  return fc.uniqueArray(change, { maxLength, selector: ({ key }) => hex(key) });
}

/** A range, also one without an end or for a single key. */
export const anyRange: fc.Arbitrary<{ from: Uint8Array; until: Uint8Array | undefined }> = fc
  .tuple(anyKey, fc.option(anyKey, { nil: undefined, freq: 5 }))
  .map(([one, other]) => {
    if (other === undefined) return { from: one, until: undefined };
    return Buffer.compare(one, other) <= 0
      ? { from: one, until: other }
      : { from: other, until: one };
  })
  .filter(({ from, until }) => until === undefined || Buffer.compare(from, until) < 0);

/** Bytes as hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Bytes of hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}
