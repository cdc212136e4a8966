/** Goal: a circle changes how it decides within bounds; open proposals keep their policy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Policy } from "../kernel/decision-kind.ts";
import type { CircleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import { answerAs, decide, newest, propose, rehearse, runItsCourse } from "../testing/deciding.ts";
import { foundVillage, outcomeOf } from "../testing/village.ts";
import { policyOf } from "./circle.ts";
import { defaultPolicy } from "./policy.ts";

const QUICK: Policy = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: DAY,
  delayMs: 0,
};

test("a circle changes its policy; the circles within follow until they have their own", () => {
  const village = foundCircles(2, [{ members: [1, 2] }, { parent: 2, members: [1] }]);
  const set = policyWish(village, 2, "role", QUICK);
  decide(village, { circle: 2, kind: "rule", wishes: [set] }, [1, 2]);
  assert.deepEqual(policyOf(village.state, 1 as CircleId, "role"), defaultPolicy("role"));
  assert.deepEqual(policyOf(village.state, 2 as CircleId, "role"), QUICK);
  assert.deepEqual(policyOf(village.state, 3 as CircleId, "role"), QUICK);
  const own = { ...QUICK, quorum: 100 };
  const wishes = [policyWish(village, 3, "role", own)];
  decide(village, { circle: 3, kind: "rule", wishes }, [1]);
  assert.deepEqual(policyOf(village.state, 3 as CircleId, "role"), own);
  village.assertSound();
});

test("the circle around it decides how a circle decides, by its own policy", () => {
  const village = foundCircles(3, [{ members: [1] }]);
  const wishes = [policyWish(village, 2, "role", { ...QUICK, quorum: 3333 })];
  propose(village, { circle: 1, kind: "rule", wishes });
  const shown = village.view<{ policy: Policy; leastYes: number }>("decisions/decision", {
    decision: 1,
    person: 0,
  });
  assert.deepEqual([shown.policy, shown.leastYes], [defaultPolicy("rule"), 0]);
  answerAs(village, [2], "yes");
  assert.equal(runItsCourse(village), "in-effect");
  assert.equal(policyOf(village.state, 2 as CircleId, "role").quorum, 3333);
});

test("a proposal that is open keeps the policy with which it was opened", () => {
  const village = foundVillage(4);
  const wish1 = policyWish(village, 1, "circle", QUICK);
  assert.equal(outcomeOf(propose(village, { kind: "rule", wishes: [wish1] })), "done");
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

test("a change of a policy that was replaced meanwhile is without effect, with a fault", () => {
  const village = foundVillage(3);
  const first = policyWish(village, 1, "role", QUICK);
  const second = policyWish(village, 1, "role", { ...QUICK, quorum: 2000 });
  propose(village, { kind: "rule", wishes: [first] });
  answerAs(village, [1, 2], "yes");
  village.pass(DAY);
  propose(village, { kind: "rule", wishes: [second] });
  answerAs(village, [1, 2], "yes");
  assert.equal(runItsCourse(village), "without-effect");
  const { fault } = village.view<{ fault: { code: string } | null }>("decisions/decision", {
    decision: newest(village),
    person: 0,
  });
  assert.equal(fault?.code, "circles/policy-replaced");
  assert.deepEqual(policyOf(village.state, 1 as CircleId, "role"), QUICK);
  village.assertSound();
});

test("a closed circle, another one's, the same policy, one out of bounds, another hash are refused", () => {
  const village = foundCircles(1, [{ members: [1] }, { members: [1] }]);
  const set = (circle: number, policy: Policy) => policyWish(village, circle, "role", policy);
  assert.equal(rehearse(village, 2, wish.closeCircle(2), set(2, QUICK)), "circles/closed");
  assert.equal(rehearse(village, 3, set(2, QUICK)), "circles/not-its-own");
  assert.equal(rehearse(village, 2, set(1, QUICK)), "circles/not-its-own");
  assert.equal(rehearse(village, 2, set(9, QUICK)), "circles/no-such-circle");
  const same = defaultPolicy("role");
  assert.equal(rehearse(village, 2, set(2, same)), "circles/policy-unchanged");
  const beyond = set(2, { ...QUICK, quorum: 3334 });
  assert.equal(rehearse(village, 2, beyond), "circles/policy-out-of-bounds");
  const twice = [set(2, QUICK), set(2, { ...QUICK, quorum: 1 })];
  assert.equal(rehearse(village, 2, ...twice), "circles/policy-replaced");
});
