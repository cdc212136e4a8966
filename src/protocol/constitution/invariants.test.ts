/** Goal: whatever everyone decides, the constitution stays sound; and broken states are noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DecisionId } from "../kernel/ids.ts";
import { decide, giveText, rehearse, textHash } from "../testing/deciding.ts";
import { foundVillage, type Village } from "../testing/village.ts";
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
      const village = foundVillage(2);
      for (const [at, given] of wishes.entries()) {
        const input =
          "at" in given ? figureWish(village, given.at, given.portion) : articleWish(given, at);
        const proposal = { type: given.type, input };
        if ("text" in input) giveText(village, input.text, "article");
        if (rehearse(village, 1, proposal) !== "done") continue;
        const kind = "at" in given ? "rule" : "article";
        assert.equal(decide(village, { kind, wishes: [proposal] }, [1, 2]), "in-effect");
        village.assertSound();
      }
    }),
    { numRuns: 15 },
  );
});

function figureWish(village: Village, at: number, portion: number) {
  const declared = parameterList[at];
  assert.ok(declared);
  const { lowest, highest } = nextBounds(declared, parameterValue(village.state, declared.name));
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
    const village = foundVillage(1);
    const { now } = village;
    const change = { value, at: now, from: now, restsUntil: now, decision: 1 as DecisionId };
    parameters.put(village.state, [second.number], { value, since: village.now, changes: 2 });
    changes.put(village.state, [second.number, 1], change);
    assert.throws(() => village.assertSound(), /demurrage-per-year/);
  }
  const village = foundVillage(1);
  parameters.put(village.state, [second.number], { value: 701, since: village.now, changes: 1 });
  assert.throws(() => village.assertSound(), /not the last of its history/);
});

test("a change that reaches back and a gap in the articles are noticed", () => {
  const village = foundVillage(1);
  const at = village.now;
  const change = { value: 710, at, from: at - 1, restsUntil: at, decision: 1 as DecisionId };
  changes.put(village.state, [2, 1], change);
  assert.throws(() => village.assertSound(), /reaches back/);
  const other = foundVillage(1);
  const row = { text: textHash("a"), since: at, until: 0, decision: NO_DECISION };
  articles.put(other.state, [2], row);
  assert.throws(() => other.assertSound(), /article 1 is missing/);
});
