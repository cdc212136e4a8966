import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, helperEffects, whats } from "./helper-effects.ts";

const now = 1_800_000_000_000;
const day = 86_400_000;
const whole = { machine: 3, days: 30, count: 2 };

test("each wish becomes the action that everyone carries out", () => {
  const until = now + 30 * day;
  const seat = { type: "validators/seat-machine", input: { machine: 3, until } };
  const lift = { type: "validators/lift-bar", input: { machine: 3 } };
  const of = (what: (typeof whats)[number]) => helperEffects({ ...whole, what }, now);
  assert.deepEqual(of("seat"), [seat]);
  assert.deepEqual(of("lot"), [{ type: "validators/seat-by-lot", input: { count: 2, until } }]);
  assert.deepEqual(of("unseat"), [{ type: "validators/unseat-machine", input: { machine: 3 } }]);
  assert.deepEqual(of("lift"), [lift]);
  assert.deepEqual(of("lift-seat"), [lift, seat]);
});

test("nothing is proposed while something is missing", () => {
  const nothing = { machine: undefined, days: undefined, count: undefined };
  for (const what of whats) {
    assert.equal(helperEffects({ ...nothing, what }, now), undefined, what);
  }
  assert.equal(helperEffects({ ...whole, what: "seat", days: undefined }, now), undefined);
  assert.equal(helperEffects({ ...whole, what: "lot", count: undefined }, now), undefined);
});

test("only what fits how a machine stands is offered", () => {
  const offered = { standing: "offered", seatUntil: 0 };
  const signing = { standing: "signing", seatUntil: now };
  const barred = { standing: "barred", seatUntil: 0 };
  const withdrawn = { standing: "withdrawn", seatUntil: 0 };
  const fits = (standing: { standing: string; seatUntil: number }) =>
    whats.filter((what) => what !== "lot" && fitting(what, standing));
  assert.deepEqual(fits(offered), ["seat"]);
  assert.deepEqual(fits(signing), ["seat", "unseat"]);
  assert.deepEqual(fits(barred), ["lift", "lift-seat"]);
  assert.deepEqual(fits(withdrawn), []);
});
