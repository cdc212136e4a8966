/** Goal: anyone leaves a circle at once, without anybody's leave. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId, RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide } from "../testing/deciding.ts";
import { outcomeOf } from "../testing/test-law.ts";
import { holderOf, isInCircle } from "./circle.ts";

test("a person leaves, and the roles that they hold there are empty", () => {
  const testLaw = foundCircles(2, [{ members: [1, 2] }]);
  const wishes = [wish.openRole("keeper"), wish.fillRole(1, 2, testLaw.now + 90 * DAY)];
  decide(testLaw, { circle: 2, kind: "role", wishes }, [1, 2]);
  testLaw.act(2, "circles/accept-role", { role: 1 });
  const receipt = testLaw.act(2, "circles/leave-circle", { circle: 2 });
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["circles/circle-left", "circles/role-emptied"],
  );
  assert.ok(!isInCircle(testLaw.state, 2 as CircleId, 2 as PersonId));
  assert.equal(holderOf(testLaw.state, 1 as RoleId, testLaw.now), 0);
  testLaw.assertSound();
});

test("one can leave a closed circle, but not everyone's, nor one that one is not in", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  const leave = (circle: number) => outcomeOf(testLaw.act(1, "circles/leave-circle", { circle }));
  decide(testLaw, { kind: "circle", wishes: [wish.closeCircle(2)] }, [1, 2]);
  assert.equal(leave(1), "circles/everyone");
  assert.equal(leave(5), "circles/not-in-circle");
  assert.equal(leave(2), "done");
  assert.equal(leave(2), "circles/not-in-circle");
  testLaw.assertSound();
});
