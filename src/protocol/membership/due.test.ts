/** Goal: what becomes due is found at its moment, said, and done in bounded steps, so that others have their turn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { decide, giveText, textHash } from "../testing/deciding.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { choresOf, setWeighed } from "./chores.ts";
import { membershipDue } from "./due.ts";
import { putMember } from "./standing.ts";
import { members } from "./types.ts";
import { lapses } from "./waiting-types.ts";

const next = (testLaw: TestLaw) => membershipDue.next(testLaw.state);
const begin = (testLaw: TestLaw, milliseconds: number) => {
  testLaw.now += milliseconds;
  return testLaw.stateMachine
    .begin(testLaw.state, testLaw.now)
    .filter(({ type }) => type.startsWith("membership/"))
    .map(({ type, data }) => [type, data]);
};

test("nothing is due in a quiet community; else the earliest of what is to come", () => {
  const testLaw = foundTestLaw(3, { membership: phaseOf(3, 80, 90) });
  assert.equal(next(foundTestLaw(2)), undefined);
  assert.equal(next(testLaw), TEST_START + 90 * DAY, "the phase ends");
  const person = applyBy(testLaw, 1);
  assert.equal(next(testLaw), TEST_START + 60 * DAY, "the application lapses");
  const reason = textHash("reason");
  giveText(testLaw, reason, "reason");
  testLaw.act(1, "membership/call-hearing", { person: 3, reason });
  leaveNow(testLaw, person);
  assert.equal(next(testLaw), TEST_START + 90 * DAY);
  assert.deepEqual(begin(testLaw, 90 * DAY - 1), []);
  assert.deepEqual(begin(testLaw, 1), [["membership/phase-ended", { kind: "founding" }]]);
  assert.equal(next(testLaw), TEST_START + 180 * DAY, "the hearing ends");
  assert.deepEqual(begin(testLaw, 90 * DAY - 1), []);
  assert.deepEqual(begin(testLaw, 1), [["membership/hearing-lapsed", { person: 3 }]]);
  assert.equal(next(testLaw), undefined);
  testLaw.assertSound();
});

test("an application lapses once, and says so; more than 256 lapse in more than one block", () => {
  const testLaw = foundTestLaw(1);
  const person = applyBy(testLaw, 1);
  assert.deepEqual(begin(testLaw, 60 * DAY - 1), []);
  assert.deepEqual(begin(testLaw, 1), [["membership/application-lapsed", { person }]]);
  assert.deepEqual(begin(testLaw, DAY), []);
  testLaw.assertSound();
  const { state, now } = testLaw;
  for (let number = 1001; number <= 1257; number += 1) {
    const row = { ...founderRow(testLaw), status: "applicant" as const };
    putMember(state, number as PersonId, row);
    lapses.put(state, [now, number as PersonId], {});
  }
  assert.equal(begin(testLaw, 1).length, 256);
});

function founderRow({ state }: TestLaw) {
  const row = members.get(state, [1 as PersonId]);
  assert.ok(row);
  return row;
}

test("a new rule has all weighed again, sixteen in a block, and then no more", () => {
  const testLaw = foundTestLaw(3, { constitution: rules({ "applications-live-max": 50 }) });
  const people = Array.from({ length: 17 }, () => applyBy(testLaw, 1));
  for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person: people.at(-1) });
  const input = { parameter: "vouches-needed", value: 2 };
  const wishes = [{ type: "constitution/set-parameter", input }];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2, 3]), "in-effect");
  const weighed = (many: number) => [["membership/applications-weighed", { people: many }]];
  if (next(testLaw) === 0) assert.deepEqual(begin(testLaw, 1), weighed(16));
  assert.equal(choresOf(testLaw.state).person, people[15]);
  const goesOn = choresOf(testLaw.state).weighAt;
  assert.equal(next(testLaw), goesOn);
  assert.deepEqual(begin(testLaw, goesOn - 1 - testLaw.now), []);
  const last = begin(testLaw, 1);
  assert.equal(last.length, 2);
  assert.deepEqual(last[1], weighed(1)[0]);
  assert.equal(statusOf(testLaw, people[16] as number), "member");
  assert.equal(choresOf(testLaw.state).weighAt, 0);
  assert.deepEqual(begin(testLaw, 1000), []);
  testLaw.assertSound();
});

test("who waits is not looked at before the next place, and then it is said also if nobody gets it", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "intake-month-least": 1 };
  const testLaw = foundTestLaw(2, { constitution: rules(figures) });
  const people = [applyBy(testLaw, 1), applyBy(testLaw, 1)];
  for (const person of people) {
    for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person });
  }
  assert.equal(next(testLaw), TEST_START + 30 * DAY);
  assert.deepEqual(begin(testLaw, 30 * DAY - 1), []);
  testLaw.act(1, "membership/withdraw-vouch", { person: people[1] });
  assert.deepEqual(begin(testLaw, 1), [["membership/applications-weighed", { people: 0 }]]);
  assert.equal(next(testLaw), testLaw.now + 60 * DAY, "the application lapses again");
  testLaw.assertSound();
});

test("weighing goes on after whom it had come to", () => {
  const testLaw = foundTestLaw(2);
  const [first, second] = [applyBy(testLaw, 1), applyBy(testLaw, 1)];
  setWeighed(testLaw.state, first as PersonId, testLaw.now);
  assert.deepEqual(begin(testLaw, 0), [["membership/applications-weighed", { people: 1 }]]);
  assert.equal(statusOf(testLaw, second), "applicant");
});

test("who leaves is gone at the moment of their notice; 256 in one block, the rest in the next", () => {
  const testLaw = foundTestLaw(258);
  testLaw.act(258, "membership/leave", {});
  const at = testLaw.now + 7 * DAY;
  assert.equal(next(testLaw), at);
  testLaw.now += 1;
  for (let person = 1; person <= 257; person += 1) testLaw.act(person, "membership/leave", {});
  assert.equal(next(testLaw), at);
  assert.deepEqual(begin(testLaw, 7 * DAY - 2), []);
  const last = [["membership/person-left", { person: 258 }]];
  assert.deepEqual(begin(testLaw, 1), last, "nobody before their own moment");
  assert.equal(next(testLaw), at + 1);
  assert.equal(begin(testLaw, 1).length, 256);
  assert.deepEqual([statusOf(testLaw, 256), statusOf(testLaw, 257)], ["left", "member"]);
  assert.equal(next(testLaw), at + 1);
  assert.equal(begin(testLaw, 0).length, 1);
  assert.equal(next(testLaw), undefined);
  testLaw.assertSound();
});
