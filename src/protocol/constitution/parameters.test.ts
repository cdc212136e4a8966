/** Goal: the list of figures is consistent, and sentences follow the figure. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Parameter, parameterList, parameterNames } from "./parameters.ts";
import { nextBounds } from "./values.ts";

test("numbers are places in the list, and names are unique", () => {
  assert.deepEqual(
    parameterList.map(({ number }) => number),
    parameterList.map((_, at) => at + 1),
  );
  assert.equal(new Set(parameterNames).size, parameterList.length);
});

test("names and their order never change; new ones are appended", () => {
  assert.deepEqual(parameterNames.slice(0, 14), [
    "income-per-hour",
    "demurrage-per-year",
    "claim-window-days",
    "vouches-needed",
    "vouch-pace-days",
    "vouch-life-days",
    "vouches-live-max",
    "vouch-wait-days",
    "elder-after-days",
    "invitation-days-max",
    "invitations-live-max",
    "offer-days",
    "trust-days-max",
    "parameter-rest-days",
  ]);
});

const anyFigure = fc.constantFrom<Parameter>(...parameterList).chain((declared) =>
  fc.record({
    declared: fc.constant(declared),
    value: fc.integer({ min: declared.min, max: declared.max }),
  }),
);

test("from every figure one can move both ways, except at a bound, and never beyond", () => {
  fc.assert(
    fc.property(anyFigure, ({ declared, value }) => {
      const { lowest, highest } = nextBounds(declared, value);
      assert.ok(declared.min <= lowest && highest <= declared.max);
      assert.ok(value === declared.min ? lowest === value : lowest < value);
      assert.ok(value === declared.max ? highest === value : highest > value);
    }),
  );
});

test("every default lies within its bounds, and every bound can be reached step by step", () => {
  for (const declared of parameterList as readonly Parameter[]) {
    assert.ok(declared.min <= declared.default && declared.default <= declared.max, declared.name);
    let [low, high] = [declared.default, declared.default];
    for (let step = 0; step < 500; step++) {
      low = nextBounds(declared, low).lowest;
      high = nextBounds(declared, high).highest;
    }
    assert.deepEqual([low, high], [declared.min, declared.max], declared.name);
  }
});

test("two figures of a rule never read alike", () => {
  fc.assert(
    fc.property(anyFigure, fc.nat(1000), ({ declared, value }, more) => {
      const other = Math.min(declared.max, value + more);
      const isSame = declared.sentence(value) === declared.sentence(other);
      assert.equal(isSame, value === other);
    }),
  );
});

test("sentences say the figure in people's units", () => {
  const say = (name: string, value: number) =>
    parameterList.find((declared) => declared.name === name)?.sentence(value);
  const income = "Every member receives 1.1 units an hour, the same for all.";
  assert.equal(say("income-per-hour", 1_100_000), income);
  const shrink = "All money shrinks by 7 % a year, at the same pace for all.";
  assert.equal(say("demurrage-per-year", 700), shrink);
  assert.equal(say("demurrage-per-year", 0), "Money keeps its amount over the years.");
  assert.equal(say("claim-window-days", 90), "Income can be collected for up to 90 days back.");
  assert.equal(say("vouches-needed", 1), "Anyone who applies is admitted with 1 vouch by members.");
  assert.equal(say("vouch-pace-days", 0), "Members may vouch as often as they like.");
});
