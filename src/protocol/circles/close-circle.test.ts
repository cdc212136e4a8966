/** Goal: a circle ends by its own will or by that of the circle around it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import { decide, hashBy, newest, propose, publishText, rehearse } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { isInCircle } from "./circle.ts";

test("a circle closes itself, and nobody is in it any more", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const proposal = { circle: 2, kind: "circle", wishes: [wish.closeCircle(2)] } as const;
  assert.equal(decide(testLaw, proposal, [1, 2]), "in-effect");
  assert.ok(!isInCircle(testLaw.state, 2 as CircleId, 1 as PersonId));
  assert.equal(outcomeOf(propose(testLaw, { circle: 2, kind: "statement" })), "circles/closed");
  testLaw.assertSound();
});

test("what it and its roles were for may be erased once it is closed", () => {
  const purpose = hashBy(1, "garden");
  const about = { hash: purpose, owner: 1, audience: "public", kind: "purpose", bytes: 100 };
  const circles = { policies: [], circles: [{ parent: 1, purpose, members: [1] }], roles: [] };
  const testLaw = foundTestLaw(1, { circles, records: { texts: [about] } });
  const task = publishText(testLaw, 1, "keeper", "purpose");
  const role = { type: "circles/open-role", input: { purpose: task } };
  const erase = () =>
    [purpose, task].map((text) => outcomeOf(testLaw.act(1, "records/erase", { text })));
  assert.equal(decide(testLaw, { circle: 2, kind: "role", wishes: [role] }, [1]), "in-effect");
  assert.deepEqual(erase(), ["records/in-force", "records/in-force"]);
  testLaw.assertSound();
  decide(testLaw, { kind: "circle", wishes: [wish.closeCircle(2)] }, [1]);
  testLaw.assertSound();
  assert.deepEqual(erase(), ["done", "done"]);
  testLaw.assertSound();
});

test("nobody is out of a circle sooner because all are: people vote for three days on closing it", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const policy = {
    quorum: 0,
    majority: { numerator: 1, denominator: 2 },
    votingMs: DAY,
    delayMs: 0,
  };
  const wishes = [policyWish(testLaw, 1, "circle", policy)];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2]), "in-effect");
  for (const circle of [1, 2]) {
    propose(testLaw, { circle, kind: "circle", wishes: [wish.closeCircle(2)] });
    const { openedAt, closesAt } = testLaw.view<{ openedAt: number; closesAt: number }>(
      "decisions/decision",
      { decision: newest(testLaw), person: 0 },
    );
    assert.equal(closesAt - openedAt, 3 * DAY);
  }
  testLaw.assertSound();
});

test("the circle around it may close it, others may not", () => {
  const testLaw = foundCircles(2, [
    { members: [1] },
    { parent: 2, members: [1] },
    { members: [2] },
  ]);
  assert.equal(rehearse(testLaw, 2, wish.closeCircle(3)), "done");
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(3)), "circles/not-its-own");
  assert.equal(rehearse(testLaw, 4, wish.closeCircle(3)), "circles/not-its-own");
});

test("everyone's circle, an unknown one and one closed before are refused", () => {
  const testLaw = foundCircles(1, [{ members: [1] }]);
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(1)), "circles/everyone");
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(9)), "circles/no-such-circle");
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(2), wish.closeCircle(2)), "circles/closed");
});

test("a circle closes only after the circles within it", () => {
  const testLaw = foundCircles(1, [{ members: [1] }, { parent: 2, members: [1] }]);
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(2)), "circles/has-circles");
  decide(testLaw, { circle: 2, kind: "circle", wishes: [wish.closeCircle(3)] }, [1]);
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(2)), "done");
  testLaw.assertSound();
});
