// Goal: an operator is told why CometBFT ended, and never a reason that is not theirs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cometEnded } from "./session.ts";

const HEADER = "wrong Block.Header.AppHash.  Expected 0A, got 0B";
const TURNED_DOWN = `prevote step: consensus deems this block invalid; prevoting nil: ${HEADER}`;

const ENDS: readonly (readonly [readonly string[], RegExp])[] = [
  [[TURNED_DOWN, "Stopping peer for error: EOF"], /ended by SIGKILL/],
  [[TURNED_DOWN, "CONSENSUS FAILURE!!!: no space left on device"], /the disk is full/],
  [[`CONSENSUS FAILURE!!!: +2/3 committed an invalid block: ${HEADER}`], /state differs/],
  [[`Error in validation: ${HEADER}`], /state differs/],
  [
    [
      "ERROR: failed to create node: failed to initialize database: resource temporarily unavailable",
    ],
    /left behind/,
  ],
  [["listen tcp 127.0.0.1:80: bind: address already in use"], /a port .* is taken/],
];

for (const [lastWords, told] of ENDS) {
  test(`after "${lastWords.at(-1)}" it is said that ${told.source}`, () => {
    assert.match(cometEnded({ code: null, signal: "SIGKILL", lastWords }).message, told);
  });
}
