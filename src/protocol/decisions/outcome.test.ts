/** Goal: decisions close and take effect at their moments, all effects or none, in order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circlesTable } from "../circles/index.ts";
import { type CircleId, EVERYONE } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { answerAs, decide, newest, propose, runItsCourse } from "../testing/deciding.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { voteFor } from "./index.ts";

interface Shown {
  readonly stage: string;
  readonly count: { readonly [name: string]: number } | null;
  readonly answered: number;
  readonly answeredBy: readonly number[];
  readonly ballots: readonly object[] | null;
  readonly why: { readonly result: string } | null;
  readonly fault: { readonly code: string } | null;
  readonly eligibility: { readonly isEligible: boolean; readonly refusal: { code: string } | null };
}

function show(village: Village, decision: number, person = 0): Shown {
  return village.view<Shown>("decisions/decision", { decision, person });
}

function circleCount(village: Village): number {
  return village.view<object[]>("circles/list", {}).length;
}

test("a decision closes at its moment and takes effect after the delay, to the millisecond", () => {
  const village = foundVillage(2);
  propose(village, { kind: "circle", wishes: [wish.openCircle("garden")] });
  answerAs(village, [1, 2], "yes");
  assert.equal(village.machine.nextDue(village.state), village.now + 7 * DAY);
  village.pass(7 * DAY - 1);
  assert.equal(show(village, 1).stage, "open");
  village.pass(1);
  assert.equal(show(village, 1).stage, "passed");
  village.pass(7 * DAY - 1);
  assert.deepEqual([show(village, 1).stage, circleCount(village)], ["passed", 1]);
  village.pass(1);
  assert.deepEqual([show(village, 1).stage, circleCount(village)], ["in-effect", 2]);
  village.assertSound();
});

test("a statement that passes is in effect at once", () => {
  const village = foundVillage(1);
  propose(village, { kind: "statement" });
  answerAs(village, [1], "yes");
  village.pass(7 * DAY);
  assert.equal(show(village, 1).stage, "in-effect");
});

test("time that jumps far does everything that came due, earliest first", () => {
  const village = foundVillage(2);
  propose(village, { kind: "circle", wishes: [wish.openCircle("first")] });
  answerAs(village, [1, 2], "yes");
  village.pass(DAY);
  propose(village, { kind: "role", wishes: [wish.openRole("second")] });
  answerAs(village, [1, 2], "yes");
  const events = village.machine.begin(village.state, village.now + 365 * DAY);
  village.now += 365 * DAY;
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
  village.assertSound();
});

test("effects that can no longer all be done are none of them done, and the fault is shown", () => {
  const village = foundCircles(2, [{ members: [1] }]);
  const close = wish.closeCircle(2);
  propose(village, { kind: "circle", wishes: [close] });
  answerAs(village, [1, 2], "yes");
  propose(village, { kind: "circle", wishes: [wish.openCircle("x"), wish.openCircle("y"), close] });
  answerAs(village, [1, 2], "yes");
  assert.equal(runItsCourse(village), "without-effect");
  assert.equal(show(village, 2).fault?.code, "circles/closed");
  assert.equal(circleCount(village), 2);
  assert.equal(circlesTable.get(village.state, [EVERYONE])?.children, 0);
  village.assertSound();
});

test("effects are done in order, so that later ones build on earlier ones", () => {
  const village = foundVillage(3);
  const wishes = [
    wish.openCircle("garden"),
    wish.admit(2, 3),
    wish.dismiss(2, 3),
    wish.admit(2, 2),
  ];
  assert.equal(decide(village, { kind: "circle", wishes }, [1, 2]), "in-effect");
  const { offered } = village.view<{ offered: { person: number }[] }>("circles/circle", {
    circle: 2,
  });
  assert.deepEqual(
    offered.map(({ person }) => person),
    [2],
  );
});

test("a decision of a circle that was closed meanwhile does nothing", () => {
  const village = foundCircles(2, [{ members: [1] }]);
  propose(village, { circle: 2, kind: "circle", wishes: [wish.openCircle("x")] });
  answerAs(village, [1], "yes");
  village.pass(7 * DAY);
  const garden = circlesTable.get(village.state, [2 as CircleId]);
  assert.ok(garden);
  circlesTable.put(village.state, [2 as CircleId], { ...garden, closedAt: village.now });
  village.pass(7 * DAY);
  assert.equal(show(village, 1).stage, "without-effect");
});

test("counts and answers stay hidden until voting ends; one's own answer does not", () => {
  const village = foundVillage(3);
  propose(village, { kind: "statement" });
  answerAs(village, [1], "yes");
  answerAs(village, [3], "no");
  const open = show(village, newest(village), 3);
  assert.deepEqual([open.count, open.ballots, open.why], [null, null, null]);
  assert.deepEqual([open.answered, open.answeredBy], [2, [1, 3]]);
  const own = (person: number) =>
    village.view("decisions/answer", { decision: newest(village), person });
  assert.deepEqual([own(3), own(2)], [{ answer: "no" }, { answer: null }]);
  assert.equal(village.view("decisions/answer", { decision: 9, person: 1 }), undefined);
  const [listed] = village.view<Shown[]>("decisions/list", {});
  assert.deepEqual([listed?.count, listed?.answered], [null, 2]);
  village.pass(7 * DAY);
  const closed = show(village, newest(village));
  assert.deepEqual(closed.count, { yes: 1, no: 1, abstain: 0 });
  assert.deepEqual(closed.ballots, [
    { person: 1, answer: "yes" },
    { person: 3, answer: "no" },
  ]);
  assert.match(closed.why?.result ?? "", /^Not passed/);
});

test("a view tells beforehand whether somebody may vote, and why not", () => {
  const village = foundCircles(2, [{ members: [1] }]);
  propose(village, { circle: 2, kind: "statement" });
  assert.deepEqual(show(village, 1, 1).eligibility, { isEligible: true, refusal: null });
  assert.equal(show(village, 1, 2).eligibility.refusal?.code, "decisions/not-in-circle");
  village.pass(7 * DAY);
  assert.equal(show(village, 1, 1).eligibility.refusal?.code, "decisions/closed");
  assert.equal(village.view("decisions/decision", { decision: 5, person: 1 }), undefined);
});

test("the list is newest first", () => {
  const village = foundVillage(2);
  for (const proposer of [1, 2, 1]) propose(village, { kind: "statement", proposer });
  const listed = village.view<{ decision: number }[]>("decisions/list", {});
  assert.deepEqual(
    listed.map(({ decision }) => decision),
    [3, 2, 1],
  );
});

test("of many decisions that are due at once some close in each block, in order, and none is lost", () => {
  const village = foundVillage(30);
  for (let by = 1; by <= 30; by += 1) {
    for (let at = 0; at < 3; at += 1) {
      propose(village, { kind: "statement", proposer: by });
      answerAs(village, [1, 2, 3], "yes");
    }
  }
  village.pass(7 * DAY);
  const open = () =>
    village.view<{ stage: string }[]>("decisions/list", {}).filter(({ stage }) => stage === "open")
      .length;
  assert.equal(open(), 90 - 64 / 2, "a statement closes and takes effect: two steps of sixty-four");
  assert.equal(
    outcomeOf(village.act(1, "decisions/cast-vote", voteFor(90, "no"))),
    "decisions/closed",
  );
  assert.equal(village.machine.nextDue(village.state), village.now, "the next block goes on");
  village.pass(0);
  village.pass(0);
  assert.equal(open(), 0);
  village.assertSound();
});
