/**
 * Goal: whatever people propose, answer and take back, counts, stages and waiting work agree.
 * Method: random sequences beside a naive model that recounts every decision from its answers.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import type { Salt } from "../kernel/schema.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { assertNoticed, changed } from "../testing/breaking.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { answerAs, propose } from "../testing/deciding.ts";
import { statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { voteFor, yesNo } from "./index.ts";
import {
  ballots,
  counters,
  type Decision,
  decisions,
  due,
  effects,
  hearings,
  proposers,
} from "./types.ts";

const PEOPLE = 5;
const person = fc.integer({ min: 1, max: PEOPLE });
const decision = fc.integer({ min: 1, max: 4 });
const choice = fc.constantFrom("yes", "yes", "no", "abstain");

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ proposes: person, circle: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 8, arbitrary: fc.record({ votes: person, decision, choice }) },
  { weight: 1, arbitrary: fc.record({ withdraws: person, decision }) },
  { weight: 1, arbitrary: fc.record({ leaves: person }) },
  { weight: 2, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 9 }) }) },
);

test("any row of proposals, answers and departures agrees with a naive recount", () => {
  let counted = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 50 }), (steps) => {
      const testLaw = foundCircles(PEOPLE, [{ members: [1, 2, 3] }]);
      testLaw.pass(1);
      const answers = new Map<number, Map<number, string>>();
      for (const given of steps) {
        if ("proposes" in given) {
          const { proposes: proposer, circle } = given;
          if (statusOf(testLaw, proposer) !== "member") continue;
          propose(testLaw, { circle, kind: "role", proposer, wishes: [wish.openRole("x")] });
        } else if ("votes" in given) {
          const { votes, decision, choice } = given;
          const { code } = testLaw.act(votes, "decisions/cast-vote", voteFor(decision, choice));
          const held = answers.get(decision) ?? new Map<number, string>();
          if (code === 0) answers.set(decision, held.set(votes, choice));
        } else if ("withdraws" in given) {
          testLaw.act(given.withdraws, "decisions/withdraw", { decision: given.decision });
        } else if ("leaves" in given) leaveNow(testLaw, given.leaves);
        else testLaw.pass(given.days * DAY);
        testLaw.assertSound();
      }
      testLaw.pass(400 * DAY);
      testLaw.assertSound();
      for (const { key, row } of decisions.entries(testLaw.state, [])) {
        counted += agreeWithNaiveRecount(row, [...(answers.get(key[0]) ?? new Map()).values()]);
      }
    }),
    { numRuns: 40 },
  );
  assert.ok(counted > 20, `${counted} decisions were counted out`);
});

function agreeWithNaiveRecount(row: Decision, answers: readonly string[]): number {
  if (row.stage === "withdrawn") return 0;
  const count = (word: string) => answers.filter((each) => each === word).length;
  const [yes, no] = [count("yes"), count("no")];
  assert.deepEqual(row.counts, [yes, no, count("abstain")]);
  const passes = yes > no && yes / row.eligible >= 0.1;
  assert.equal(row.stage === "in-effect" || row.stage === "without-effect", passes);
  return 1;
}

const ballotAt = (at: number) => ({
  ballot: yesNo.writeBallot("yes"),
  at,
  salt: new Uint8Array(16) as Salt,
});

test("a lost or added ballot, lost work, an early stage and a wrong count are noticed", () => {
  const first = 1 as DecisionId;
  const change = (testLaw: TestLaw, by: Partial<Decision>) => {
    const row = decisions.get(testLaw.state, [first]);
    assert.ok(row);
    decisions.put(testLaw.state, [first], { ...row, ...by });
  };
  const breakages: readonly (readonly [(testLaw: TestLaw) => void, RegExp])[] = [
    [({ state }) => ballots.delete(state, [first, 1 as PersonId]), /counts answers wrongly/],
    [
      ({ state, now }) => ballots.put(state, [first, 3 as PersonId], ballotAt(now)),
      /counts answers wrongly/,
    ],
    [
      ({ state, now }) => ballots.put(state, [first, 1 as PersonId], ballotAt(now - 1)),
      /ballot of person 1/,
    ],
    [({ state, now }) => due.delete(state, [now + 7 * DAY, first]), /does not wait to close/],
    [
      ({ state, now }) => due.put(state, [now + DAY, first], { work: "close" }),
      /something waits that is over/,
    ],
    [({ state }) => proposers.put(state, [1 as PersonId], { open: 2 }), /person 1 has 2 open/],
    [(testLaw) => change(testLaw, { stage: "passed" }), /closed early/],
    [(testLaw) => change(testLaw, { answered: 2 }), /counts answers wrongly/],
    [(testLaw) => change(testLaw, { eligible: 0 }), /more answers than people/],
    [(testLaw) => change(testLaw, { closesAt: testLaw.now + 9 * DAY }), /closes at the wrong time/],
    [(testLaw) => change(testLaw, { counts: [1, 0, 0] }), /tells its count early/],
    [(testLaw) => change(testLaw, { effects: 1 }), /has 0 effects/],
  ];
  for (const [harm, named] of breakages) {
    const testLaw = foundTestLaw(3);
    propose(testLaw, { kind: "statement" });
    answerAs(testLaw, [1], "yes");
    testLaw.assertSound();
    harm(testLaw);
    assert.throws(() => testLaw.assertSound(), named);
  }
});

test("an outcome that does not follow from the count is noticed", () => {
  const testLaw = foundTestLaw(2);
  propose(testLaw, { kind: "statement" });
  testLaw.pass(7 * DAY);
  const row = decisions.get(testLaw.state, [1 as DecisionId]);
  assert.ok(row);
  assert.equal(row.stage, "failed");
  decisions.put(testLaw.state, [1 as DecisionId], { ...row, stage: "in-effect" });
  assert.throws(() => testLaw.assertSound(), /another outcome than its count/);
  decisions.put(testLaw.state, [1 as DecisionId], { ...row, counts: [0, 1, 0] });
  assert.throws(() => testLaw.assertSound(), /something else than its ballots/);
});

const one = 1 as DecisionId;
const row = (state: Writer, by: Partial<Decision>) =>
  decisions.put(state, [one], changed(decisions.get(state, [one]), by));

test("times follow the policy, and anyone who is heard has three days", () => {
  const found = () => {
    const testLaw = foundTestLaw(3);
    for (const proposer of [1, 2]) propose(testLaw, { kind: "statement", proposer });
    return testLaw;
  };
  const { now } = found();
  const three = 3 as PersonId;
  const unanswered = { answer: new Uint8Array(32), at: 0 };
  assertNoticed(found, [
    ["decision 1 closes at the wrong time", (state) => row(state, { closesAt: now })],
    ["decision 1 takes effect at the wrong time", (state) => row(state, { effectAt: now })],
    [
      "decision 1 is ahead",
      (state) =>
        row(state, { openedAt: now + 1, closesAt: now + 1 + 7 * DAY, effectAt: now + 1 + 7 * DAY }),
    ],
    [
      "decision 1 does not wait to close",
      (state) => due.put(state, [now + 7 * DAY, one], { work: "take-effect" }),
    ],
    ["decision 1 is missing", (state) => decisions.delete(state, [one])],
    ["3 decisions are counted", (state) => counters.put(state, [], { decisions: 3 })],
    [
      "somebody's open proposals are not counted",
      (state) => proposers.delete(state, [1 as PersonId]),
    ],
    ["person 3 has 1 open", (state) => proposers.put(state, [three], { open: 1 })],
    [
      "a ballot for decision 9, which is not there",
      (state) => ballots.put(state, [9 as DecisionId, three], ballotAt(now)),
    ],
    [
      "the ballot of person 3 for decision 1",
      (state) => ballots.put(state, [one, three], ballotAt(now + 7 * DAY)),
    ],
    [
      "person 3 is heard for nothing",
      (state) => hearings.put(state, [9 as DecisionId, three], unanswered),
    ],
    [
      "3 answered before 1",
      (state) => hearings.put(state, [one, three], { ...unanswered, at: now - 1 }),
    ],
    [
      "1 hears nobody out",
      (state) => {
        hearings.put(state, [one, three], unanswered);
        row(state, { closesAt: now + 3 * DAY - 1 });
      },
    ],
  ]);
  const testLaw = found();
  hearings.put(testLaw.state, [one, three], { ...unanswered, at: now });
  row(testLaw.state, { closesAt: now + 8 * DAY, effectAt: now + 8 * DAY });
  due.delete(testLaw.state, [now + 7 * DAY, one]);
  due.put(testLaw.state, [now + 8 * DAY, one], { work: "close" });
  testLaw.assertSound();
});

test("what has passed waits until its moment, and only what had no effect has a fault", () => {
  const found = () => {
    const testLaw = foundTestLaw(3);
    propose(testLaw, { kind: "circle", wishes: [wish.openCircle("x")] });
    answerAs(testLaw, [1, 2, 3], "yes");
    testLaw.pass((decisions.get(testLaw.state, [one])?.closesAt ?? 0) - testLaw.now);
    assert.equal(decisions.get(testLaw.state, [one])?.stage, "passed");
    return testLaw;
  };
  assertNoticed(found, [
    ["decision 1 took effect early", (state) => row(state, { stage: "in-effect" })],
    ["decision 1 took effect early", (state) => row(state, { stage: "without-effect", fault: 1 })],
    ["decision 1 has a fault of no effect", (state) => row(state, { fault: 1 })],
    ["decision 1 has another outcome than its count", (state) => row(state, { stage: "failed" })],
    ["decision 1 has 0 effects", (state) => effects.delete(state, [one, 0])],
    ["decision 1 says something else than its ballots", (state) => row(state, { counts: [3, 0] })],
    ["decision 1 does not wait to take-effect", (state) => row(state, { effectAt: 5 })],
  ]);
  const testLaw = found();
  testLaw.pass((decisions.get(testLaw.state, [one])?.effectAt ?? 0) - testLaw.now);
  assert.equal(decisions.get(testLaw.state, [one])?.stage, "in-effect");
  row(testLaw.state, { stage: "without-effect" });
  assert.throws(() => testLaw.assertSound(), /a fault of no effect/);
});
