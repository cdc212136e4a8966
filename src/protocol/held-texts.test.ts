/** Goal: what something refers to is there and held as often as it is referred to, and nothing else is held. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { heldTextsProblem } from "./held-texts.ts";
import { toHex } from "./kernel/bytes.ts";
import { propose } from "./testing/deciding.ts";
import { foundTestLaw } from "./testing/test-law.ts";
import { texts } from "./texts/index.ts";

/** Two proposals, with a text each. */
function proposing() {
  const testLaw = foundTestLaw(2);
  for (const proposer of [1, 2]) propose(testLaw, { kind: "statement", proposer });
  const [first] = texts.entries(testLaw.state, []);
  assert.ok(first);
  return { testLaw, first, name: toHex(first.row.hash) };
}

test("a text that is held too often, or not often enough, is named with both counts", () => {
  const { testLaw, first, name } = proposing();
  const problem = () => heldTextsProblem(testLaw.law, testLaw.state);
  assert.equal(problem(), undefined);
  for (const holds of [0, 2]) {
    texts.put(testLaw.state, first.key, { ...first.row, holds });
    assert.equal(problem(), `the text ${name} is held ${holds} times, not 1`);
    assert.match(
      testLaw.stateMachine.broken(testLaw.state, testLaw.now).join(),
      /held-texts-are-counted/,
    );
  }
});

test("a text that something refers to and that is not there is named", () => {
  const { testLaw, first, name } = proposing();
  texts.delete(testLaw.state, first.key);
  const problem = heldTextsProblem(testLaw.law, testLaw.state);
  assert.equal(problem, `the text ${name} is referred to and not there`);
});

test("a law without texts has none to count", () => {
  const { testLaw, first } = proposing();
  texts.delete(testLaw.state, first.key);
  const { rooms } = testLaw.law;
  assert.equal(heldTextsProblem({ rooms, tableById: new Map() }, testLaw.state), undefined);
});
