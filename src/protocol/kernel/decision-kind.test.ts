/** Goal: how each kind of thing is decided at first, and what no majority gets below, is as the community was told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecisionKind, decisionKinds, kindOf } from "./decision-kind.ts";
import { DAY, dayOf, HOUR, hourOf } from "./time.ts";

const told = (kind: DecisionKind) => {
  const { initial, least, mayCarryNothing } = kindOf(kind);
  const short = ({ quorum, majority, votingMs, delayMs }: typeof initial) => [
    quorum,
    `${majority.numerator}/${majority.denominator}`,
    votingMs / DAY,
    delayMs / DAY,
  ];
  return [short(initial), short(least), mayCarryNothing];
};

test("weighty kinds have a fifth as quorum and three fifths as majority, and keep their least", () => {
  for (const kind of ["rule", "article"] as const) {
    assert.deepEqual(told(kind), [[2000, "3/5", 21, 30], [500, "1/2", 3, 3], false]);
  }
  assert.deepEqual(told("seat"), [[2000, "3/5", 7, 3], [2000, "3/5", 3, 3], false]);
  assert.deepEqual(told("member"), [[2000, "3/5", 14, 7], [2000, "3/5", 3, 3], false]);
});

test("light kinds ask for a tenth and more yes than no, a day at least, and only a statement does nothing", () => {
  const days: Partial<Record<DecisionKind, number>> = {
    role: 3,
    circle: 7,
    statement: 0,
    money: 3,
  };
  for (const kind of decisionKinds.filter((each) => days[each] !== undefined)) {
    const [initial, least, mayCarryNothing] = told(kind);
    assert.deepEqual(initial, [1000, "1/2", 7, days[kind]]);
    assert.deepEqual([least, mayCarryNothing], [[0, "1/2", 1, 0], kind === "statement"]);
  }
});

test("a day and an hour begin with their first millisecond", () => {
  assert.deepEqual([dayOf(DAY - 1), dayOf(DAY)], [0, 1]);
  assert.deepEqual([hourOf(HOUR - 1), hourOf(HOUR)], [0, 1]);
});
