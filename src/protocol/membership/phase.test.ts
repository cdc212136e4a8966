/** Goal: a founding phase lets few founders become many in an evening, and no founder more than their share. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import { applyBy, phaseOf, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function vouch(testLaw: TestLaw, from: number, person: number): string {
  return outcomeOf(testLaw.act(from, "membership/vouch", { person }));
}

function bring(testLaw: TestLaw, by: number): number {
  const person = applyBy(testLaw, by);
  assert.equal(vouch(testLaw, by, person), "done");
  return person;
}

interface Growth {
  readonly phase: { readonly places: number; readonly until: number } | null;
  readonly free: number;
  readonly placeAt: number;
  readonly queued: number;
}

const growth = (testLaw: TestLaw, person = 1) =>
  testLaw.view<Growth>("membership/growth", { person });
const places = (testLaw: TestLaw, person: number) => growth(testLaw, person).phase?.places;

test("one founder brings in twelve people in an evening, by one vouch each", () => {
  const testLaw = foundTestLaw(1, { membership: phaseOf(1) });
  for (let guest = 0; guest < 12; guest += 1) {
    const person = bring(testLaw, 1);
    assert.equal(statusOf(testLaw, person), "member");
  }
  assert.equal(places(testLaw, 1), 79 - 12);
  testLaw.assertSound();
});

test("places are the same for all founders, and charged down the tree of vouches", () => {
  const testLaw = foundTestLaw(4, { membership: phaseOf(4, 12) });
  assert.deepEqual(
    [1, 2, 3, 4].map((person) => places(testLaw, person)),
    [2, 2, 2, 2],
  );
  const first = bring(testLaw, 1);
  assert.deepEqual([places(testLaw, 1), places(testLaw, first), places(testLaw, 2)], [1, 1, 2]);
  const second = applyBy(testLaw, first);
  assert.equal(vouch(testLaw, first, second), "membership/too-new-to-vouch");
  testLaw.pass(HOUR - 1);
  assert.equal(vouch(testLaw, first, second), "membership/too-new-to-vouch");
  testLaw.pass(1);
  assert.equal(vouch(testLaw, first, second), "done");
  assert.equal(statusOf(testLaw, second), "member");
  assert.deepEqual([places(testLaw, 1), places(testLaw, first), places(testLaw, 2)], [0, 0, 2]);
  const third = applyBy(testLaw, 1);
  assert.equal(vouch(testLaw, 1, third), "membership/vouched-recently");
  testLaw.pass(5 * DAY);
  assert.equal(vouch(testLaw, 1, third), "done");
  assert.equal(statusOf(testLaw, third), "applicant", "a vouch without a place admits nobody");
  testLaw.assertSound();
});

test("the phase ends at its limit or its time, and who came in it does not wait any longer", () => {
  const full = foundTestLaw(2, { membership: phaseOf(2, 4) });
  const one = bring(full, 1);
  assert.notEqual(growth(full).phase, null);
  const last = bring(full, 2);
  assert.equal(growth(full).phase, null);
  for (const from of [one, last]) assert.equal(vouch(full, from, 1), "done");
  full.assertSound();

  const over = foundTestLaw(2, { membership: phaseOf(2, 80, 10) });
  const early = bring(over, 1);
  over.pass(10 * DAY - 1);
  const late = bring(over, 1);
  assert.equal(vouch(over, late, 2), "membership/too-new-to-vouch");
  over.pass(1);
  assert.equal(growth(over).phase, null);
  for (const from of [early, late]) assert.equal(vouch(over, from, 2), "done");
  const after = applyBy(over, 1);
  over.pass(5 * DAY);
  for (const from of [1, 2, late]) assert.equal(vouch(over, from, after), "done");
  assert.equal(statusOf(over, after), "member");
  over.pass(5 * DAY);
  assert.equal(vouch(over, after, 2), "membership/too-new-to-vouch", "nothing of it lasts");
  over.assertSound();
});

test("a founder who leaves and comes back in the phase makes no new places", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 10) });
  for (let guest = 0; guest < 2; guest += 1) bring(testLaw, 1);
  leaveNow(testLaw, 1);
  assert.equal(places(testLaw, 1), 0, "anyone who is gone has none to give");
  testLaw.pass(DAY);
  assert.equal(outcomeOf(testLaw.act(1, "membership/apply", {})), "done");
  assert.equal(vouch(testLaw, 2, 1), "done");
  assert.equal(statusOf(testLaw, 1), "member");
  assert.deepEqual([places(testLaw, 1), places(testLaw, 2)], [4 - 2, 4 - 1]);
  testLaw.assertSound();
});

test("a founding phase of other bounds, or without a place for each, is refused", () => {
  const found = (membership: object) => () => foundTestLaw(3, { membership });
  for (const good of [phaseOf(3, 6, 1), phaseOf(3, 500, 120)]) found(good)();
  for (const bad of [phaseOf(3, 5), phaseOf(3, 501), phaseOf(3, 9, 121), phaseOf(3, 9, 0)]) {
    assert.throws(found(bad), /phase/);
  }
  const many = (members: number) => () => foundTestLaw(50, { membership: phaseOf(50, members) });
  many(100)();
  assert.throws(many(101), /members: at most 100/);
  const none = phaseOf(3, 9);
  const members = none.members.map((member) => ({ ...member, founder: false }));
  assert.throws(found({ ...none, members }), /without founders/);
});

test("in a phase one vouch within the places is what is needed, and a vouch among members costs none", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 10) });
  const shown = (person: number) => {
    const { admission } = testLaw.view<{ admission: object }>("membership/person", { person });
    return admission;
  };
  const guest = applyBy(testLaw, 1);
  const come = { needed: 1, pathsNeeded: 0, paths: 0, isAdmitted: false };
  const sentence = "0 of 1 vouches stand; 1 more are needed.";
  assert.deepEqual(shown(guest), { ...come, have: 0, sentence });
  assert.equal(vouch(testLaw, 1, 2), "done");
  assert.deepEqual([places(testLaw, 1), places(testLaw, 2)], [4, 4]);
  testLaw.assertSound();
});

test("who came by another's places spends the tree's, and an empty tree admits nobody", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 4) });
  const first = bring(testLaw, 1);
  testLaw.pass(HOUR);
  const second = applyBy(testLaw, first);
  assert.equal(vouch(testLaw, first, second), "done");
  assert.equal(statusOf(testLaw, second), "applicant", "the founder had one place");
  assert.equal(statusOf(testLaw, bring(testLaw, 2)), "member");
  assert.equal(growth(testLaw).phase, null, "four members are the end of it");
  testLaw.assertSound();
});
