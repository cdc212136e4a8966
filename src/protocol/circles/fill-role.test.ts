/** Goal: roles are held by people in the circle, for a time that ends by itself. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, newest, rehearse } from "../testing/deciding.ts";
import { outcomeOf, type Village } from "../testing/village.ts";
import { holderOf } from "./circle.ts";
import { ROLE_DAYS_MAX } from "./types.ts";

const ROLE = 1 as RoleId;

function foundWithRole(): Village {
  const village = foundCircles(3, [{ members: [1, 2] }, { members: [3] }]);
  decide(village, { circle: 2, kind: "role", wishes: [wish.openRole("keeper")] }, [1, 2]);
  return village;
}

const accept = (village: Village, person: number) =>
  assert.equal(outcomeOf(village.act(person, "circles/accept-role", { role: 1 })), "done");

test("a role is given, and ends by itself at its moment", () => {
  const village = foundWithRole();
  const until = village.now + 30 * DAY;
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  accept(village, 2);
  assert.equal(holderOf(village.state, ROLE, until - 1), 2);
  assert.equal(holderOf(village.state, ROLE, until), 0);
  assert.equal(newest(village), 2);
  village.assertSound();
});

test("a role that is given to somebody else is no longer the first one's", () => {
  const village = foundWithRole();
  const until = village.now + 90 * DAY;
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  accept(village, 2);
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 1, until)] }, [1, 2]);
  assert.equal(holderOf(village.state, ROLE, village.now), 2);
  accept(village, 1);
  assert.equal(holderOf(village.state, ROLE, village.now), 1);
});

test("whoever leaves the community no longer holds a role", () => {
  const village = foundWithRole();
  const until = village.now + 90 * DAY;
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  accept(village, 2);
  village.act(2, "membership/leave", {});
  assert.equal(holderOf(village.state, ROLE, village.now), 0);
  village.assertSound();
});

test("an unknown role, another circle's role, and somebody outside are refused", () => {
  const village = foundWithRole();
  const until = village.now + DAY;
  assert.equal(rehearse(village, 2, wish.fillRole(9, 1, until)), "circles/no-such-role");
  assert.equal(rehearse(village, 1, wish.fillRole(1, 1, until)), "circles/not-its-own");
  assert.equal(rehearse(village, 2, wish.fillRole(1, 3, until)), "circles/not-in-circle");
  const closed = [wish.closeCircle(2), wish.fillRole(1, 1, until)];
  assert.equal(rehearse(village, 2, ...closed), "circles/closed");
});

test("a term lasts from one millisecond to three years", () => {
  const village = foundWithRole();
  const { now } = village;
  const longest = now + ROLE_DAYS_MAX * DAY;
  const outcomes = [now, now + 1, longest, longest + 1].map((until) =>
    rehearse(village, 2, wish.fillRole(1, 1, until)),
  );
  const [short, long] = ["circles/term-too-short", "circles/term-too-long"];
  assert.deepEqual(outcomes, [short, "done", "done", long]);
});
