/** Goal: a community grows from one founder, and invented people cannot let each other in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../kernel/assert.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy, rules, statusOf } from "../testing/joining.ts";
import { founder, foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";
import type { Admission } from "./admission.ts";
import { PEOPLE_COUNTED_MAX, pathsNeededUpTo } from "./elders.ts";
import { members as membersTable } from "./types.ts";

function admission(testLaw: TestLaw, person: number): Admission & { sentence: string } {
  return testLaw.view<{ admission: Admission & { sentence: string } }>("membership/person", {
    person,
  }).admission;
}

/** A member who is no founder and has been here for a long time. */
function settled(person: number) {
  return { ...founder(person, TEST_START - 400 * DAY), founder: false };
}

function standing(from: number, to: number) {
  return { from, to, at: TEST_START, until: TEST_START + 600 * DAY };
}

test("what is needed does not fall where few may vouch", () => {
  const testLaw = foundTestLaw(2);
  const person = applyBy(testLaw, 1);
  for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person });
  assert.deepEqual([admission(testLaw, person).needed, admission(testLaw, person).have], [3, 2]);
  assert.equal(statusOf(testLaw, person), "applicant");
});

test("thousands of applications do not lower what is needed", () => {
  const members = [founder(1), ...[2, 3].map(settled)];
  const { state, now } = foundTestLaw(3, { membership: { members, vouches: [] } });
  for (let number = 4; number < 4 + PEOPLE_COUNTED_MAX; number += 1) {
    const row = {
      ...present(membersTable.get(state, [2 as PersonId]), "the second is listed"),
      status: "applicant" as const,
    };
    membersTable.put(state, [number as PersonId], row);
  }
  assert.equal(pathsNeededUpTo(state, now, 2), 2);
});

test("a ring of invented people hangs on one fooled member and stays outside", () => {
  const members = [founder(1), founder(2), ...[3, 4, 5, 6].map(settled)];
  const vouches = [standing(1, 3), standing(3, 4), standing(3, 5), standing(3, 6)];
  const testLaw = foundTestLaw(6, { membership: { members, vouches } });
  const person = applyBy(testLaw, 3);
  for (const from of [4, 5, 6]) testLaw.act(from, "membership/vouch", { person });
  const { have, paths, pathsNeeded, isAdmitted, sentence } = admission(testLaw, person);
  assert.deepEqual([have, paths, pathsNeeded, isAdmitted], [3, 1, 2, false]);
  assert.equal(sentence, "3 vouches stand, but only 1 of 2 separate ways lead to elders.");
  assert.equal(outcomeOf(testLaw.act(2, "membership/vouch", { person: 6 })), "done");
  assert.equal(admission(testLaw, person).paths, 2);
  assert.equal(outcomeOf(testLaw.act(person, "membership/apply", {})), "done");
  const { status, invitedBy } = testLaw.view<{ status: string; invitedBy: number }>(
    "membership/person",
    { person },
  );
  assert.deepEqual([status, invitedBy], ["member", 3], "weighed again, not applied again");
  testLaw.assertSound();
});

test("a path of six vouches counts, one of seven does not", () => {
  const chain = (length: number) => {
    const people = Array.from({ length }, (_, at) => at + 3);
    const members = [founder(1), founder(2), ...people.map(settled)];
    const vouches = people.map((to) => standing(to === 3 ? 1 : to - 1, to));
    const constitution = rules({ "vouches-needed": 1 });
    const testLaw = foundTestLaw(length + 2, { constitution, membership: { members, vouches } });
    const person = applyBy(testLaw, 1);
    testLaw.act(2, "membership/vouch", { person });
    testLaw.act(length + 2, "membership/vouch", { person });
    return admission(testLaw, person).paths;
  };
  assert.equal(chain(5), 2);
  assert.equal(chain(6), 1);
});

test("an elder who is no founder is known long enough by enough people", () => {
  const isElder = (since: number, vouches: readonly ReturnType<typeof standing>[]) => {
    const late = { ...founder(3, since), founder: false };
    const members = [founder(1), founder(2), late];
    const testLaw = foundTestLaw(3, { membership: { members, vouches } });
    return testLaw.view<{ isElder: boolean }>("membership/person", { person: 3 }).isElder;
  };
  const year = TEST_START - 365 * DAY;
  assert.equal(isElder(year, [standing(1, 3), standing(2, 3)]), true);
  assert.equal(isElder(year + 1, [standing(1, 3), standing(2, 3)]), false);
  assert.equal(isElder(year, [standing(1, 3)]), false);
});

test("without any elder vouches alone decide", () => {
  const membership = { members: [1, 2, 3].map(settled), vouches: [] };
  const testLaw = foundTestLaw(3, { membership });
  const person = applyBy(testLaw, 1);
  assert.deepEqual(admission(testLaw, person), {
    needed: 3,
    have: 0,
    pathsNeeded: 0,
    paths: 0,
    isAdmitted: false,
    sentence: "0 of 3 vouches stand; 3 more are needed.",
  });
  for (const from of [1, 2, 3]) testLaw.act(from, "membership/vouch", { person });
  assert.equal(statusOf(testLaw, person), "member");
});

test("ended vouches and vouches of anyone who left make no path", () => {
  const members = [founder(1), founder(2), settled(3)];
  const short = { ...standing(1, 3), until: TEST_START + DAY };
  const testLaw = foundTestLaw(3, {
    constitution: rules({ "vouches-needed": 2 }),
    membership: { members, vouches: [short] },
  });
  const person = applyBy(testLaw, 1);
  testLaw.act(3, "membership/vouch", { person });
  assert.equal(admission(testLaw, person).paths, 1);
  testLaw.pass(DAY);
  assert.equal(admission(testLaw, person).paths, 0);
});

test("without founders two ways to elders are needed, or as many as there are elders", () => {
  const needed = (elders: number) => {
    const people = [1, 2, 3, 4];
    const vouches = people
      .slice(0, elders)
      .flatMap((to) => people.filter((from) => from !== to).map((from) => standing(from, to)));
    const members = people.map(settled);
    const { state, now } = foundTestLaw(4, { membership: { members, vouches } });
    return pathsNeededUpTo(state, now, 2);
  };
  assert.deepEqual([0, 1, 2, 3, 4].map(needed), [0, 1, 2, 2, 2]);
});
