/** Goal: a circle changes how it decides within bounds; open proposals keep their policy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Policy } from "../kernel/decision-kind.ts";
import type { CircleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import { answerAs, decide, newest, propose, rehearse, runItsCourse } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { policyOf } from "./circle.ts";
import { defaultPolicy } from "./policy.ts";

const QUICK: Policy = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: DAY,
  delayMs: 0,
};

test("a circle changes its policy; the circles within follow until they have their own", () => {
  const testLaw = foundCircles(2, [{ members: [1, 2] }, { parent: 2, members: [1] }]);
  const set = policyWish(testLaw, 2, "role", QUICK);
  decide(testLaw, { circle: 2, kind: "rule", wishes: [set] }, [1, 2]);
  assert.deepEqual(policyOf(testLaw.state, 1 as CircleId, "role"), defaultPolicy("role"));
  assert.deepEqual(policyOf(testLaw.state, 2 as CircleId, "role"), QUICK);
  assert.deepEqual(policyOf(testLaw.state, 3 as CircleId, "role"), QUICK);
  const own = { ...QUICK, quorum: 100 };
  const wishes = [policyWish(testLaw, 3, "role", own)];
  decide(testLaw, { circle: 3, kind: "rule", wishes }, [1]);
  assert.deepEqual(policyOf(testLaw.state, 3 as CircleId, "role"), own);
  testLaw.assertSound();
});

test("the circle around it decides how a circle decides, by its own policy", () => {
  const testLaw = foundCircles(3, [{ members: [1] }]);
  const wishes = [policyWish(testLaw, 2, "role", { ...QUICK, quorum: 3333 })];
  propose(testLaw, { circle: 1, kind: "rule", wishes });
  const shown = testLaw.view<{ policy: Policy; leastYes: number }>("decisions/decision", {
    decision: 1,
    person: 0,
  });
  assert.deepEqual([shown.policy, shown.leastYes], [defaultPolicy("rule"), 0]);
  answerAs(testLaw, [2], "yes");
  assert.equal(runItsCourse(testLaw), "in-effect");
  assert.equal(policyOf(testLaw.state, 2 as CircleId, "role").quorum, 3333);
});

test("a proposal that is open keeps the policy with which it was opened", () => {
  const testLaw = foundTestLaw(4);
  const wish1 = policyWish(testLaw, 1, "circle", QUICK);
  assert.equal(outcomeOf(propose(testLaw, { kind: "rule", wishes: [wish1] })), "done");
  answerAs(testLaw, [1, 2, 3], "yes");
  testLaw.pass(50 * DAY);
  const wishes = [wish.openCircle("garden")];
  assert.equal(outcomeOf(propose(testLaw, { kind: "circle", wishes })), "done");
  testLaw.pass(DAY);
  assert.deepEqual(policyOf(testLaw.state, 1 as CircleId, "circle"), QUICK);
  const { closesAt, policy } = testLaw.view<{ closesAt: number; policy: Policy }>(
    "decisions/decision",
    { decision: 2, person: 0 },
  );
  assert.deepEqual(policy, defaultPolicy("circle"));
  assert.equal(closesAt, testLaw.now + 6 * DAY);
  answerAs(testLaw, [1], "yes");
  assert.equal(runItsCourse(testLaw), "in-effect");
  testLaw.assertSound();
});

test("a change of a policy that was replaced meanwhile is without effect, with a fault", () => {
  const testLaw = foundTestLaw(3);
  const first = policyWish(testLaw, 1, "role", QUICK);
  const second = policyWish(testLaw, 1, "role", { ...QUICK, quorum: 2000 });
  propose(testLaw, { kind: "rule", wishes: [first] });
  answerAs(testLaw, [1, 2], "yes");
  testLaw.pass(DAY);
  propose(testLaw, { kind: "rule", wishes: [second] });
  answerAs(testLaw, [1, 2], "yes");
  assert.equal(runItsCourse(testLaw), "without-effect");
  const { fault } = testLaw.view<{ fault: { code: string } | null }>("decisions/decision", {
    decision: newest(testLaw),
    person: 0,
  });
  assert.equal(fault?.code, "circles/policy-replaced");
  assert.deepEqual(policyOf(testLaw.state, 1 as CircleId, "role"), QUICK);
  testLaw.assertSound();
});

test("a closed circle, another one's, the same policy, one out of bounds, another hash are refused", () => {
  const testLaw = foundCircles(1, [{ members: [1] }, { members: [1] }]);
  const set = (circle: number, policy: Policy) => policyWish(testLaw, circle, "role", policy);
  assert.equal(rehearse(testLaw, 2, wish.closeCircle(2), set(2, QUICK)), "circles/closed");
  assert.equal(rehearse(testLaw, 3, set(2, QUICK)), "circles/not-its-own");
  assert.equal(rehearse(testLaw, 2, set(1, QUICK)), "circles/not-its-own");
  assert.equal(rehearse(testLaw, 2, set(9, QUICK)), "circles/no-such-circle");
  const same = defaultPolicy("role");
  assert.equal(rehearse(testLaw, 2, set(2, same)), "circles/policy-unchanged");
  const beyond = set(2, { ...QUICK, quorum: 3334 });
  assert.equal(rehearse(testLaw, 2, beyond), "circles/policy-out-of-bounds");
  const twice = [set(2, QUICK), set(2, { ...QUICK, quorum: 1 })];
  assert.equal(rehearse(testLaw, 2, ...twice), "circles/policy-replaced");
});
