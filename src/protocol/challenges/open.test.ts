/** Goal: members challenge members and applicants with a reason, and few can ask little of all others. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  foundQuick,
  judgeAs,
  letIn,
  open,
  publishNote,
  show,
  supportBy,
} from "../testing/challenging.ts";
import { publishText, textHash } from "../testing/deciding.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

const would = (testLaw: TestLaw, by: number, accused: readonly number[], voucher = 0) =>
  outcomeOf(open(testLaw, by, accused, voucher));

test("a challenge is opened with a reason and looks for supporters; nothing happens to anybody yet", () => {
  const testLaw = foundQuick(6);
  const newcomer = letIn(testLaw, [1, 2]);
  assert.equal(would(testLaw, 3, [newcomer]), "done");
  const shown = show(testLaw);
  assert.deepEqual([shown.stage, shown.needed, shown.way], ["gathering", 2, "none"]);
  assert.equal(statusOf(testLaw, newcomer), "member");
  assert.match(shown.sentence, /2 more are needed/);
  testLaw.pass(7 * DAY - 1);
  assert.equal(show(testLaw).stage, "gathering");
  testLaw.pass(1);
  assert.equal(show(testLaw).stage, "over");
  testLaw.assertSound();
});

test("with fewer than five members nobody is challenged", () => {
  const testLaw = foundQuick(4);
  const waiting = applyBy(testLaw, 1);
  assert.equal(would(testLaw, 1, [waiting]), "challenges/too-few-members");
  testLaw.act(1, "membership/vouch", { person: waiting });
  testLaw.act(2, "membership/vouch", { person: waiting });
  assert.equal(would(testLaw, 3, [waiting]), "done", "with five members it can be");
});

test("founders, oneself, people who left, strangers and anyone who runs already are refused", () => {
  const testLaw = foundQuick(8);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  assert.equal(would(testLaw, 3, [2]), "challenges/is-founder");
  assert.equal(would(testLaw, first, [first]), "challenges/not-yourself");
  assert.equal(would(testLaw, 3, [99]), "membership/no-such-person");
  leaveNow(testLaw, second);
  assert.equal(would(testLaw, 3, [second]), "membership/has-left");
  challengeBy(testLaw, [3, 4, 5], [first]);
  assert.equal(would(testLaw, 6, [first]), "challenges/already-challenged");
  const waiting = applyBy(testLaw, 1);
  assert.equal(
    outcomeOf(
      testLaw.act(waiting, "challenges/open", {
        accused: [first],
        voucher: 0,
        reason: textHash("x"),
      }),
    ),
    "membership/not-yet-admitted",
  );
  testLaw.assertSound();
});

test("people are named once, in order, and several only by one voucher whom they share", () => {
  const testLaw = foundQuick(10);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  const third = letIn(testLaw, [2, 3]);
  assert.equal(would(testLaw, 4, []), "challenges/nobody-named");
  assert.equal(would(testLaw, 4, [first, first], 1), "challenges/nobody-named");
  assert.equal(would(testLaw, 4, [second, first], 1), "challenges/nobody-named");
  assert.equal(would(testLaw, 4, [first, second]), "challenges/no-shared-voucher");
  assert.equal(would(testLaw, 4, [first, third], 1), "challenges/no-shared-voucher");
  assert.equal(would(testLaw, 4, [third], 1), "challenges/no-shared-voucher");
  assert.equal(would(testLaw, 4, [first, second], 1), "done");
});

test("an applicant shares a voucher by a vouch that stands", () => {
  const testLaw = foundQuick(6);
  const [first, second] = [applyBy(testLaw, 1), applyBy(testLaw, 1)];
  for (const person of [first, second]) testLaw.act(1, "membership/vouch", { person });
  assert.equal(would(testLaw, 2, [first, second], 3), "challenges/no-shared-voucher");
  assert.equal(would(testLaw, 2, [first, second], 1), "done");
});

test("a fifth of the members is named at once at most, applicants besides", () => {
  const testLaw = foundQuick(8);
  const named = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  assert.equal(would(testLaw, 3, named, 1), "challenges/too-many-named", "3 of 11");
  assert.equal(would(testLaw, 3, named.slice(0, 2), 1), "done");
  const waiting = applyBy(testLaw, 1);
  testLaw.act(1, "membership/vouch", { person: waiting });
  assert.equal(statusOf(testLaw, waiting), "applicant");
  assert.equal(
    would(testLaw, 4, [...named.slice(0, 2), waiting], 1),
    "done",
    "2 of 11 and an applicant",
  );
});

test("the reason is a published note of one's own", () => {
  const testLaw = foundQuick(6);
  const newcomer = letIn(testLaw, [1, 2]);
  const withReason = (reason: Uint8Array) => outcomeOf(open(testLaw, 3, [newcomer], 0, reason));
  assert.equal(withReason(textHash("never published")), "challenges/no-reason");
  assert.equal(withReason(publishNote(testLaw, 4)), "challenges/no-reason");
  assert.equal(
    withReason(publishText(testLaw, 3, "an article", "article")),
    "challenges/no-reason",
  );
  const erased = publishNote(testLaw, 3);
  testLaw.act(3, "records/erase", { text: erased });
  assert.equal(withReason(erased), "challenges/no-reason");
  assert.equal(withReason(publishNote(testLaw, 3)), "done");
});

test("one at a time, and one in 30 days, whatever came of it", () => {
  const testLaw = foundQuick(9);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  assert.equal(would(testLaw, 3, [first]), "done");
  assert.equal(would(testLaw, 3, [second]), "challenges/one-at-a-time");
  assert.deepEqual(supportBy(testLaw, [4]), ["done"]);
  assert.equal(would(testLaw, 4, [second]), "challenges/one-at-a-time", "supporters too");
  testLaw.pass(7 * DAY);
  assert.equal(would(testLaw, 3, [second]), "challenges/opened-recently");
  assert.equal(would(testLaw, 4, [second]), "done", "anyone who supported it is free");
  testLaw.pass(23 * DAY - 1);
  assert.equal(would(testLaw, 3, [second]), "challenges/opened-recently");
  testLaw.pass(1);
  assert.equal(would(testLaw, 3, [second]), "done");
});

test("who was found to belong here is sheltered for a year, and anyone who asked in vain rests for half of one", () => {
  const testLaw = foundQuick(9);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  challengeBy(testLaw, [3, 4, 5], [first]);
  testLaw.pass(3 * DAY);
  assert.deepEqual(judgeAs(testLaw, [1, 2, 6, 7], ["no"]), ["done", "done", "done", "done"]);
  testLaw.pass(11 * DAY);
  assert.equal(show(testLaw).accused[0]?.outcome, "honest");
  assert.equal(would(testLaw, 6, [first]), "challenges/found-honest");
  assert.equal(would(testLaw, 3, [second]), "challenges/rests-after-honest");
  assert.equal(would(testLaw, 4, [second]), "challenges/rests-after-honest");
  testLaw.pass(180 * DAY - 1);
  assert.equal(would(testLaw, 4, [second]), "challenges/rests-after-honest");
  testLaw.pass(1);
  assert.equal(would(testLaw, 4, [second]), "done");
  testLaw.pass(185 * DAY - 1);
  assert.equal(would(testLaw, 6, [first]), "challenges/found-honest");
  testLaw.pass(1);
  assert.equal(would(testLaw, 6, [first]), "done");
  testLaw.assertSound();
});

test("a larger community asks for more supporters: a twentieth, rounded up", () => {
  for (const [founders, needed] of [
    [40, 2],
    [41, 3],
    [60, 3],
    [61, 4],
  ] as const) {
    const testLaw = foundTestLaw(founders);
    const waiting = applyBy(testLaw, 1);
    assert.equal(would(testLaw, 2, [waiting]), "done");
    assert.equal(show(testLaw).needed, needed);
  }
});

test("anyone who supports another meanwhile still waits 30 days from the one that they opened", () => {
  const testLaw = foundQuick(10);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  would(testLaw, 3, [first]);
  testLaw.pass(7 * DAY);
  would(testLaw, 4, [second]);
  supportBy(testLaw, [3], 2);
  testLaw.pass(7 * DAY);
  testLaw.pass(16 * DAY - 1);
  assert.equal(would(testLaw, 3, [second]), "challenges/opened-recently");
  testLaw.pass(1);
  assert.equal(would(testLaw, 3, [second]), "done");
});

test("with five members one is named, not two", () => {
  const testLaw = foundQuick(3);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  assert.equal(would(testLaw, 3, [first, second], 1), "challenges/too-many-named");
  assert.equal(would(testLaw, 3, [first], 1), "done");
});

test("anyone who opens it, and whom it names, are told", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  const { events } = open(testLaw, 3, [newcomer]);
  assert.deepEqual(
    events.map(({ type, people, data }) => [type, people, data]),
    [["challenges/opened", [3, newcomer], { challenge: 1, by: 3, accused: [newcomer], needed: 2 }]],
  );
});
