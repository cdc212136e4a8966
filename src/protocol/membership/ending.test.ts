/** Goal: who let in somebody who must not be answers for it, and the community can always go on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import {
  admittingVouchers,
  countAdmittedBy,
  endForCause,
  pauseAdmission,
  resumeAdmission,
  sharesAdmittingVoucher,
} from "./index.ts";

const person = (number: number) => number as PersonId;

function vouch(testLaw: TestLaw, from: number, to: number): string {
  return outcomeOf(testLaw.act(from, "membership/vouch", { person: to }));
}

/** Somebody whom these let in. */
function letIn(testLaw: TestLaw, vouchers: readonly number[]): number {
  const newcomer = applyBy(testLaw, vouchers[0] as number);
  for (const from of vouchers) assert.equal(vouch(testLaw, from, newcomer), "done");
  assert.equal(statusOf(testLaw, newcomer), "member");
  return newcomer;
}

const pauseAt = (now: number) => ({ pauseDays: 90, pauseAgainDays: 365, now });
const quick = (people: number) =>
  foundTestLaw(people, { constitution: rules({ "vouch-pace-days": 0, "vouches-needed": 2 }) });

test("by whom people came stays written, and tells who came by the same", () => {
  const testLaw = quick(6);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [2, 3])];
  const third = letIn(testLaw, [4, 5]);
  const { state } = testLaw;
  assert.deepEqual(admittingVouchers(state, person(first)), [1, 2]);
  testLaw.act(1, "membership/withdraw-vouch", { person: first });
  assert.deepEqual(admittingVouchers(state, person(first)), [1, 2]);
  assert.equal(sharesAdmittingVoucher(state, person(first), person(second)), true);
  assert.equal(sharesAdmittingVoucher(state, person(first), person(third)), false);
  assert.equal(sharesAdmittingVoucher(state, person(1), person(first)), true);
  assert.equal(countAdmittedBy(state, person(2), [first, second, third].map(person)), 2);
});

test("an end for cause lets vouches fall and bars the vouchers: 90 days, then a year", () => {
  const testLaw = quick(8);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  vouch(testLaw, first, 4);
  endForCause(testLaw.state, [person(first)], pauseAt(testLaw.now));
  assert.equal(statusOf(testLaw, first), "left");
  const barred = (by: number) => vouch(testLaw, by, 8);
  assert.deepEqual(
    [barred(1), barred(2), barred(3)],
    ["membership/barred-from-vouching", "membership/barred-from-vouching", "done"],
  );
  testLaw.pass(90 * DAY - 1);
  assert.equal(barred(2), "membership/barred-from-vouching");
  testLaw.pass(1);
  assert.equal(barred(2), "done");
  endForCause(testLaw.state, [person(second)], pauseAt(testLaw.now));
  testLaw.pass(365 * DAY - 1);
  assert.equal(barred(1), "membership/barred-from-vouching");
  testLaw.pass(1);
  assert.equal(barred(1), "done");
  testLaw.assertSound();
});

test("three members who can vouch are always left", () => {
  const testLaw = foundTestLaw(4, { membership: phaseOf(4, 8) });
  const newcomer = applyBy(testLaw, 1);
  vouch(testLaw, 1, newcomer);
  leaveNow(testLaw, 4);
  const events = endForCause(testLaw.state, [person(newcomer)], pauseAt(testLaw.now));
  assert.deepEqual(
    events.map(({ type }) => type),
    ["membership/membership-ended"],
    "besides the voucher only two could vouch",
  );
  testLaw.assertSound();
});

test("an application that pauses neither admits nor lapses, and goes on where it was", () => {
  const testLaw = quick(5);
  const waiting = applyBy(testLaw, 1);
  vouch(testLaw, 1, waiting);
  pauseAdmission(testLaw.state, person(waiting));
  vouch(testLaw, 2, waiting);
  assert.equal(statusOf(testLaw, waiting), "applicant");
  assert.equal(outcomeOf(testLaw.act(waiting, "membership/apply", {})), "membership/already-here");
  testLaw.pass(61 * DAY);
  assert.equal(statusOf(testLaw, waiting), "applicant");
  testLaw.assertSound();
  resumeAdmission(testLaw.state, person(waiting), testLaw.now);
  assert.equal(statusOf(testLaw, waiting), "member");
  testLaw.assertSound();
});

test("several people at once are one matter for anyone who let them in", () => {
  const testLaw = quick(8);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  endForCause(testLaw.state, [person(first), person(second)], pauseAt(testLaw.now));
  testLaw.pass(90 * DAY - 1);
  assert.equal(vouch(testLaw, 1, 8), "membership/barred-from-vouching");
  testLaw.pass(1);
  assert.equal(vouch(testLaw, 1, 8), "done");
});

test("who vouched for an applicant who must not be here is barred, and so is who left before", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "vouch-wait-days": 0 };
  const testLaw = foundTestLaw(8, { constitution: rules(figures) });
  const waiting = applyBy(testLaw, 1);
  vouch(testLaw, 1, waiting);
  const newcomer = letIn(testLaw, [2, 3]);
  leaveNow(testLaw, 2);
  endForCause(testLaw.state, [person(waiting), person(newcomer)], pauseAt(testLaw.now));
  assert.deepEqual([statusOf(testLaw, waiting), statusOf(testLaw, newcomer)], ["left", "left"]);
  assert.equal(vouch(testLaw, 1, 8), "membership/barred-from-vouching");
  testLaw.act(2, "membership/apply", {});
  for (const from of [4, 5]) vouch(testLaw, from, 2);
  assert.equal(statusOf(testLaw, 2), "member");
  assert.equal(vouch(testLaw, 2, 8), "membership/barred-from-vouching");
  testLaw.pass(90 * DAY - 1);
  assert.equal(vouch(testLaw, 2, 8), "membership/barred-from-vouching");
  testLaw.pass(1);
  assert.equal(vouch(testLaw, 2, 8), "done");
  testLaw.assertSound();
});

test("who leaves while it is looked into is not admitted again before its end", () => {
  const testLaw = quick(6);
  const newcomer = letIn(testLaw, [1, 2]);
  pauseAdmission(testLaw.state, person(newcomer));
  leaveNow(testLaw, newcomer);
  assert.equal(outcomeOf(testLaw.act(newcomer, "membership/apply", {})), "done");
  assert.equal(statusOf(testLaw, newcomer), "applicant");
  testLaw.assertSound();
  resumeAdmission(testLaw.state, person(newcomer), testLaw.now);
  assert.equal(statusOf(testLaw, newcomer), "member");
  testLaw.assertSound();
});

test("of four who can vouch one is barred, and the next voucher only if three others remain", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "vouch-wait-days": 90 };
  const testLaw = foundTestLaw(4, { constitution: rules(figures) });
  const newcomer = letIn(testLaw, [1, 2]);
  const events = endForCause(testLaw.state, [person(newcomer)], pauseAt(testLaw.now));
  const barred = events.filter(({ type }) => type === "membership/voucher-barred");
  assert.deepEqual(
    barred.map(({ data }) => data),
    [{ person: 1, until: testLaw.now + 90 * DAY }],
  );
  assert.equal(vouch(testLaw, 2, 4), "done");
  testLaw.assertSound();
});

test("a later, shorter bar does not shorten an earlier one, and a bar ends on its day", () => {
  const testLaw = quick(8);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  const third = letIn(testLaw, [1, 4]);
  for (const ended of [first, second])
    endForCause(testLaw.state, [person(ended)], pauseAt(testLaw.now));
  testLaw.pass(DAY);
  const bar = endForCause(testLaw.state, [person(third)], pauseAt(testLaw.now))
    .map(({ data }) => data)
    .find((data) => data["person"] === 1 && "until" in data);
  assert.deepEqual(bar, { person: 1, until: testLaw.now + 365 * DAY });
  testLaw.assertSound();
});

test("somebody who had left stays gone since then; who is put out goes now, with their application", () => {
  const testLaw = quick(5);
  const waiting = applyBy(testLaw, 1);
  leaveNow(testLaw, 5);
  const left = testLaw.now;
  testLaw.pass(DAY);
  const since = (number: number) =>
    testLaw.view<{ since: number; application: unknown }>("membership/person", { person: number });
  const events = endForCause(testLaw.state, [5, waiting].map(person), pauseAt(testLaw.now));
  assert.deepEqual([since(5).since, since(waiting).since], [left, testLaw.now]);
  assert.equal(since(waiting).application, null);
  assert.deepEqual(
    events.map(({ data }) => data),
    [5, waiting].map((number) => ({ person: number, cause: "invented" })),
  );
  assert.equal(outcomeOf(testLaw.act(waiting, "membership/apply", {})), "done");
  testLaw.assertSound();
});

test("in a phase nobody is admitted about whom others look into it, and their place stays", () => {
  const testLaw = foundTestLaw(3, { membership: phaseOf(3, 9) });
  const guest = applyBy(testLaw, 1);
  pauseAdmission(testLaw.state, person(guest));
  assert.equal(vouch(testLaw, 1, guest), "done");
  assert.equal(statusOf(testLaw, guest), "applicant");
  resumeAdmission(testLaw.state, person(guest), testLaw.now);
  assert.equal(statusOf(testLaw, guest), "member");
  testLaw.assertSound();
});

test("what did not rest does not begin again, and who has gone meanwhile has nothing to go on with", () => {
  const testLaw = quick(5);
  const waiting = applyBy(testLaw, 1);
  const until = testLaw.now + 60 * DAY;
  testLaw.pass(DAY);
  assert.deepEqual(resumeAdmission(testLaw.state, person(waiting), testLaw.now), []);
  const { application } = testLaw.view<{ application: { until: number } }>("membership/person", {
    person: waiting,
  });
  assert.equal(application.until, until);
  testLaw.assertSound();
  pauseAdmission(testLaw.state, person(waiting));
  leaveNow(testLaw, waiting);
  assert.deepEqual(resumeAdmission(testLaw.state, person(waiting), testLaw.now), []);
  assert.equal(statusOf(testLaw, waiting), "left");
  testLaw.assertSound();
});
