/** Goal: a circle ends by its own will or by that of the circle around it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import { decide, hashBy, newest, propose, publishText, rehearse } from "../testing/deciding.ts";
import { foundVillage, outcomeOf } from "../testing/village.ts";
import { isInCircle } from "./circle.ts";

test("a circle closes itself, and nobody is in it any more", () => {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  const proposal = { circle: 2, kind: "circle", wishes: [wish.closeCircle(2)] } as const;
  assert.equal(decide(village, proposal, [1, 2]), "in-effect");
  assert.ok(!isInCircle(village.state, 2 as CircleId, 1 as PersonId));
  assert.equal(outcomeOf(propose(village, { circle: 2, kind: "statement" })), "circles/closed");
  village.assertSound();
});

test("what it and its roles were for may be erased once it is closed", () => {
  const purpose = hashBy(1, "garden");
  const about = { hash: purpose, owner: 1, audience: "public", kind: "purpose", bytes: 100 };
  const circles = { policies: [], circles: [{ parent: 1, purpose, members: [1] }], roles: [] };
  const village = foundVillage(1, { circles, records: { texts: [about] } });
  const task = publishText(village, 1, "keeper", "purpose");
  const role = { type: "circles/open-role", input: { purpose: task } };
  const erase = () =>
    [purpose, task].map((text) => outcomeOf(village.act(1, "records/erase", { text })));
  assert.equal(decide(village, { circle: 2, kind: "role", wishes: [role] }, [1]), "in-effect");
  assert.deepEqual(erase(), ["records/in-force", "records/in-force"]);
  village.assertSound();
  decide(village, { kind: "circle", wishes: [wish.closeCircle(2)] }, [1]);
  village.assertSound();
  assert.deepEqual(erase(), ["done", "done"]);
  village.assertSound();
});

test("nobody is out of a circle sooner because all are: people vote for three days on closing it", () => {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  const policy = {
    quorum: 0,
    majority: { numerator: 1, denominator: 2 },
    votingMs: DAY,
    delayMs: 0,
  };
  const wishes = [policyWish(village, 1, "circle", policy)];
  assert.equal(decide(village, { kind: "rule", wishes }, [1, 2]), "in-effect");
  for (const circle of [1, 2]) {
    propose(village, { circle, kind: "circle", wishes: [wish.closeCircle(2)] });
    const { openedAt, closesAt } = village.view<{ openedAt: number; closesAt: number }>(
      "decisions/decision",
      { decision: newest(village), person: 0 },
    );
    assert.equal(closesAt - openedAt, 3 * DAY);
  }
  village.assertSound();
});

test("the circle around it may close it, others may not", () => {
  const village = foundCircles(2, [
    { members: [1] },
    { parent: 2, members: [1] },
    { members: [2] },
  ]);
  assert.equal(rehearse(village, 2, wish.closeCircle(3)), "done");
  assert.equal(rehearse(village, 1, wish.closeCircle(3)), "circles/not-its-own");
  assert.equal(rehearse(village, 4, wish.closeCircle(3)), "circles/not-its-own");
});

test("everyone's circle, an unknown one and one closed before are refused", () => {
  const village = foundCircles(1, [{ members: [1] }]);
  assert.equal(rehearse(village, 1, wish.closeCircle(1)), "circles/everyone");
  assert.equal(rehearse(village, 1, wish.closeCircle(9)), "circles/no-such-circle");
  assert.equal(rehearse(village, 1, wish.closeCircle(2), wish.closeCircle(2)), "circles/closed");
});

test("a circle closes only after the circles within it", () => {
  const village = foundCircles(1, [{ members: [1] }, { parent: 2, members: [1] }]);
  assert.equal(rehearse(village, 1, wish.closeCircle(2)), "circles/has-circles");
  decide(village, { circle: 2, kind: "circle", wishes: [wish.closeCircle(3)] }, [1]);
  assert.equal(rehearse(village, 1, wish.closeCircle(2)), "done");
  village.assertSound();
});
