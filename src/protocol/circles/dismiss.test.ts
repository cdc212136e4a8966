/** Goal: a dismissal takes a person out of the circle and out of their roles there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId, RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { holderOf, isInCircle } from "./circle.ts";

test("a circle dismisses somebody, and their roles are empty", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const until = testLaw.now + 300 * DAY;
  const wishes = [wish.openRole("keeper"), wish.openRole("host")];
  const fill = [wish.fillRole(1, 2, until), wish.fillRole(2, 1, until)];
  decide(testLaw, { circle: 2, kind: "role", wishes: [...wishes, ...fill] }, [1, 2]);
  testLaw.act(2, "circles/accept-role", { role: 1 });
  testLaw.act(1, "circles/accept-role", { role: 2 });
  decide(testLaw, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 2)] }, [1]);
  assert.ok(!isInCircle(testLaw.state, 2 as CircleId, 2 as PersonId));
  assert.equal(holderOf(testLaw.state, 1 as RoleId, testLaw.now), 0);
  assert.equal(holderOf(testLaw.state, 2 as RoleId, testLaw.now), 1);
  testLaw.assertSound();
});

test("who has only a place on offer no longer has it", () => {
  const testLaw = foundCircles(3, [{ members: [1] }]);
  decide(testLaw, { circle: 1, kind: "circle", wishes: [wish.admit(2, 3)] }, [1, 2]);
  assert.equal(rehearse(testLaw, 1, wish.dismiss(2, 3)), "done");
  decide(testLaw, { circle: 1, kind: "circle", wishes: [wish.dismiss(2, 3)] }, [1, 2]);
  const receipt = testLaw.act(3, "circles/accept-place", { circle: 2 });
  assert.equal(receipt.refusal?.fault.code, "circles/not-offered");
  testLaw.assertSound();
});

test("who is not in it, everyone's circle, unknown circles and other circles' people are refused", () => {
  const testLaw = foundCircles(2, [{ members: [1] }, { members: [2] }]);
  assert.equal(rehearse(testLaw, 1, wish.dismiss(2, 2)), "circles/not-in-circle");
  assert.equal(rehearse(testLaw, 1, wish.dismiss(1, 2)), "circles/everyone");
  assert.equal(rehearse(testLaw, 1, wish.dismiss(8, 2)), "circles/no-such-circle");
  assert.equal(rehearse(testLaw, 3, wish.dismiss(2, 1)), "circles/not-its-own");
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(2), wish.dismiss(2, 1)), "circles/closed");
});
