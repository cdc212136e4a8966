/** Goal: a circle opens roles with a purpose, up to a number. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId } from "../kernel/ids.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, publishText, rehearse, textHash } from "../testing/deciding.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { circles, ROLES_MAX } from "./types.ts";

test("a circle opens a role that nobody holds", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.openRole("keeper")] }, [1]);
  const { roles } = testLaw.view<{
    roles: { role: number; holder: number; purpose: Uint8Array }[];
  }>("circles/circle", { circle: 2 });
  assert.deepEqual(
    roles.map(({ role, holder, purpose }) => [role, holder, purpose]),
    [[1, 0, textHash("keeper")]],
  );
  testLaw.assertSound();
});

test("closed and unknown circles, and a role without a purpose are refused", () => {
  const testLaw = foundCircles(1, [{ members: [1] }]);
  assert.equal(rehearse(testLaw, 5, wish.openRole("x")), "circles/no-such-circle");
  assert.equal(rehearse(testLaw, 2, wish.closeCircle(2), wish.openRole("x")), "circles/closed");
  const none = { type: "circles/open-role", input: { purpose: new Uint8Array(32) } };
  assert.equal(rehearse(testLaw, 1, none), "circles/no-purpose");
});

test("a circle has 256 roles over time and no more", () => {
  const testLaw = foundCircles(1, [{ members: [1] }]);
  const garden = 2 as CircleId;
  const row = circles.get(testLaw.state, [garden]);
  assert.ok(row);
  circles.put(testLaw.state, [garden], { ...row, roles: ROLES_MAX - 1 });
  assert.equal(rehearse(testLaw, 2, wish.openRole("last")), "done");
  const both = [wish.openRole("last"), wish.openRole("more")];
  assert.equal(rehearse(testLaw, 2, ...both), "circles/too-many-roles");
});

test("a purpose that nobody published, one that is something else and an erased one are refused", () => {
  const testLaw = foundTestLaw(1);
  const open = (purpose: Uint8Array) =>
    rehearse(testLaw, 1, { type: "circles/open-role", input: { purpose } });
  assert.equal(open(textHash("never")), "records/unknown-text");
  assert.equal(open(publishText(testLaw, 1, "note", "note")), "records/other-kind");
  const purpose = publishText(testLaw, 1, "purpose", "purpose");
  assert.equal(open(purpose), "done");
  testLaw.act(1, "records/erase", { text: purpose });
  assert.equal(open(purpose), "records/erased");
});
