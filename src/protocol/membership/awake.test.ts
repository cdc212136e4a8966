/** Goal: who signed anything lately is counted to the day, anyone who comes, goes, returns or sleeps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nonces, signedDay, useNonce } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { founder, foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { AWAKE_DAYS, awakeCount, isAwake, noteAwake } from "./awake.ts";
import { awake } from "./types.ts";

/** Signs something that is refused: what counts is that somebody signs. */
function sign(testLaw: TestLaw, person: number): void {
  const receipt = testLaw.act(person, "circles/leave-circle", { circle: 1 });
  assert.equal(outcomeOf(receipt), "circles/everyone");
}

const count = (testLaw: TestLaw) => awakeCount(testLaw.state, testLaw.now);

test("all are awake at the founding, however long they belong, and for 180 days", () => {
  const members = [founder(1), founder(2, TEST_START - 900 * DAY)];
  const testLaw = foundTestLaw(2, { membership: { members, vouches: [] } });
  assert.equal(count(testLaw), 2);
  testLaw.pass((AWAKE_DAYS + 1) * DAY - 1);
  assert.equal(count(testLaw), 2);
  assert.ok(isAwake(testLaw.state, 1 as PersonId, testLaw.now));
  testLaw.pass(1);
  assert.equal(count(testLaw), 0);
  assert.ok(!isAwake(testLaw.state, 1 as PersonId, testLaw.now));
  sign(testLaw, 2);
  assert.equal(count(testLaw), 1);
  testLaw.assertSound();
});

test("signing twice a day counts once, and days without anybody are not kept", () => {
  const testLaw = foundTestLaw(3);
  testLaw.pass(DAY);
  for (const person of [1, 2, 1]) sign(testLaw, person);
  const rows = () =>
    [...awake.entries(testLaw.state, [])].map(({ key, row }) => [key[0], row.people]);
  const today = dayOf(testLaw.now);
  assert.deepEqual(rows(), [
    [today - 1, 1],
    [today, 2],
  ]);
  sign(testLaw, 3);
  assert.deepEqual(rows(), [[today, 3]]);
});

test("applicants are not counted, nor who has left; who is back counts again", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(DAY);
  sign(testLaw, applyBy(testLaw, 1));
  assert.equal(count(testLaw), 2);
  leaveNow(testLaw, 2);
  assert.equal(count(testLaw), 1);
  sign(testLaw, 2);
  assert.equal(count(testLaw), 1);
  testLaw.assertSound();
});

test("another device than the first wakes the same person, and is not its first one's action", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(200 * DAY);
  const person = 1 as PersonId;
  noteAwake(testLaw.state, person, testLaw.now);
  useNonce(testLaw.state, { person, device: 1, nonce: 7 }, testLaw.now);
  assert.equal(count(testLaw), 1);
  assert.equal(signedDay(testLaw.state, person), dayOf(testLaw.now));
  assert.equal(nonces.get(testLaw.state, [person, 0])?.last, 0);
  noteAwake(testLaw.state, person, testLaw.now + 1);
  assert.equal(count(testLaw), 1);
  testLaw.assertSound();
});

test("whatever happens, the count is that of those who signed lately", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ person: fc.integer({ min: 1, max: 4 }), days: fc.nat(90) }), {
        maxLength: 12,
      }),
      (acts) => {
        const testLaw = foundTestLaw(4);
        const last = new Map([1, 2, 3, 4].map((person) => [person, dayOf(testLaw.now)]));
        for (const { person, days } of acts) {
          testLaw.pass(days * DAY);
          sign(testLaw, person);
          last.set(person, dayOf(testLaw.now));
          const since = dayOf(testLaw.now) - AWAKE_DAYS;
          assert.equal(count(testLaw), [...last.values()].filter((day) => day >= since).length);
        }
        testLaw.assertSound();
      },
    ),
    { numRuns: 25 },
  );
});
