/** Goal: whatever everyone decides, the constitution stays sound; and broken states are noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DecisionId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { assertNoticed, changed } from "../testing/breaking.ts";
import { decide, giveText, rehearse, textHash } from "../testing/deciding.ts";
import { foundTestLaw, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { adoptions, edition, rehearsals } from "./edition-tables.ts";
import { type Parameter, parameterList } from "./parameters.ts";
import { articles, changes, parameters } from "./types.ts";
import { nextBounds, parameterValue } from "./values.ts";

const NO_DECISION = 0 as DecisionId;

test("any row of decisions about rules and articles leaves the constitution sound", () => {
  const wish = fc.oneof(
    fc.record({
      type: fc.constant("constitution/set-parameter"),
      at: fc.nat(parameterList.length - 1),
      portion: fc.integer({ min: 0, max: 4 }),
    }),
    fc.record({ type: fc.constant("constitution/adopt-article"), article: fc.nat(3) }),
    fc.record({ type: fc.constant("constitution/repeal-article"), article: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 8 }), (wishes) => {
      const testLaw = foundTestLaw(2);
      for (const [at, given] of wishes.entries()) {
        const input =
          "at" in given ? figureWish(testLaw, given.at, given.portion) : articleWish(given, at);
        const proposal = { type: given.type, input };
        if ("text" in input) giveText(testLaw, input.text, "article");
        if (rehearse(testLaw, 1, proposal) !== "done") continue;
        const kind = "at" in given ? "rule" : "article";
        assert.equal(decide(testLaw, { kind, wishes: [proposal] }, [1, 2]), "in-effect");
        testLaw.assertSound();
      }
    }),
    { numRuns: 15 },
  );
});

function figureWish(testLaw: TestLaw, at: number, portion: number) {
  const declared = parameterList[at];
  assert.ok(declared);
  const { lowest, highest } = nextBounds(declared, parameterValue(testLaw.state, declared.name));
  const value = lowest + Math.floor(((highest - lowest) * portion) / 4);
  return { parameter: declared.name, value };
}

function articleWish({ type, article }: { type: string; article: number }, at: number) {
  return type.endsWith("adopt-article") ? { article, text: textHash(`${at}`) } : { article };
}

test("a figure beyond its bounds, too large a step, and a lost change are noticed", () => {
  const [, second] = parameterList as readonly Parameter[];
  assert.ok(second);
  for (const value of [1501, 900]) {
    const testLaw = foundTestLaw(1);
    const { now } = testLaw;
    const change = { value, at: now, from: now, restsUntil: now, decision: 1 as DecisionId };
    parameters.put(testLaw.state, [second.number], { value, since: testLaw.now, changes: 2 });
    changes.put(testLaw.state, [second.number, 1], change);
    assert.throws(() => testLaw.assertSound(), /demurrage-per-year/);
  }
  const testLaw = foundTestLaw(1);
  parameters.put(testLaw.state, [second.number], { value: 701, since: testLaw.now, changes: 1 });
  assert.throws(() => testLaw.assertSound(), /not the last of its history/);
});

test("a change that reaches back and a gap in the articles are noticed", () => {
  const testLaw = foundTestLaw(1);
  const at = testLaw.now;
  const change = { value: 710, at, from: at - 1, restsUntil: at, decision: 1 as DecisionId };
  changes.put(testLaw.state, [2, 1], change);
  assert.throws(() => testLaw.assertSound(), /reaches back/);
  const other = foundTestLaw(1);
  const row = { text: textHash("a"), since: at, until: 0, decision: NO_DECISION };
  articles.put(other.state, [2], row);
  assert.throws(() => other.assertSound(), /article 1 is missing/);
});

/** Rule 2 was 700 at the founding, moved to 710 after ten days, and rests for ten more. */
function moved() {
  const testLaw = foundTestLaw(1);
  testLaw.pass(20 * DAY);
  const at = testLaw.now - 10 * DAY;
  const row = { value: 710, at, from: at, restsUntil: testLaw.now, decision: 1 as DecisionId };
  changes.put(testLaw.state, [2, 1], row);
  parameters.put(testLaw.state, [2], { value: 710, since: at, changes: 2 });
  return testLaw;
}

test("a rule's history has no gap, no haste, no second move of one decision, and leads to its figure", () => {
  const first = TEST_START;
  const change = (state: Writer, at: number, by: object) =>
    changes.put(state, [2, at], changed(changes.get(state, [2, at]), by));
  const later = first + 20 * DAY + 1;
  const ahead = { at: later, from: later, restsUntil: later };
  const next = (state: Writer, by: object) => {
    const at = first + 20 * DAY;
    const row = { value: 720, at, from: at, restsUntil: at, decision: 2 as DecisionId };
    changes.put(state, [2, 2], { ...row, ...by });
    parameters.put(state, [2], { value: 720, since: at, changes: 3 });
  };
  assertNoticed(moved, [
    ["change 0 is missing", (state) => changes.delete(state, [2, 0])],
    ["change 1 has no rest", (state) => change(state, 1, { restsUntil: first + 10 * DAY - 1 })],
    ["change 1 reaches back or ahead", (state) => change(state, 1, { from: first + 10 * DAY - 1 })],
    ["change 1 reaches back or ahead", (state) => change(state, 1, ahead)],
    ["change 2 is of one decision", (state) => next(state, { decision: 1 })],
    [
      "change 2 came before its rest was over",
      (state) => next(state, { at: first + 20 * DAY - 1 }),
    ],
    ["change 1 is out of order", (state) => change(state, 0, { from: first + 10 * DAY + 1 })],
    ["change 1 is more than a step", (state) => change(state, 0, { value: 1500 })],
    [
      "changes are miscounted",
      (state) => parameters.put(state, [2], { value: 710, since: first + 10 * DAY, changes: 3 }),
    ],
    [
      "the figure is not the last of its history",
      (state) => parameters.put(state, [2], { value: 710, since: first, changes: 2 }),
    ],
  ]);
  const testLaw = moved();
  next(testLaw.state, {});
  testLaw.assertSound();
});

test("articles are numbered without a gap, counted, and end no sooner than they began", () => {
  const at = TEST_START;
  const article = (state: Writer, number: number, until = 0) =>
    articles.put(state, [number], { text: textHash("a"), since: at, until, decision: NO_DECISION });
  assertNoticed(
    () => foundTestLaw(1),
    [
      ["article 1 ends too early", (state) => article(state, 1, at - 1)],
      ["0 are counted, 1 are there", (state) => article(state, 1, at)],
    ],
  );
});

/** The first adoption was dropped, and the second waits. */
function adopting() {
  const testLaw = foundTestLaw(1);
  const { state, now } = testLaw;
  const row = {
    edition: 2,
    digest: textHash("edition 2"),
    moment: now,
    at: now,
    decision: 1 as DecisionId,
    reason: "none",
    height: 0,
    machines: 1,
    rehearsed: 1,
  } as const;
  adoptions.put(state, [1], { ...row, standing: "dropped" });
  adoptions.put(state, [2], { ...row, standing: "waiting" });
  edition.put(state, [], changed(edition.get(state, []), { adoptions: 2 }));
  return testLaw;
}

test("one edition waits at most, the next one, after all others, as many machines as there are", () => {
  const adoption = (state: Writer, number: number, by: object) =>
    adoptions.put(state, [number], changed(adoptions.get(state, [number]), by));
  const inForce = (state: Writer, by: object) =>
    edition.put(state, [], changed(edition.get(state, []), by));
  const address = new Uint8Array(20);
  assertNoticed(adopting, [
    ["no edition is in force", (state) => edition.delete(state, [])],
    ["adoption 1 is missing", (state) => adoptions.delete(state, [1])],
    ["adoption 1 waits behind another", (state) => adoption(state, 1, { standing: "waiting" })],
    [
      "adoption 1 waits behind another",
      (state) => adoption(state, 1, { standing: "fixed", height: 9 }),
    ],
    ["adoption 2 has no height", (state) => adoption(state, 2, { standing: "fixed" })],
    ["adoption 1 has no height", (state) => adoption(state, 1, { standing: "in-force" })],
    ["adoption 2 counts too many machines", (state) => adoption(state, 2, { rehearsed: 2 })],
    ["what waits is not the next edition", (state) => adoption(state, 2, { edition: 3 })],
    ["2 adoptions are counted", (state) => adoptions.delete(state, [2])],
    [
      "the edition in force was not adopted last",
      (state) => adoption(state, 1, { standing: "in-force", height: 9 }),
    ],
    ["a rehearsal is of no adoption", (state) => rehearsals.put(state, [3, address], { at: 1 })],
    ["a rehearsal is of no adoption", (state) => rehearsals.put(state, [0, address], { at: 1 })],
  ]);
  const testLaw = adopting();
  const { state } = testLaw;
  adoption(state, 1, { standing: "in-force", height: 9, edition: 2 });
  adoption(state, 2, { edition: 3, standing: "fixed", height: 12 });
  inForce(state, { number: 2 });
  for (const number of [1, 2]) rehearsals.put(state, [number, address], { at: 1 });
  testLaw.assertSound();
});
