/** Goal: an anonymous member leaves one mark in a decision, which is theirs there and nowhere else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../kernel/bytes.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { NOTHING_SEEN } from "../kernel/seen.ts";
import { testHasher } from "../testing/test-keys.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { isNullifierUsed, openScope, scopeHash, useNullifier } from "./scopes.ts";
import { scopes } from "./types.ts";

const [first, second] = [1 as DecisionId, 2 as DecisionId];
const word = (byte: number) => new Uint8Array(32).fill(byte);

test("a decision opens once to anonymous members, on what stood before it", () => {
  const { state } = foundTestLaw(1);
  const before = { ...NOTHING_SEEN, height: 7, root: word(3) };
  const opening = { group: word(1), before, until: 5 };
  openScope(state, first, opening);
  const row = { group: word(1), height: 7, root: word(3), until: 5 };
  assert.deepEqual(scopes.get(state, [first]), row);
  assert.throws(() => openScope(state, first, opening), /opens once/);
});

test("a mark that was left is known in its decision, and in no other", () => {
  const { state } = foundTestLaw(1);
  const isUsed = (decision: DecisionId, nullifier: Uint8Array) =>
    isNullifierUsed(testHasher, state, { decision, nullifier });
  assert.equal(isUsed(first, word(1)), false);
  useNullifier(testHasher, state, { decision: first, nullifier: word(1) });
  assert.deepEqual(
    [isUsed(first, word(1)), isUsed(first, word(2)), isUsed(second, word(1))],
    [true, false, false],
  );
});

test("what a proof is bound to differs by community and by decision", () => {
  const bound = (community: Uint8Array, decision: DecisionId) =>
    toHex(scopeHash(testHasher, community, decision));
  const all = [bound(word(1), first), bound(word(1), second), bound(word(2), first)];
  assert.equal(new Set(all).size, 3);
});
