/** Goal: decisions close and take effect at their moments, all effects or none, in order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circlesTable } from "../circles/index.ts";
import { type CircleId, EVERYONE } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { answerAs, decide, newest, propose, runItsCourse } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { voteFor } from "./index.ts";

interface Shown {
  readonly stage: string;
  readonly count: { readonly [name: string]: number } | null;
  readonly answered: number;
  readonly hasAnswered: boolean;
  readonly ownAnswer: unknown;
  readonly why: { readonly result: string } | null;
  readonly fault: { readonly code: string } | null;
  readonly eligibility: { readonly isEligible: boolean; readonly refusal: { code: string } | null };
}

function show(testLaw: TestLaw, decision: number, person = 0): Shown {
  return testLaw.view<Shown>("decisions/decision", { decision, person });
}

function circleCount(testLaw: TestLaw): number {
  return testLaw.view<object[]>("circles/list", {}).length;
}

test("a decision closes at its moment and takes effect after the delay, to the millisecond", () => {
  const testLaw = foundTestLaw(2);
  propose(testLaw, { kind: "circle", wishes: [wish.openCircle("garden")] });
  answerAs(testLaw, [1, 2], "yes");
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), testLaw.now + 7 * DAY);
  testLaw.pass(7 * DAY - 1);
  assert.equal(show(testLaw, 1).stage, "open");
  testLaw.pass(1);
  assert.equal(show(testLaw, 1).stage, "passed");
  testLaw.pass(7 * DAY - 1);
  assert.deepEqual([show(testLaw, 1).stage, circleCount(testLaw)], ["passed", 1]);
  testLaw.pass(1);
  assert.deepEqual([show(testLaw, 1).stage, circleCount(testLaw)], ["in-effect", 2]);
  testLaw.assertSound();
});

test("a statement that passes is in effect at once", () => {
  const testLaw = foundTestLaw(1);
  propose(testLaw, { kind: "statement" });
  answerAs(testLaw, [1], "yes");
  testLaw.pass(7 * DAY);
  assert.equal(show(testLaw, 1).stage, "in-effect");
});

test("time that jumps far does everything that came due, earliest first", () => {
  const testLaw = foundTestLaw(2);
  propose(testLaw, { kind: "circle", wishes: [wish.openCircle("first")] });
  answerAs(testLaw, [1, 2], "yes");
  testLaw.pass(DAY);
  propose(testLaw, { kind: "role", wishes: [wish.openRole("second")] });
  answerAs(testLaw, [1, 2], "yes");
  const events = testLaw.stateMachine.begin(testLaw.state, testLaw.now + 365 * DAY);
  testLaw.now += 365 * DAY;
  assert.deepEqual(
    events.map(({ type, data }) => `${type} ${data["decision"]}`),
    [
      "decisions/passed 1",
      "decisions/passed 2",
      "decisions/took-effect 2",
      "circles/role-opened 2",
      "decisions/took-effect 1",
      "circles/circle-opened 1",
    ],
  );
  testLaw.assertSound();
});

test("effects that can no longer all be done are none of them done, and the fault is shown", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  const close = wish.closeCircle(2);
  propose(testLaw, { kind: "circle", wishes: [close] });
  answerAs(testLaw, [1, 2], "yes");
  propose(testLaw, { kind: "circle", wishes: [wish.openCircle("x"), wish.openCircle("y"), close] });
  answerAs(testLaw, [1, 2], "yes");
  assert.equal(runItsCourse(testLaw), "without-effect");
  assert.equal(show(testLaw, 2).fault?.code, "circles/closed");
  assert.equal(circleCount(testLaw), 2);
  assert.equal(circlesTable.get(testLaw.state, [EVERYONE])?.children, 0);
  testLaw.assertSound();
});

test("effects are done in order, so that later ones build on earlier ones", () => {
  const testLaw = foundTestLaw(3);
  const wishes = [
    wish.openCircle("garden"),
    wish.admit(2, 3),
    wish.dismiss(2, 3),
    wish.admit(2, 2),
  ];
  assert.equal(decide(testLaw, { kind: "circle", wishes }, [1, 2]), "in-effect");
  const { offered } = testLaw.view<{ offered: { person: number }[] }>("circles/circle", {
    circle: 2,
  });
  assert.deepEqual(
    offered.map(({ person }) => person),
    [2],
  );
});

test("a decision of a circle that was closed meanwhile does nothing", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  propose(testLaw, { circle: 2, kind: "circle", wishes: [wish.openCircle("x")] });
  answerAs(testLaw, [1], "yes");
  testLaw.pass(7 * DAY);
  const garden = circlesTable.get(testLaw.state, [2 as CircleId]);
  assert.ok(garden);
  circlesTable.put(testLaw.state, [2 as CircleId], { ...garden, closedAt: testLaw.now });
  testLaw.pass(7 * DAY);
  assert.equal(show(testLaw, 1).stage, "without-effect");
});

test("counts and answers stay hidden until voting ends; one's own answer does not", () => {
  const testLaw = foundTestLaw(3);
  propose(testLaw, { kind: "statement" });
  answerAs(testLaw, [1], "yes");
  answerAs(testLaw, [3], "no");
  const open = show(testLaw, newest(testLaw), 3);
  assert.deepEqual([open.count, open.ownAnswer, open.why], [null, null, null]);
  assert.deepEqual([open.answered, open.hasAnswered], [2, true]);
  assert.equal(show(testLaw, newest(testLaw), 2).hasAnswered, false);
  const ballots = () => testLaw.view("decisions/ballots", { decision: newest(testLaw), after: 0 });
  const hidden = [1, 3].map((person) => ({ person, answer: null }));
  assert.deepEqual(ballots(), { rows: hidden, next: 0 });
  assert.equal(testLaw.view("decisions/ballots", { decision: 9, after: 0 }), undefined);
  const own = (person: number) =>
    testLaw.view("decisions/answer", { decision: newest(testLaw), person });
  assert.deepEqual([own(3), own(2)], [{ answer: "no" }, { answer: null }]);
  assert.equal(testLaw.view("decisions/answer", { decision: 9, person: 1 }), undefined);
  const [listed] = testLaw.view<Shown[]>("decisions/list", {});
  assert.deepEqual([listed?.count, listed?.answered], [null, 2]);
  testLaw.pass(7 * DAY);
  const closed = show(testLaw, newest(testLaw));
  assert.deepEqual(closed.count, { yes: 1, no: 1, abstain: 0 });
  const rows = [
    { person: 1, answer: "yes" },
    { person: 3, answer: "no" },
  ];
  assert.deepEqual(ballots(), { rows, next: 0 });
  assert.equal(show(testLaw, newest(testLaw), 3).ownAnswer, "no");
  assert.match(closed.why?.result ?? "", /^Did not pass/);
});

test("a view tells beforehand whether somebody may vote, and why not", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  propose(testLaw, { circle: 2, kind: "statement" });
  assert.deepEqual(show(testLaw, 1, 1).eligibility, { isEligible: true, refusal: null });
  assert.equal(show(testLaw, 1, 2).eligibility.refusal?.code, "decisions/not-in-circle");
  testLaw.pass(7 * DAY);
  assert.equal(show(testLaw, 1, 1).eligibility.refusal?.code, "decisions/closed");
  assert.equal(testLaw.view("decisions/decision", { decision: 5, person: 1 }), undefined);
});

test("the list is newest first", () => {
  const testLaw = foundTestLaw(2);
  for (const proposer of [1, 2, 1]) propose(testLaw, { kind: "statement", proposer });
  const listed = testLaw.view<{ decision: number }[]>("decisions/list", {});
  assert.deepEqual(
    listed.map(({ decision }) => decision),
    [3, 2, 1],
  );
});

test("of many decisions that are due at once some close in each block, in order, and none is lost", () => {
  const testLaw = foundTestLaw(30);
  for (let by = 1; by <= 30; by += 1) {
    for (let at = 0; at < 3; at += 1) {
      propose(testLaw, { kind: "statement", proposer: by });
      answerAs(testLaw, [1, 2, 3], "yes");
    }
  }
  testLaw.pass(7 * DAY);
  const open = () =>
    testLaw.view<{ stage: string }[]>("decisions/list", {}).filter(({ stage }) => stage === "open")
      .length;
  assert.equal(open(), 90 - 64 / 2, "a statement closes and takes effect: two steps of sixty-four");
  assert.equal(
    outcomeOf(testLaw.act(1, "decisions/cast-vote", voteFor(90, "no"))),
    "decisions/closed",
  );
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), testLaw.now, "the next block goes on");
  testLaw.pass(0);
  testLaw.pass(0);
  assert.equal(open(), 0);
  testLaw.assertSound();
});
