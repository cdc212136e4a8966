/** Goal: one person, one voice: the last answer in time, of anyone who was in before the question. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { acceptPlaces, foundCircles, policyWish, wish } from "../testing/circling.ts";
import { decide, newest, propose } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { countDecision } from "./count.ts";
import { voteFor } from "./index.ts";
import { methods } from "./methods/index.ts";
import { tallyOf as namesOf, yesNo } from "./methods/yes-no.ts";
import { ballots, decisions } from "./types.ts";

function vote(
  testLaw: TestLaw,
  person: number,
  choice: string,
  decision = newest(testLaw),
): string {
  return outcomeOf(testLaw.act(person, "decisions/cast-vote", voteFor(decision, choice)));
}

function tallyOf(testLaw: TestLaw) {
  const decision = newest(testLaw) as DecisionId;
  const row = decisions.get(testLaw.state, [decision]);
  assert.ok(row);
  assert.deepEqual(row.counts, [], "no count is in the state while voting lasts");
  return namesOf(countDecision(methods, testLaw.state, decision, row).counts);
}

test("the last answer counts, and each person once", () => {
  const testLaw = foundTestLaw(3);
  propose(testLaw, { kind: "statement" });
  for (const choice of ["yes", "no", "abstain", "no", "no"]) {
    assert.equal(vote(testLaw, 1, choice), "done");
  }
  assert.equal(vote(testLaw, 2, "yes"), "done");
  assert.deepEqual(tallyOf(testLaw), { yes: 1, no: 1, abstain: 0 });
  const ballot = ballots.get(testLaw.state, [1 as DecisionId, 1 as PersonId]);
  assert.deepEqual(ballot?.ballot, yesNo.writeBallot("no"));
  testLaw.assertSound();
});

test("one can vote until the last millisecond, and not at the end", () => {
  const testLaw = foundTestLaw(2);
  propose(testLaw, { kind: "statement" });
  testLaw.pass(7 * DAY - 1);
  assert.equal(vote(testLaw, 1, "yes"), "done");
  testLaw.now += 1;
  assert.equal(vote(testLaw, 2, "yes"), "decisions/closed");
  testLaw.pass(0);
  assert.equal(vote(testLaw, 2, "yes"), "decisions/closed");
  testLaw.assertSound();
});

test("an unknown decision, people outside and applicants are refused", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  propose(testLaw, { circle: 2, kind: "statement" });
  assert.equal(vote(testLaw, 1, "yes", 9), "decisions/unknown");
  assert.equal(vote(testLaw, 3, "yes"), "decisions/not-in-circle");
  assert.equal(vote(testLaw, applyBy(testLaw, 1), "yes"), "decisions/not-in-circle");
});

test("anyone who joins with the question may not answer it; a moment earlier is enough", () => {
  const outcomes = [0, 1].map((earlier) => {
    const testLaw = foundCircles(3, [{ members: [1] }]);
    decide(testLaw, { circle: 2, kind: "circle", wishes: [wish.admit(2, 3)] }, [1]);
    acceptPlaces(testLaw, 2, [3]);
    testLaw.pass(earlier);
    propose(testLaw, { circle: 2, kind: "role", wishes: [wish.openRole("x")] });
    return vote(testLaw, 3, "yes");
  });
  assert.deepEqual(outcomes, ["decisions/joined-later", "done"]);
});

test("somebody admitted while voting lasts may not answer", () => {
  const testLaw = foundCircles(3, [{ members: [1] }]);
  const wishes = [policyWish(testLaw, 2, "role", LONGER)];
  decide(testLaw, { circle: 2, kind: "rule", wishes }, [1]);
  propose(testLaw, { circle: 2, kind: "role", wishes: [wish.openRole("x")] });
  const decision = newest(testLaw);
  decide(testLaw, { circle: 2, kind: "circle", wishes: [wish.admit(2, 3)] }, [1]);
  acceptPlaces(testLaw, 2, [3]);
  assert.equal(vote(testLaw, 3, "yes", decision), "decisions/joined-later");
  assert.equal(vote(testLaw, 1, "yes", decision), "done");
});

const LONGER = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: 60 * DAY,
  delayMs: 0,
};

test("anyone who leaves can no longer answer; the answer that they gave stays", () => {
  const testLaw = foundTestLaw(4);
  propose(testLaw, { kind: "statement" });
  vote(testLaw, 2, "yes");
  leaveNow(testLaw, 2);
  assert.equal(vote(testLaw, 2, "no"), "decisions/not-in-circle");
  assert.deepEqual(tallyOf(testLaw), { yes: 1, no: 0, abstain: 0 });
  testLaw.assertSound();
});

test("the event tells that somebody answered, and not what", () => {
  const testLaw = foundTestLaw(1);
  propose(testLaw, { kind: "statement" });
  const { events } = testLaw.act(1, "decisions/cast-vote", voteFor(1, "no"));
  assert.deepEqual(
    events.map(({ type, data }) => [type, data]),
    [["decisions/vote-cast", { decision: 1, person: 1 }]],
  );
});

test("what was taken back takes no answer, though the time to answer is not over", () => {
  const testLaw = foundTestLaw(2);
  propose(testLaw, { kind: "statement" });
  assert.equal(outcomeOf(testLaw.act(1, "decisions/withdraw", { decision: 1 })), "done");
  assert.equal(vote(testLaw, 2, "yes", 1), "decisions/closed");
  testLaw.assertSound();
});
