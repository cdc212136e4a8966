/** Goal: the search around an applicant stays within its bounds, however many vouch for each other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { founder, foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { AROUND_PEOPLE_MAX, AROUND_VOUCHES_MAX, disjointPaths, PATH_VOUCHES_MAX } from "./paths.ts";

const standing = { at: TEST_START, until: TEST_START + DAY };

/** Counts the rows that a search goes through. */
function counting(state: Reader): { readonly reader: Reader; rows(): number } {
  let rows = 0;
  const reader: Reader = {
    read: (table, key) => state.read(table, key),
    *scan(table, from, until) {
      for (const entry of state.scan(table, from, until)) {
        rows += 1;
        yield entry;
      }
    },
  };
  return { reader, rows: () => rows };
}

/** People who vouch for each other around person 3, each received by `width` others; two elders apart. */
function crowd(people: number, width: number) {
  const numbers = Array.from({ length: people }, (_, at) => at + 3);
  const newcomers = numbers.map((person) => ({ ...founder(person), founder: false }));
  const members = [founder(1), founder(2), ...newcomers];
  const vouches = numbers.flatMap((to, at) =>
    Array.from({ length: width }, (_, next) => ({
      from: 3 + ((at * width + next + 1) % people),
      to,
      ...standing,
    })).filter(({ from }) => from !== to),
  );
  return foundTestLaw(people + 2, { membership: { members, vouches } });
}

test("a crowd larger than the bounds is looked at within them, and lets nobody in", () => {
  for (const [people, width] of [
    [1500, 6],
    [300, 100],
  ] as const) {
    const { state } = crowd(people, width);
    const { reader, rows } = counting(state);
    assert.equal(disjointPaths(reader, 3 as PersonId, TEST_START, 2), 0);
    assert.ok(rows() > 1000, `${rows()} rows were read`);
    const most = Math.min(AROUND_VOUCHES_MAX + 1, AROUND_PEOPLE_MAX * width);
    assert.ok(rows() <= most, `${rows()} rows were read`);
  }
});

test("an elder nearby ends the search at once", () => {
  const { state } = crowd(300, 100);
  const nearby = foundTestLaw(3, {
    membership: {
      members: [1, 2, 3].map((person) => founder(person)),
      vouches: [1, 2].map((from) => ({ from, to: 3, ...standing })),
    },
  });
  const { reader, rows } = counting(nearby.state);
  assert.equal(disjointPaths(reader, 3 as PersonId, TEST_START, 2), 2);
  assert.equal(rows(), 2);
  assert.equal(disjointPaths(state, 1 as PersonId, TEST_START, 2), 0);
  assert.equal(PATH_VOUCHES_MAX, 6);
});
