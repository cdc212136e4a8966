/**
 * Goal: inventing people does not pay, and honest people are not stopped.
 * Method: a few of the adversaries play against the law; `npm run sim -- --adversary NAME` plays all.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { collude, STRATEGIES } from "./adversaries/colluders.ts";
import { growers } from "./adversaries/growers.ts";
import { scanner, spammer } from "./adversaries/spammer.ts";

const strategy = (name: string) => {
  const found = STRATEGIES.find((one) => one.name === name);
  assert.ok(found, `there is a strategy "${name}"`);
  return found;
};

test("3 of 24 who invent people are no majority after two years", () => {
  const chains = strategy("chains of invented people");
  const { majorityAfterDays } = collude({ colluders: 3, founders: 24 }, chains, 2);
  assert.equal(majorityAfterDays, null);
});

test("one of five who is alone invents nobody", () => {
  const chains = strategy("chains of invented people");
  assert.equal(collude({ colluders: 1, founders: 5 }, chains, 2)["end"], "1 of 5");
});

test("five honest founders are eighty in three months, and twelve come in an evening", () => {
  const [months, evening] = [...growers.play(1)];
  assert.ok(Number(months?.["members"]) >= 80);
  assert.equal(evening?.["came"], 12);
});

test("200 applications a day are 50 open ones, and nobody else waits for them", () => {
  const [spam] = [...spammer.play(1)];
  assert.deepEqual([spam?.["openAtMost"], spam?.["isHonestIn"]], [50, true]);
});

test("4,200 applications do not lower what is asked of anybody", () => {
  const [scanned] = [...scanner.play(1)];
  assert.deepEqual([scanned?.["needed"], scanned?.["pathsNeeded"]], [3, 2]);
});
