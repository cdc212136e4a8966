/** Goal: who let in somebody who must not be answers for it, and the community can always go on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import {
  admittingVouchers,
  countAdmittedBy,
  endForCause,
  pauseAdmission,
  resumeAdmission,
  sharesAdmittingVoucher,
} from "./index.ts";

const person = (number: number) => number as PersonId;

function vouch(village: Village, from: number, to: number): string {
  return outcomeOf(village.act(from, "membership/vouch", { person: to }));
}

/** Somebody whom these let in. */
function letIn(village: Village, vouchers: readonly number[]): number {
  const newcomer = applyBy(village, vouchers[0] as number);
  for (const from of vouchers) assert.equal(vouch(village, from, newcomer), "done");
  assert.equal(statusOf(village, newcomer), "member");
  return newcomer;
}

const pauseAt = (now: number) => ({ pauseDays: 90, pauseAgainDays: 365, now });
const quick = (people: number) =>
  foundVillage(people, { constitution: rules({ "vouch-pace-days": 0, "vouches-needed": 2 }) });

test("by whom people came stays written, and tells who came by the same", () => {
  const village = quick(6);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [2, 3])];
  const third = letIn(village, [4, 5]);
  const { state } = village;
  assert.deepEqual(admittingVouchers(state, person(first)), [1, 2]);
  village.act(1, "membership/withdraw-vouch", { person: first });
  assert.deepEqual(admittingVouchers(state, person(first)), [1, 2]);
  assert.equal(sharesAdmittingVoucher(state, person(first), person(second)), true);
  assert.equal(sharesAdmittingVoucher(state, person(first), person(third)), false);
  assert.equal(sharesAdmittingVoucher(state, person(1), person(first)), true);
  assert.equal(countAdmittedBy(state, person(2), [first, second, third].map(person)), 2);
});

test("an end for cause lets vouches fall and bars the vouchers: 90 days, then a year", () => {
  const village = quick(8);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 3])];
  vouch(village, first, 4);
  endForCause(village.state, [person(first)], pauseAt(village.now));
  assert.equal(statusOf(village, first), "left");
  const barred = (by: number) => vouch(village, by, 8);
  assert.deepEqual(
    [barred(1), barred(2), barred(3)],
    ["membership/barred-from-vouching", "membership/barred-from-vouching", "done"],
  );
  village.pass(90 * DAY - 1);
  assert.equal(barred(2), "membership/barred-from-vouching");
  village.pass(1);
  assert.equal(barred(2), "done");
  endForCause(village.state, [person(second)], pauseAt(village.now));
  village.pass(365 * DAY - 1);
  assert.equal(barred(1), "membership/barred-from-vouching");
  village.pass(1);
  assert.equal(barred(1), "done");
  village.assertSound();
});

test("three members who can vouch are always left", () => {
  const village = foundVillage(4, { membership: phaseOf(4, 8) });
  const newcomer = applyBy(village, 1);
  vouch(village, 1, newcomer);
  village.act(4, "membership/leave", {});
  const events = endForCause(village.state, [person(newcomer)], pauseAt(village.now));
  assert.deepEqual(
    events.map(({ type }) => type),
    ["membership/membership-ended"],
    "besides the voucher only two could vouch",
  );
  village.assertSound();
});

test("an application that pauses neither admits nor lapses, and goes on where it was", () => {
  const village = quick(5);
  const waiting = applyBy(village, 1);
  vouch(village, 1, waiting);
  pauseAdmission(village.state, person(waiting));
  vouch(village, 2, waiting);
  assert.equal(statusOf(village, waiting), "applicant");
  assert.equal(outcomeOf(village.act(waiting, "membership/apply", {})), "membership/already-here");
  village.pass(61 * DAY);
  assert.equal(statusOf(village, waiting), "applicant");
  village.assertSound();
  resumeAdmission(village.state, person(waiting), village.now);
  assert.equal(statusOf(village, waiting), "member");
  village.assertSound();
});

test("several people at once are one matter for whoever let them in", () => {
  const village = quick(8);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 3])];
  endForCause(village.state, [person(first), person(second)], pauseAt(village.now));
  village.pass(90 * DAY - 1);
  assert.equal(vouch(village, 1, 8), "membership/barred-from-vouching");
  village.pass(1);
  assert.equal(vouch(village, 1, 8), "done");
});

test("who vouched for an applicant who must not be here is barred, and so is who left before", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "vouch-wait-days": 0 };
  const village = foundVillage(8, { constitution: rules(figures) });
  const waiting = applyBy(village, 1);
  vouch(village, 1, waiting);
  const newcomer = letIn(village, [2, 3]);
  village.act(2, "membership/leave", {});
  endForCause(village.state, [person(waiting), person(newcomer)], pauseAt(village.now));
  assert.deepEqual([statusOf(village, waiting), statusOf(village, newcomer)], ["left", "left"]);
  assert.equal(vouch(village, 1, 8), "membership/barred-from-vouching");
  village.act(2, "membership/apply", {});
  for (const from of [4, 5]) vouch(village, from, 2);
  assert.equal(statusOf(village, 2), "member");
  assert.equal(vouch(village, 2, 8), "membership/barred-from-vouching");
  village.pass(90 * DAY - 1);
  assert.equal(vouch(village, 2, 8), "membership/barred-from-vouching");
  village.pass(1);
  assert.equal(vouch(village, 2, 8), "done");
  village.assertSound();
});

test("who leaves while it is looked into is not admitted again before its end", () => {
  const village = quick(6);
  const newcomer = letIn(village, [1, 2]);
  pauseAdmission(village.state, person(newcomer));
  village.act(newcomer, "membership/leave", {});
  assert.equal(outcomeOf(village.act(newcomer, "membership/apply", {})), "done");
  assert.equal(statusOf(village, newcomer), "applicant");
  village.assertSound();
  resumeAdmission(village.state, person(newcomer), village.now);
  assert.equal(statusOf(village, newcomer), "member");
  village.assertSound();
});

test("of four who can vouch one is barred, and the next voucher only if three others remain", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "vouch-wait-days": 90 };
  const village = foundVillage(4, { constitution: rules(figures) });
  const newcomer = letIn(village, [1, 2]);
  const events = endForCause(village.state, [person(newcomer)], pauseAt(village.now));
  const barred = events.filter(({ type }) => type === "membership/voucher-barred");
  assert.deepEqual(
    barred.map(({ data }) => data),
    [{ person: 1, until: village.now + 90 * DAY }],
  );
  assert.equal(vouch(village, 2, 4), "done");
  village.assertSound();
});

test("a later, shorter bar does not shorten an earlier one, and a bar ends on its day", () => {
  const village = quick(8);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 3])];
  const third = letIn(village, [1, 4]);
  for (const ended of [first, second])
    endForCause(village.state, [person(ended)], pauseAt(village.now));
  village.pass(DAY);
  const bar = endForCause(village.state, [person(third)], pauseAt(village.now))
    .map(({ data }) => data)
    .find((data) => data["person"] === 1 && "until" in data);
  assert.deepEqual(bar, { person: 1, until: village.now + 365 * DAY });
  village.assertSound();
});

test("somebody who had left stays gone since then; who is put out goes now, with their application", () => {
  const village = quick(5);
  const waiting = applyBy(village, 1);
  village.act(5, "membership/leave", {});
  const left = village.now;
  village.pass(DAY);
  const since = (number: number) =>
    village.view<{ since: number; application: unknown }>("membership/person", { person: number });
  const events = endForCause(village.state, [5, waiting].map(person), pauseAt(village.now));
  assert.deepEqual([since(5).since, since(waiting).since], [left, village.now]);
  assert.equal(since(waiting).application, null);
  assert.deepEqual(
    events.map(({ data }) => data),
    [5, waiting].map((number) => ({ person: number, cause: "invented" })),
  );
  assert.equal(outcomeOf(village.act(waiting, "membership/apply", {})), "done");
  village.assertSound();
});

test("in a phase nobody is admitted about whom others look into it, and their place stays", () => {
  const village = foundVillage(3, { membership: phaseOf(3, 9) });
  const guest = applyBy(village, 1);
  pauseAdmission(village.state, person(guest));
  assert.equal(vouch(village, 1, guest), "done");
  assert.equal(statusOf(village, guest), "applicant");
  resumeAdmission(village.state, person(guest), village.now);
  assert.equal(statusOf(village, guest), "member");
  village.assertSound();
});

test("what did not rest does not begin anew, and who has gone meanwhile has nothing to go on with", () => {
  const village = quick(5);
  const waiting = applyBy(village, 1);
  const until = village.now + 60 * DAY;
  village.pass(DAY);
  assert.deepEqual(resumeAdmission(village.state, person(waiting), village.now), []);
  const { application } = village.view<{ application: { until: number } }>("membership/person", {
    person: waiting,
  });
  assert.equal(application.until, until);
  village.assertSound();
  pauseAdmission(village.state, person(waiting));
  village.act(waiting, "membership/leave", {});
  assert.deepEqual(resumeAdmission(village.state, person(waiting), village.now), []);
  assert.equal(statusOf(village, waiting), "left");
  village.assertSound();
});
