/** Goal: roles are held by people in the circle, for a time that ends by itself. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, newest, rehearse } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { holderOf } from "./circle.ts";
import { ROLE_DAYS_MAX } from "./types.ts";

const ROLE = 1 as RoleId;

function foundWithRole(): TestLaw {
  const testLaw = foundCircles(3, [{ members: [1, 2] }, { members: [3] }]);
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.openRole("keeper")] }, [1, 2]);
  return testLaw;
}

const accept = (testLaw: TestLaw, person: number) =>
  assert.equal(outcomeOf(testLaw.act(person, "circles/accept-role", { role: 1 })), "done");

test("a role is given, and ends by itself at its moment", () => {
  const testLaw = foundWithRole();
  const until = testLaw.now + 30 * DAY;
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  accept(testLaw, 2);
  assert.equal(holderOf(testLaw.state, ROLE, until - 1), 2);
  assert.equal(holderOf(testLaw.state, ROLE, until), 0);
  assert.equal(newest(testLaw), 2);
  testLaw.assertSound();
});

test("a role that is given to somebody else is no longer the first one's", () => {
  const testLaw = foundWithRole();
  const until = testLaw.now + 90 * DAY;
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  accept(testLaw, 2);
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 1, until)] }, [1, 2]);
  assert.equal(holderOf(testLaw.state, ROLE, testLaw.now), 2);
  accept(testLaw, 1);
  assert.equal(holderOf(testLaw.state, ROLE, testLaw.now), 1);
});

test("anyone who leaves the community no longer holds a role", () => {
  const testLaw = foundWithRole();
  const until = testLaw.now + 90 * DAY;
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  accept(testLaw, 2);
  leaveNow(testLaw, 2);
  assert.equal(holderOf(testLaw.state, ROLE, testLaw.now), 0);
  testLaw.assertSound();
});

test("an unknown role, another circle's role, and somebody outside are refused", () => {
  const testLaw = foundWithRole();
  const until = testLaw.now + DAY;
  assert.equal(rehearse(testLaw, 2, wish.fillRole(9, 1, until)), "circles/no-such-role");
  assert.equal(rehearse(testLaw, 1, wish.fillRole(1, 1, until)), "circles/not-its-own");
  assert.equal(rehearse(testLaw, 2, wish.fillRole(1, 3, until)), "circles/not-in-circle");
  const closed = [wish.closeCircle(2), wish.fillRole(1, 1, until)];
  assert.equal(rehearse(testLaw, 2, ...closed), "circles/closed");
});

test("a term lasts from one millisecond to three years", () => {
  const testLaw = foundWithRole();
  const { now } = testLaw;
  const longest = now + ROLE_DAYS_MAX * DAY;
  const outcomes = [now, now + 1, longest, longest + 1].map((until) =>
    rehearse(testLaw, 2, wish.fillRole(1, 1, until)),
  );
  const [short, long] = ["circles/term-too-short", "circles/term-too-long"];
  assert.deepEqual(outcomes, [short, "done", "done", long]);
});
