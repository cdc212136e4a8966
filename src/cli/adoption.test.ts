// Goal: what is proposed is the next edition, by this program's own digest; what cannot be is said in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { portableHasher } from "../client/portable-hasher.ts";
import { editionOf } from "../protocol/editions.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { DAY } from "../protocol/kernel/time.ts";
import { editionDigest } from "../protocol/law-digest.ts";
import { lawOfOne, lawWithNext } from "../protocol/testing/next-edition.ts";
import { adoptionOf } from "./adoption.ts";
import { CommandError } from "./exit.ts";

const both = lawWithNext();
const next = editionOf(both, 2) ?? assert.fail();
const digest = editionDigest(portableHasher, next);
const times = { now: 1000 * DAY, votingMs: 21 * DAY, delayMs: 30 * DAY };
const state = { number: 1, known: [], ahead: null };
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof CommandError);
    return error.code;
  }
  return "done";
};

test("the next edition, its digest, and two weeks after the decision, or a moment of one's own", () => {
  const usual = adoptionOf(both, state, times);
  assert.deepEqual(usual, { edition: 2, digest, moment: 1065 * DAY });
  assert.equal(adoptionOf(both, state, { ...times, from: 1100 * DAY }).moment, 1100 * DAY);
});

test("a node that lacks the edition does not matter, one that has another of its number does", () => {
  const known = [{ number: 2, digest: toHex(digest) }];
  assert.equal(
    codeOf(() => adoptionOf(both, { ...state, known }, times)),
    "done",
  );
  const other = [{ number: 2, digest: "00" }];
  assert.equal(
    codeOf(() => adoptionOf(both, { ...state, known: other }, times)),
    "cli/another-edition",
  );
});

test("what this program does not have, or what waits already, is not proposed", () => {
  assert.equal(
    codeOf(() => adoptionOf(lawOfOne, state, times)),
    "cli/no-edition",
  );
  assert.equal(
    codeOf(() => adoptionOf(both, { ...state, number: 2 }, times)),
    "cli/no-edition",
  );
  const ahead = {
    edition: 2,
    digest: "",
    moment: 0,
    height: 0,
    machines: 4,
    rehearsed: 0,
    problem: null,
  };
  assert.equal(
    codeOf(() => adoptionOf(both, { ...state, ahead }, times)),
    "cli/edition-waits",
  );
});
