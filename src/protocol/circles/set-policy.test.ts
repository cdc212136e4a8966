/** Goal: a circle changes how it decides within bounds; open proposals keep their policy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionKind, Policy } from "../kernel/decision-kind.ts";
import type { CircleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { answerAs, decide, propose, rehearse, runItsCourse } from "../testing/deciding.ts";
import { foundVillage, outcomeOf } from "../testing/village.ts";
import { policyOf } from "./circle.ts";
import { defaultPolicy } from "./policy.ts";

const QUICK: Policy = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: DAY,
  delayMs: 0,
};
const set = (kind: DecisionKind, policy: Policy) => {
  return { type: "circles/set-policy", input: { kind, policy } };
};

test("a circle changes its policy; the circles within follow until they have their own", () => {
  const village = foundCircles(2, [{ members: [1, 2] }, { parent: 2, members: [1] }]);
  decide(village, { circle: 2, kind: "rule", wishes: [set("role", QUICK)] }, [1, 2]);
  assert.deepEqual(policyOf(village.state, 1 as CircleId, "role"), defaultPolicy("role"));
  assert.deepEqual(policyOf(village.state, 2 as CircleId, "role"), QUICK);
  assert.deepEqual(policyOf(village.state, 3 as CircleId, "role"), QUICK);
  const own = { ...QUICK, quorum: 100 };
  decide(village, { circle: 3, kind: "rule", wishes: [set("role", own)] }, [1]);
  assert.deepEqual(policyOf(village.state, 3 as CircleId, "role"), own);
  village.assertSound();
});

test("a proposal that is open keeps the policy with which it was opened", () => {
  const village = foundVillage(4);
  assert.equal(
    outcomeOf(propose(village, { kind: "rule", wishes: [set("circle", QUICK)] })),
    "done",
  );
  answerAs(village, [1, 2, 3], "yes");
  village.pass(50 * DAY);
  const wishes = [wish.openCircle("garden")];
  assert.equal(outcomeOf(propose(village, { kind: "circle", wishes })), "done");
  village.pass(DAY);
  assert.deepEqual(policyOf(village.state, 1 as CircleId, "circle"), QUICK);
  const { closesAt, policy } = village.view<{ closesAt: number; policy: Policy }>(
    "decisions/decision",
    { decision: 2, person: 0 },
  );
  assert.deepEqual(policy, defaultPolicy("circle"));
  assert.equal(closesAt, village.now + 6 * DAY);
  answerAs(village, [1], "yes");
  assert.equal(runItsCourse(village), "in-effect");
  village.assertSound();
});

test("a closed circle, the same policy and one out of bounds are refused", () => {
  const village = foundCircles(1, [{ members: [1] }]);
  const closed = [wish.closeCircle(2), set("role", QUICK)];
  assert.equal(rehearse(village, 2, ...closed), "circles/closed");
  const same = set("role", defaultPolicy("role"));
  assert.equal(rehearse(village, 2, same), "circles/policy-unchanged");
  const beyond = set("role", { ...QUICK, quorum: 3334 });
  assert.equal(rehearse(village, 2, beyond), "circles/policy-out-of-bounds");
});
