/** Goal: nobody is put into a role; anyone who is offered one holds it once they accept, within 30 days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide } from "../testing/deciding.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { holderOf } from "./circle.ts";
import { OFFER_DAYS } from "./types.ts";

const ROLE = 1 as RoleId;

function offerRole(days: number): TestLaw {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const until = testLaw.now + 10 * DAY + days * DAY;
  const wishes = [wish.openRole("keeper"), wish.fillRole(1, 2, until)];
  decide(testLaw, { circle: 2, kind: "role", wishes }, [1, 2]);
  return testLaw;
}

const accept = (testLaw: TestLaw, person: number) =>
  outcomeOf(testLaw.act(person, "circles/accept-role", { role: 1 }));

test("a role is nobody's until it is accepted, by whom it is offered to", () => {
  const testLaw = offerRole(100);
  assert.equal(holderOf(testLaw.state, ROLE, testLaw.now), 0);
  const offers = testLaw.view<object[]>("circles/offers", { person: 2 });
  const until = testLaw.now + OFFER_DAYS * DAY;
  const termEndsAt = testLaw.now + 100 * DAY;
  assert.deepEqual(offers, [{ circle: 2, role: 1, until, termEndsAt }]);
  assert.equal(accept(testLaw, 1), "circles/not-offered");
  assert.equal(accept(testLaw, 2), "done");
  assert.equal(holderOf(testLaw.state, ROLE, testLaw.now), 2);
  assert.equal(accept(testLaw, 2), "circles/not-offered");
  testLaw.assertSound();
});

test("an offer stands for 30 days, to the millisecond, or as long as the term would last", () => {
  for (const [days, stands] of [
    [100, OFFER_DAYS],
    [5, 5],
  ] as const) {
    const testLaw = offerRole(days);
    testLaw.pass(stands * DAY - 1);
    testLaw.assertSound();
    const offers = () => testLaw.view<object[]>("circles/offers", { person: 2 }).length;
    assert.equal(offers(), 1);
    testLaw.pass(1);
    assert.equal(offers(), 0);
    assert.equal(accept(testLaw, 2), "circles/not-offered");
    testLaw.assertSound();
  }
});

test("at the last millisecond it is accepted", () => {
  const testLaw = offerRole(100);
  testLaw.pass(OFFER_DAYS * DAY - 1);
  assert.equal(accept(testLaw, 2), "done");
});

test("anyone who declines, or has left the circle, does not get it; the holder keeps it", () => {
  const testLaw = offerRole(100);
  assert.equal(
    outcomeOf(testLaw.act(1, "circles/decline-role", { role: 1 })),
    "circles/not-offered",
  );
  assert.equal(outcomeOf(testLaw.act(2, "circles/decline-role", { role: 1 })), "done");
  assert.equal(accept(testLaw, 2), "circles/not-offered");
  const until = testLaw.now + 90 * DAY;
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 1, until)] }, [1, 2]);
  assert.equal(accept(testLaw, 1), "done");
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  assert.equal(holderOf(testLaw.state, ROLE, testLaw.now), 1);
  testLaw.act(2, "circles/leave-circle", { circle: 2 });
  assert.equal(accept(testLaw, 2), "circles/not-in-circle");
  testLaw.assertSound();
});

test("a role of a closed circle is not accepted; one taken back is not offered", () => {
  const testLaw = offerRole(100);
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.emptyRole(1)] }, [1, 2]);
  assert.equal(accept(testLaw, 2), "circles/not-offered");
  const until = testLaw.now + 90 * DAY;
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  decide(testLaw, { circle: 2, kind: "circle", wishes: [wish.closeCircle(2)] }, [1, 2]);
  assert.equal(accept(testLaw, 2), "circles/closed");
  testLaw.assertSound();
});

test("another offer of the same role takes the place of the first", () => {
  const testLaw = offerRole(100);
  const until = testLaw.now + 90 * DAY;
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 1, until)] }, [1, 2]);
  assert.equal(accept(testLaw, 2), "circles/not-offered");
  assert.equal(accept(testLaw, 1), "done");
  testLaw.assertSound();
});
