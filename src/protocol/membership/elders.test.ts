/** Goal: who becomes an elder does so on their day, to the millisecond, with enough vouches and not fewer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parameterValue } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { founder, foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { elderVouchesNeeded, isElder, isElderWith } from "./elders.ts";
import { members } from "./types.ts";

const late = 3 as PersonId;

/** Person 3 came later and is no founder; all others are, and vouch for them. */
function withLate(people: number) {
  const listed = Array.from({ length: people }, (_, at) => founder(at + 1));
  listed[2] = { ...founder(3, TEST_START - 10 * DAY), founder: false };
  const vouches = listed
    .filter(({ person }) => person !== late)
    .map(({ person }) => ({
      from: person,
      to: late,
      at: TEST_START,
      until: TEST_START + 3000 * DAY,
    }));
  return foundTestLaw(people, { membership: { members: listed, vouches } });
}

test("the day comes at the end of the last millisecond before it", () => {
  const testLaw = withLate(5);
  const since = members.get(testLaw.state, [late])?.since ?? 0;
  const day = since + parameterValue(testLaw.state, "elder-after-days") * DAY;
  assert.equal(isElder(testLaw.state, late, day - 1), false);
  assert.equal(isElder(testLaw.state, late, day), true);
  assert.equal(isElder(testLaw.state, late, day + 1), true);
});

test("as many vouches as are needed suffice, and one fewer does not", () => {
  const testLaw = withLate(5);
  const row = members.get(testLaw.state, [late]);
  assert.ok(row);
  const needed = elderVouchesNeeded(testLaw.state);
  const day = row.since + parameterValue(testLaw.state, "elder-after-days") * DAY;
  assert.equal(isElderWith(testLaw.state, row, needed, day), true);
  assert.equal(isElderWith(testLaw.state, row, needed - 1, day), false);
  assert.equal(isElderWith(testLaw.state, row, needed, day - 1), false);
});
