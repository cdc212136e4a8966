/** Goal: nobody is put into a role; whoever is offered one holds it once they accept, within 30 days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide } from "../testing/deciding.ts";
import { outcomeOf, type Village } from "../testing/village.ts";
import { holderOf } from "./circle.ts";
import { OFFER_DAYS } from "./types.ts";

const ROLE = 1 as RoleId;

function offerRole(days: number): Village {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  const until = village.now + 10 * DAY + days * DAY;
  const wishes = [wish.openRole("keeper"), wish.fillRole(1, 2, until)];
  decide(village, { circle: 2, kind: "role", wishes }, [1, 2]);
  return village;
}

const accept = (village: Village, person: number) =>
  outcomeOf(village.act(person, "circles/accept-role", { role: 1 }));

test("a role is nobody's until it is accepted, by whom it is offered to", () => {
  const village = offerRole(100);
  assert.equal(holderOf(village.state, ROLE, village.now), 0);
  const offers = village.view<object[]>("circles/offers", { person: 2 });
  const until = village.now + OFFER_DAYS * DAY;
  const termEndsAt = village.now + 100 * DAY;
  assert.deepEqual(offers, [{ circle: 2, role: 1, until, termEndsAt }]);
  assert.equal(accept(village, 1), "circles/not-offered");
  assert.equal(accept(village, 2), "done");
  assert.equal(holderOf(village.state, ROLE, village.now), 2);
  assert.equal(accept(village, 2), "circles/not-offered");
  village.assertSound();
});

test("an offer stands for 30 days, to the millisecond, or as long as the term would last", () => {
  for (const [days, stands] of [
    [100, OFFER_DAYS],
    [5, 5],
  ] as const) {
    const village = offerRole(days);
    village.pass(stands * DAY - 1);
    village.assertSound();
    const offers = () => village.view<object[]>("circles/offers", { person: 2 }).length;
    assert.equal(offers(), 1);
    village.pass(1);
    assert.equal(offers(), 0);
    assert.equal(accept(village, 2), "circles/not-offered");
    village.assertSound();
  }
});

test("at the last millisecond it is accepted", () => {
  const village = offerRole(100);
  village.pass(OFFER_DAYS * DAY - 1);
  assert.equal(accept(village, 2), "done");
});

test("whoever declines, or has left the circle, does not get it; the holder keeps it", () => {
  const village = offerRole(100);
  assert.equal(
    outcomeOf(village.act(1, "circles/decline-role", { role: 1 })),
    "circles/not-offered",
  );
  assert.equal(outcomeOf(village.act(2, "circles/decline-role", { role: 1 })), "done");
  assert.equal(accept(village, 2), "circles/not-offered");
  const until = village.now + 90 * DAY;
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 1, until)] }, [1, 2]);
  assert.equal(accept(village, 1), "done");
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  assert.equal(holderOf(village.state, ROLE, village.now), 1);
  village.act(2, "circles/leave-circle", { circle: 2 });
  assert.equal(accept(village, 2), "circles/not-in-circle");
  village.assertSound();
});

test("a role of a closed circle is not accepted; one taken back is not offered", () => {
  const village = offerRole(100);
  decide(village, { circle: 2, kind: "role", wishes: [wish.emptyRole(1)] }, [1, 2]);
  assert.equal(accept(village, 2), "circles/not-offered");
  const until = village.now + 90 * DAY;
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  decide(village, { circle: 2, kind: "circle", wishes: [wish.closeCircle(2)] }, [1, 2]);
  assert.equal(accept(village, 2), "circles/closed");
  village.assertSound();
});

test("another offer of the same role takes the place of the first", () => {
  const village = offerRole(100);
  const until = village.now + 90 * DAY;
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 1, until)] }, [1, 2]);
  assert.equal(accept(village, 2), "circles/not-offered");
  assert.equal(accept(village, 1), "done");
  village.assertSound();
});
