/** Goal: a way of deciding that would not fit the law's rows, or show what somebody answered, is not taken. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { blob, bytes, type Shape } from "../../kernel/schema.ts";
import { approval } from "../../testing/methods/approval.ts";
import { BALLOT_BYTES_MAX, COUNTS_MAX, OPTIONS_MAX } from "../types.ts";
import { type DecisionContext, defineMethod, neededByQuorum } from "./method.ts";

/** A way of deciding that has some things of its own. */
const way = (by: { number?: number; most?: number; counts?: number; ballot?: Shape<Uint8Array> }) =>
  defineMethod<Uint8Array>({
    number: by.number ?? 9,
    name: "test",
    summary: "A test.",
    options: { least: 1, most: by.most ?? 2 },
    ballot: by.ballot ?? bytes(1),
    problem: (ballot, options) => ((ballot[0] ?? 0) > options ? "beyond" : undefined),
    none: () => Array.from({ length: by.counts ?? 1 }, () => 0),
    add: (counts) => counts,
    outcome: () => ({ hasPassed: false, chosen: [] }),
    trace: () => [],
    why: approval.why,
    words: () => null,
    figures: () => ({}),
  });

test("its number is one byte, and options and counts fit a row, to the last one", () => {
  for (const number of [1, 255]) assert.equal(way({ number }).number, number);
  for (const number of [0, 256]) assert.throws(() => way({ number }), /a number of one byte/);
  assert.equal(way({ most: OPTIONS_MAX }).options.most, 32);
  assert.throws(() => way({ most: OPTIONS_MAX + 1 }), /32 options at most/);
  assert.ok(way({ counts: COUNTS_MAX }));
  assert.throws(() => way({ counts: COUNTS_MAX + 1 }), /fit a row/);
});

test("its ballots are of one length, which can be seen, and not longer than a row has room for", () => {
  assert.ok(way({ ballot: bytes(BALLOT_BYTES_MAX) }));
  for (const ballot of [bytes(BALLOT_BYTES_MAX + 1), blob(4)]) {
    assert.throws(() => way({ ballot }), /one length/);
  }
});

test("a ballot is read by its form and by the options that there are", () => {
  const { readBallot } = way({});
  assert.equal(readBallot(Uint8Array.of(2), 2).ok, true);
  assert.deepEqual(readBallot(Uint8Array.of(3), 2), { ok: false, reason: "beyond" });
  assert.equal(readBallot(Uint8Array.of(1, 1), 2).ok, false);
});

test("a quorum is rounded up, and is never less than who has to say yes at least", () => {
  const majority = { numerator: 1, denominator: 2 };
  const needed = (quorum: number, quorumOf: number, leastYes: number) => {
    const policy = { quorum, majority, votingMs: 0, delayMs: 0 };
    const context: DecisionContext = { policy, eligible: quorumOf, quorumOf, leastYes, options: 0 };
    return neededByQuorum(context);
  };
  assert.deepEqual([needed(1000, 10, 0), needed(1000, 11, 0), needed(0, 11, 0)], [1, 2, 0]);
  assert.deepEqual([needed(1000, 10, 3), needed(5000, 10, 3)], [3, 5]);
});
