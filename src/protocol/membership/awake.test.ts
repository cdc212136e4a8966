/** Goal: who signed anything lately is counted to the day, whoever comes, goes, returns or sleeps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nonces, signedDay, useNonce } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { applyBy } from "../testing/joining.ts";
import {
  founder,
  foundVillage,
  outcomeOf,
  VILLAGE_START,
  type Village,
} from "../testing/village.ts";
import { AWAKE_DAYS, awakeCount, isAwake, noteAwake } from "./awake.ts";
import { awake } from "./types.ts";

/** Signs something that is refused: what counts is that somebody signs. */
function sign(village: Village, person: number): void {
  const receipt = village.act(person, "circles/leave-circle", { circle: 1 });
  assert.equal(outcomeOf(receipt), "circles/everyone");
}

const count = (village: Village) => awakeCount(village.state, village.now);

test("all are awake at the founding, however long they belong, and for 180 days", () => {
  const members = [founder(1), founder(2, VILLAGE_START - 900 * DAY)];
  const village = foundVillage(2, { membership: { members, vouches: [] } });
  assert.equal(count(village), 2);
  village.pass((AWAKE_DAYS + 1) * DAY - 1);
  assert.equal(count(village), 2);
  assert.ok(isAwake(village.state, 1 as PersonId, village.now));
  village.pass(1);
  assert.equal(count(village), 0);
  assert.ok(!isAwake(village.state, 1 as PersonId, village.now));
  sign(village, 2);
  assert.equal(count(village), 1);
  village.assertSound();
});

test("signing twice a day counts once, and days without anybody are not kept", () => {
  const village = foundVillage(3);
  village.pass(DAY);
  for (const person of [1, 2, 1]) sign(village, person);
  const rows = () =>
    [...awake.entries(village.state, [])].map(({ key, row }) => [key[0], row.people]);
  const today = dayOf(village.now);
  assert.deepEqual(rows(), [
    [today - 1, 1],
    [today, 2],
  ]);
  sign(village, 3);
  assert.deepEqual(rows(), [[today, 3]]);
});

test("applicants are not counted, nor who has left; who is back counts again", () => {
  const village = foundVillage(2);
  village.pass(DAY);
  sign(village, applyBy(village, 1));
  assert.equal(count(village), 2);
  village.act(2, "membership/leave", {});
  assert.equal(count(village), 1);
  sign(village, 2);
  assert.equal(count(village), 1);
  village.assertSound();
});

test("another device than the first wakes the same person, and is not its first one's action", () => {
  const village = foundVillage(2);
  village.pass(200 * DAY);
  const person = 1 as PersonId;
  noteAwake(village.state, person, village.now);
  useNonce(village.state, { person, device: 1, nonce: 7 }, village.now);
  assert.equal(count(village), 1);
  assert.equal(signedDay(village.state, person), dayOf(village.now));
  assert.equal(nonces.get(village.state, [person, 0])?.last, 0);
  noteAwake(village.state, person, village.now + 1);
  assert.equal(count(village), 1);
  village.assertSound();
});

test("whatever happens, the count is that of those who signed lately", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ person: fc.integer({ min: 1, max: 4 }), days: fc.nat(90) }), {
        maxLength: 12,
      }),
      (acts) => {
        const village = foundVillage(4);
        const last = new Map([1, 2, 3, 4].map((person) => [person, dayOf(village.now)]));
        for (const { person, days } of acts) {
          village.pass(days * DAY);
          sign(village, person);
          last.set(person, dayOf(village.now));
          const since = dayOf(village.now) - AWAKE_DAYS;
          assert.equal(count(village), [...last.values()].filter((day) => day >= since).length);
        }
        village.assertSound();
      },
    ),
    { numRuns: 25 },
  );
});
