/** Goal: nobody is put into a circle; anyone who is offered a place is in it once they accept, within 30 days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { acceptPlaces, foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { isInCircle, joinedCircleAt } from "./circle.ts";
import { CIRCLE_MEMBERS_MAX, circles, OFFER_DAYS } from "./types.ts";

const GARDEN = 2 as CircleId;
const THIRD = 3 as PersonId;

function offerPlace(): TestLaw {
  const testLaw = foundCircles(4, [{ members: [1] }]);
  decide(testLaw, { circle: 1, kind: "circle", wishes: [wish.admit(2, 3)] }, [1, 2]);
  return testLaw;
}

const accept = (testLaw: TestLaw, person: number, circle = 2) =>
  outcomeOf(testLaw.act(person, "circles/accept-place", { circle }));

test("a place is taken by accepting it, and counts from then on", () => {
  const testLaw = offerPlace();
  assert.ok(!isInCircle(testLaw.state, GARDEN, THIRD));
  testLaw.pass(3 * DAY);
  acceptPlaces(testLaw, 2, [3]);
  assert.equal(joinedCircleAt(testLaw.state, GARDEN, THIRD), testLaw.now);
  assert.deepEqual(testLaw.view<object[]>("circles/offers", { person: 3 }), []);
  assert.equal(accept(testLaw, 3), "circles/not-offered");
  testLaw.assertSound();
});

test("an offer stands for 30 days, to the millisecond", () => {
  const early = offerPlace();
  early.pass(OFFER_DAYS * DAY - 1);
  const { offered } = early.view<{ offered: object[] }>("circles/circle", { circle: 2 });
  assert.deepEqual(offered, [{ person: 3, until: early.now + 1 }]);
  assert.equal(rehearse(early, 1, wish.admit(2, 3)), "circles/already-offered");
  assert.equal(accept(early, 3), "done");
  const late = offerPlace();
  late.pass(OFFER_DAYS * DAY);
  assert.equal(accept(late, 3), "circles/not-offered");
  assert.equal(rehearse(late, 1, wish.admit(2, 3)), "done");
  late.assertSound();
});

test("nobody accepts for another, nor twice; who declines is not in it", () => {
  const testLaw = offerPlace();
  assert.equal(accept(testLaw, 4), "circles/not-offered");
  const decline = (person: number) =>
    outcomeOf(testLaw.act(person, "circles/decline-place", { circle: 2 }));
  assert.equal(decline(4), "circles/not-offered");
  assert.equal(decline(3), "done");
  assert.equal(accept(testLaw, 3), "circles/not-offered");
  testLaw.assertSound();
});

test("what has changed since the offer is looked at again: the circle, its size, the membership", () => {
  const full = offerPlace();
  const row = circles.get(full.state, [GARDEN]);
  assert.ok(row);
  circles.put(full.state, [GARDEN], { ...row, members: CIRCLE_MEMBERS_MAX });
  assert.equal(accept(full, 3), "circles/circle-full");
  const left = offerPlace();
  leaveNow(left, 3);
  assert.equal(accept(left, 3), "membership/has-left");
  const closed = offerPlace();
  decide(closed, { circle: 1, kind: "circle", wishes: [wish.closeCircle(2)] }, [1, 2]);
  assert.equal(accept(closed, 3), "circles/closed");
  closed.assertSound();
});

test("many offers that lapse at once are ended over several blocks", () => {
  const testLaw = foundCircles(4, [{ members: [1] }, { members: [1] }]);
  const wishes = [2, 3].flatMap((circle) => [2, 3, 4].map((person) => wish.admit(circle, person)));
  decide(testLaw, { circle: 1, kind: "circle", wishes }, [1, 2]);
  testLaw.pass(OFFER_DAYS * DAY);
  const { offered } = testLaw.view<{ offered: object[] }>("circles/circle", { circle: 2 });
  assert.deepEqual(offered, []);
  testLaw.assertSound();
});
