/** Goal: members come into circles by decision of the circle or the one around it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { acceptPlaces, foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { isInCircle, joinedCircleAt } from "./circle.ts";
import { CIRCLE_MEMBERS_MAX, CIRCLES_OF_ONE_MAX, circles, circlesOf } from "./types.ts";

const GARDEN = 2 as CircleId;

test("a circle admits a member, who is in it from then on", () => {
  const testLaw = foundCircles(3, [{ members: [1] }]);
  const proposal = { circle: 2, kind: "circle", wishes: [wish.admit(2, 3)] } as const;
  assert.equal(decide(testLaw, proposal, [1]), "in-effect");
  acceptPlaces(testLaw, 2, [3]);
  assert.equal(joinedCircleAt(testLaw.state, GARDEN, 3 as PersonId), testLaw.now);
  testLaw.assertSound();
});

test("the circle around an empty circle seats people in it; another circle does not", () => {
  const testLaw = foundCircles(2, [{ members: [] }, { members: [1] }]);
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 1)), "done");
  assert.equal(rehearse(testLaw, 3, wish.admit(2, 1)), "circles/not-its-own");
});

test("who is in already, who is not a member, everyone's circle and unknown circles are refused", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 1)), "circles/already-in");
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 9)), "membership/not-a-member");
  assert.equal(rehearse(testLaw, 1, wish.admit(1, 2)), "circles/everyone");
  assert.equal(rehearse(testLaw, 1, wish.admit(7, 2)), "circles/no-such-circle");
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(2), wish.admit(2, 2)), "circles/closed");
});

test("anyone who leaves the community is in no circle; neither can they be admitted", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  leaveNow(testLaw, 2);
  assert.ok(!isInCircle(testLaw.state, GARDEN, 2 as PersonId));
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 2)), "membership/has-left");
  testLaw.assertSound();
});

test("a circle takes as many as it may, and not one more", () => {
  const testLaw = foundCircles(3, [{ members: [] }]);
  const row = circles.get(testLaw.state, [GARDEN]);
  assert.ok(row);
  circles.put(testLaw.state, [GARDEN], { ...row, members: CIRCLE_MEMBERS_MAX - 1 });
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 1)), "done");
  circles.put(testLaw.state, [GARDEN], { ...row, members: CIRCLE_MEMBERS_MAX });
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 1)), "circles/circle-full");
});

test("a person is in as many circles as they may, and not one more", () => {
  const testLaw = foundCircles(1, [{ members: [] }, { members: [] }]);
  for (let circle = 10; circle < 9 + CIRCLES_OF_ONE_MAX; circle++) {
    circlesOf.put(testLaw.state, [1 as PersonId, circle as CircleId], { since: testLaw.now });
  }
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 1)), "done");
  circlesOf.put(testLaw.state, [1 as PersonId, 9 as CircleId], { since: testLaw.now });
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 1)), "circles/too-many-circles");
});
