/** Goal: a circle ends by its own will or by that of the circle around it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, propose, rehearse } from "../testing/deciding.ts";
import { outcomeOf } from "../testing/village.ts";
import { isInCircle } from "./circle.ts";

test("a circle closes itself, and nobody is in it any more", () => {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  const proposal = { circle: 2, kind: "circle", wishes: [wish.closeCircle(2)] } as const;
  assert.equal(decide(village, proposal, [1, 2]), "in-effect");
  assert.ok(!isInCircle(village.state, 2 as CircleId, 1 as PersonId));
  assert.equal(outcomeOf(propose(village, { circle: 2, kind: "statement" })), "circles/closed");
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
