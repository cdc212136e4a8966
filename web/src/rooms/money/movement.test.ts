import assert from "node:assert/strict";
import { test } from "node:test";
import { movementOf } from "./movement.ts";

const paid = { type: "money/paid", data: { from: 2, to: 1, micro: 6_000_000, note: "ab" } };

test("what came has a plus, what went a minus, and the other side is named", () => {
  assert.deepEqual(movementOf(paid, 1), { kind: "paid", account: 2, micro: 6_000_000, note: "ab" });
  assert.deepEqual(movementOf(paid, 2), {
    kind: "paid",
    account: 1,
    micro: -6_000_000,
    note: "ab",
  });
  assert.equal(movementOf(paid, 3), undefined);
});

test("income and offers are movements of their own, and everything else is none", () => {
  const income = { type: "money/income-claimed", data: { person: 1, hours: 53 } };
  assert.deepEqual(movementOf(income, 1), { kind: "income", hours: 53 });
  assert.equal(movementOf(income, 2), undefined);
  const offer = { type: "money/offer-made", data: { from: 1, to: 2, micro: 5 } };
  assert.deepEqual(movementOf(offer, 1), { kind: "offered", account: 2 });
  assert.equal(
    movementOf({ type: "money/trust-given", data: { account: 1, currency: 2 } }, 1),
    undefined,
  );
});
