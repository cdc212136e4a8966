/** Goal: a circle takes its own roles back, and nobody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import type { TestLaw } from "../testing/test-law.ts";
import { holderOf } from "./circle.ts";

function foundWithHolder(): TestLaw {
  const testLaw = foundCircles(2, [{ members: [1, 2] }]);
  const wishes = [wish.openRole("keeper"), wish.fillRole(1, 2, testLaw.now + 90 * DAY)];
  decide(testLaw, { circle: 2, kind: "role", wishes }, [1, 2]);
  return testLaw;
}

test("a circle takes a role back", () => {
  const testLaw = foundWithHolder();
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.emptyRole(1)] }, [1]);
  assert.equal(holderOf(testLaw.state, 1 as RoleId, testLaw.now), 0);
  testLaw.assertSound();
});

test("an unknown, a foreign, a closed circle's and an empty role are refused", () => {
  const testLaw = foundWithHolder();
  assert.equal(rehearse(testLaw, 2, wish.emptyRole(5)), "circles/no-such-role");
  assert.equal(rehearse(testLaw, 1, wish.emptyRole(1)), "circles/not-its-own");
  assert.equal(rehearse(testLaw, 2, wish.closeCircle(2), wish.emptyRole(1)), "circles/closed");
  assert.equal(rehearse(testLaw, 2, wish.emptyRole(1), wish.emptyRole(1)), "circles/role-empty");
});
