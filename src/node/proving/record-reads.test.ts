/**
 * Goal: what a view has read is noted whole and no further, and joined where nothing lies between.
 * Method: a state of some rows, read in every way.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compareBytes } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import type { KeyRange } from "../../protocol/kernel/tree/key.ts";
import { members } from "../../protocol/membership/index.ts";
import { foundTestLaw } from "../../protocol/testing/test-law.ts";
import { joined, recordReads, TooMuchRead } from "./record-reads.ts";
import { withoutEmptyGaps } from "./table-ranges.ts";

const PEOPLE = 6;
const { law, state } = foundTestLaw(PEOPLE);
const person = (number: number) => [number as PersonId] as const;
const key = (number: number): Uint8Array => members.keyBytes(person(number));
const holds = (ranges: readonly KeyRange[], wanted: Uint8Array): boolean =>
  ranges.some(
    ({ from, until }) =>
      compareBytes(from, wanted) <= 0 && (until === undefined || compareBytes(wanted, until) < 0),
  );
const held = (ranges: readonly KeyRange[]): number[] =>
  Array.from({ length: PEOPLE + 1 }, (_, at) => at + 1).filter((at) => holds(ranges, key(at)));

test("one row is noted, also where there is none, and again only once", () => {
  const { reader, ranges } = recordReads(state, 2);
  for (let times = 0; times < 3; times += 1) {
    members.get(reader, person(2));
    members.get(reader, person(PEOPLE + 1));
  }
  assert.deepEqual(held(ranges()), [2, PEOPLE + 1]);
  assert.equal(ranges().length, 2);
});

test("a scan to its end is noted to its end, and one that stops early up to its last row", () => {
  const whole = recordReads(state, 100);
  assert.equal([...members.entries(whole.reader, [])].length, PEOPLE);
  assert.deepEqual(whole.ranges(), [{ from: members.keyBytes([]), until: members.endBytes([]) }]);
  const early = recordReads(state, 100);
  for (const { key: found } of members.entries(early.reader, [])) if (found[0] === 3) break;
  assert.deepEqual(held(early.ranges()), [1, 2, 3]);
});

test("more than so many rows are refused, just as many are not", () => {
  const read = (most: number) => [...members.entries(recordReads(state, most).reader, [])].length;
  assert.equal(read(PEOPLE), PEOPLE);
  assert.throws(() => read(PEOPLE - 1), TooMuchRead);
});

test("ranges that touch or overlap are one, and the end of everything stays open", () => {
  const range = (from: number, until: number | undefined) => ({
    from: Uint8Array.of(from),
    until: until === undefined ? undefined : Uint8Array.of(until),
  });
  assert.deepEqual(joined([range(5, 7), range(1, 3), range(3, 4), range(2, 3)]), [
    range(1, 4),
    range(5, 7),
  ]);
  assert.deepEqual(joined([range(1, undefined), range(4, 9)]), [range(1, undefined)]);
  assert.deepEqual(joined([]), []);
});

test("a gap without a row is closed, one with a row is not, nor one between two tables", () => {
  const { reader, ranges } = recordReads(state, 100);
  for (const at of [1, 2, 4]) members.get(reader, person(at));
  assert.equal(ranges().length, 3);
  assert.deepEqual(held(withoutEmptyGaps(law, state, ranges())), [1, 2, 4]);
  assert.equal(withoutEmptyGaps(law, state, ranges()).length, 2);
  const apart = [
    { from: Uint8Array.of(2, 1), until: Uint8Array.of(2, 2) },
    { from: Uint8Array.of(9, 1), until: Uint8Array.of(9, 2) },
  ];
  assert.equal(withoutEmptyGaps(law, state, apart).length, 2);
});
