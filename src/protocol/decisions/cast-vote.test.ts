/** Goal: one person, one voice: the last answer in time, of whoever was in before the question. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { acceptPlaces, foundCircles, policyWish, wish } from "../testing/circling.ts";
import { decide, newest, propose } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { countDecision } from "./count.ts";
import { voteFor } from "./index.ts";
import { methods } from "./methods/index.ts";
import { tallyOf as namesOf, yesNo } from "./methods/yes-no.ts";
import { ballots, decisions } from "./types.ts";

function vote(
  village: Village,
  person: number,
  choice: string,
  decision = newest(village),
): string {
  return outcomeOf(village.act(person, "decisions/cast-vote", voteFor(decision, choice)));
}

function tallyOf(village: Village) {
  const decision = newest(village) as DecisionId;
  const row = decisions.get(village.state, [decision]);
  assert.ok(row);
  assert.deepEqual(row.counts, [], "no count stands in the state while voting lasts");
  return namesOf(countDecision(methods, village.state, decision, row).counts);
}

test("the last answer counts, and each person once", () => {
  const village = foundVillage(3);
  propose(village, { kind: "statement" });
  for (const choice of ["yes", "no", "abstain", "no", "no"]) {
    assert.equal(vote(village, 1, choice), "done");
  }
  assert.equal(vote(village, 2, "yes"), "done");
  assert.deepEqual(tallyOf(village), { yes: 1, no: 1, abstain: 0 });
  const ballot = ballots.get(village.state, [1 as DecisionId, 1 as PersonId]);
  assert.deepEqual(ballot?.ballot, yesNo.writeBallot("no"));
  village.assertSound();
});

test("one can vote until the last millisecond, and not at the end", () => {
  const village = foundVillage(2);
  propose(village, { kind: "statement" });
  village.pass(7 * DAY - 1);
  assert.equal(vote(village, 1, "yes"), "done");
  village.now += 1;
  assert.equal(vote(village, 2, "yes"), "decisions/closed");
  village.pass(0);
  assert.equal(vote(village, 2, "yes"), "decisions/closed");
  village.assertSound();
});

test("an unknown decision, people outside and applicants are refused", () => {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  propose(village, { circle: 2, kind: "statement" });
  assert.equal(vote(village, 1, "yes", 9), "decisions/unknown");
  assert.equal(vote(village, 3, "yes"), "decisions/not-in-circle");
  assert.equal(vote(village, applyBy(village, 1), "yes"), "decisions/not-in-circle");
});

test("whoever joins with the question may not answer it; a moment earlier is enough", () => {
  const outcomes = [0, 1].map((earlier) => {
    const village = foundCircles(3, [{ members: [1] }]);
    decide(village, { circle: 2, kind: "circle", wishes: [wish.admit(2, 3)] }, [1]);
    acceptPlaces(village, 2, [3]);
    village.pass(earlier);
    propose(village, { circle: 2, kind: "role", wishes: [wish.openRole("x")] });
    return vote(village, 3, "yes");
  });
  assert.deepEqual(outcomes, ["decisions/joined-later", "done"]);
});

test("somebody admitted while voting lasts may not answer", () => {
  const village = foundCircles(3, [{ members: [1] }]);
  const wishes = [policyWish(village, 2, "role", LONGER)];
  decide(village, { circle: 2, kind: "rule", wishes }, [1]);
  propose(village, { circle: 2, kind: "role", wishes: [wish.openRole("x")] });
  const decision = newest(village);
  decide(village, { circle: 2, kind: "circle", wishes: [wish.admit(2, 3)] }, [1]);
  acceptPlaces(village, 2, [3]);
  assert.equal(vote(village, 3, "yes", decision), "decisions/joined-later");
  assert.equal(vote(village, 1, "yes", decision), "done");
});

const LONGER = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: 60 * DAY,
  delayMs: 0,
};

test("whoever leaves can no longer answer; the answer that they gave stays", () => {
  const village = foundVillage(4);
  propose(village, { kind: "statement" });
  vote(village, 2, "yes");
  village.act(2, "membership/leave", {});
  assert.equal(vote(village, 2, "no"), "decisions/not-in-circle");
  assert.deepEqual(tallyOf(village), { yes: 1, no: 0, abstain: 0 });
  village.assertSound();
});

test("the event tells that somebody answered, and not what", () => {
  const village = foundVillage(1);
  propose(village, { kind: "statement" });
  const { events } = village.act(1, "decisions/cast-vote", voteFor(1, "no"));
  assert.deepEqual(
    events.map(({ type, data }) => [type, data]),
    [["decisions/vote-cast", { decision: 1, person: 1 }]],
  );
});
