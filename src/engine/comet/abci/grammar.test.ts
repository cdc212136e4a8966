// Goal: the calls of every honest session pass; each call out of order is named.
// Method: traces of CometBFT's own specification of ABCI 2.0, and each with one call misplaced.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AbciCall } from "./application.ts";
import { createGrammar, type GrammarStart } from "./grammar.ts";

type Step = AbciCall | readonly [AbciCall, number];

function violation(start: GrammarStart, steps: readonly Step[]): string | undefined {
  const grammar = createGrammar(start);
  for (const step of steps) {
    const [call, height] = typeof step === "string" ? [step, undefined] : step;
    const wrong = grammar.observe(call, height);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const FRESH: GrammarStart = { height: 0, initialHeight: 1 };
const AT_9: GrammarStart = { height: 9, initialHeight: 1 };

const block = (height: number): Step[] => [["finalizeBlock", height], "commit"];

const HONEST: readonly (readonly [string, GrammarStart, readonly Step[]])[] = [
  ["a fresh chain", FRESH, ["info", "initChain", ...block(1), ...block(2)]],
  ["a chain that goes on", { height: 0, initialHeight: 216 }, ["info", "initChain", ...block(216)]],
  [
    "a proposer",
    FRESH,
    ["info", "initChain", ["prepareProposal", 1], ["processProposal", 1], ...block(1)],
  ],
  [
    "many rounds",
    AT_9,
    [
      "info",
      ["processProposal", 10],
      ["processProposal", 10],
      ["prepareProposal", 10],
      ...block(10),
    ],
  ],
  ["replay after a crash", AT_9, ["info", ...block(10), ...block(11), ["processProposal", 12]]],
  [
    "checks and questions at any time",
    AT_9,
    ["checkTx", "query", ["finalizeBlock", 10], "checkTx", "info", "commit"],
  ],
  [
    "a snapshot after one that failed",
    FRESH,
    [
      "info",
      "offerSnapshot",
      "applySnapshotChunk",
      "offerSnapshot",
      "applySnapshotChunk",
      "info",
      ...block(57),
    ],
  ],
];

for (const [what, start, steps] of HONEST) {
  test(`${what} passes`, () => assert.equal(violation(start, steps), undefined));
}

const BROKEN: readonly (readonly [string, GrammarStart, readonly Step[]])[] = [
  ["a block before the chain has begun", FRESH, ["info", ["finalizeBlock", 1]]],
  ["a chain that begins twice", FRESH, ["initChain", "initChain"]],
  ["a begun chain that begins again", AT_9, ["initChain"]],
  ["a commit without a block", AT_9, ["commit"]],
  ["a commit twice", AT_9, [...block(10), "commit"]],
  [
    "a block twice",
    AT_9,
    [
      ["finalizeBlock", 10],
      ["finalizeBlock", 10],
    ],
  ],
  ["a block that is left out", AT_9, [["finalizeBlock", 11]]],
  ["an old block", AT_9, [["finalizeBlock", 9]]],
  [
    "a proposal while a block waits",
    AT_9,
    [
      ["finalizeBlock", 10],
      ["processProposal", 11],
    ],
  ],
  ["a proposal for a later block", AT_9, [["prepareProposal", 12]]],
  ["a snapshot on a chain that runs", AT_9, ["offerSnapshot"]],
  ["a piece of no snapshot", FRESH, ["applySnapshotChunk"]],
];

for (const [what, start, steps] of BROKEN) {
  test(`${what} is a violation`, () => assert.notEqual(violation(start, steps), undefined));
}
