/** Goal: a circle opens circles within itself, with a purpose, not too deep and not too many. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId } from "../kernel/ids.ts";
import { acceptPlaces, foundCircles, wish } from "../testing/circling.ts";
import { decide, propose, publishText, rehearse, textHash } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { CHILDREN_MAX, circles, DEPTH_MAX } from "./types.ts";

test("everyone opens a circle and offers places in it with one decision", () => {
  const testLaw = foundTestLaw(3);
  const wishes = [wish.openCircle("garden"), wish.admit(2, 1), wish.admit(2, 3)];
  assert.equal(decide(testLaw, { kind: "circle", wishes }, [1, 2]), "in-effect");
  acceptPlaces(testLaw, 2, [1, 3]);
  const circle = testLaw.view<{ parent: number; members: number; purpose: Uint8Array }>(
    "circles/circle",
    { circle: 2 },
  );
  assert.deepEqual([circle.parent, circle.members], [1, 2]);
  const inside = testLaw.view("circles/people", { circle: 2, after: 0 });
  assert.deepEqual(inside, { rows: [1, 3], next: 0 });
  assert.deepEqual(circle.purpose, textHash("garden"));
  testLaw.assertSound();
});

test("a closed circle, an unknown one and a circle without a purpose are refused", () => {
  const testLaw = foundCircles(1, [{ members: [1] }]);
  assert.equal(rehearse(testLaw, 3, wish.openCircle("x")), "circles/no-such-circle");
  const closed = [wish.closeCircle(2), wish.openCircle("x")];
  assert.equal(rehearse(testLaw, 2, ...closed), "circles/closed");
  const none = { type: "circles/open-circle", input: { purpose: new Uint8Array(32) } };
  assert.equal(rehearse(testLaw, 1, none), "circles/no-purpose");
});

test("circles lie eight deep and no deeper", () => {
  const chain = Array.from({ length: DEPTH_MAX - 1 }, (_, at) => ({
    parent: at + 1,
    members: [1],
  }));
  const testLaw = foundCircles(1, chain);
  assert.equal(rehearse(testLaw, DEPTH_MAX - 1, wish.openCircle("last")), "done");
  assert.equal(rehearse(testLaw, DEPTH_MAX, wish.openCircle("too deep")), "circles/too-deep");
  testLaw.assertSound();
});

test("a circle holds 256 open circles and no more", () => {
  const testLaw = foundTestLaw(1);
  const everyone = 1 as CircleId;
  const row = circles.get(testLaw.state, [everyone]);
  assert.ok(row);
  circles.put(testLaw.state, [everyone], { ...row, children: CHILDREN_MAX - 1 });
  const last = [wish.openCircle("last"), wish.openCircle("more")];
  assert.equal(rehearse(testLaw, 1, last[0] as (typeof last)[0]), "done");
  assert.equal(rehearse(testLaw, 1, ...last), "circles/too-many-circles");
});

test("a purpose that nobody published, one that is something else and an erased one are refused", () => {
  const testLaw = foundTestLaw(1);
  const open = (purpose: Uint8Array) =>
    rehearse(testLaw, 1, { type: "circles/open-circle", input: { purpose } });
  assert.equal(open(textHash("never")), "records/unknown-text");
  assert.equal(open(publishText(testLaw, 1, "note", "note")), "records/other-kind");
  const purpose = publishText(testLaw, 1, "purpose", "purpose");
  assert.equal(open(purpose), "done");
  testLaw.act(1, "records/erase", { text: purpose });
  assert.equal(open(purpose), "records/erased");
});

test("what a circle or a role is to be for cannot be erased while it is proposed", () => {
  for (const [type, kind] of [
    ["circles/open-circle", "circle"],
    ["circles/open-role", "role"],
  ] as const) {
    const testLaw = foundTestLaw(1);
    const purpose = publishText(testLaw, 1, "purpose", "purpose");
    propose(testLaw, { kind, wishes: [{ type, input: { purpose } }] });
    const erased = testLaw.act(1, "records/erase", { text: purpose });
    assert.equal(outcomeOf(erased), "records/in-force");
  }
});
