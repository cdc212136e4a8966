/** Goal: anyone who opens the app is told what happens to their keys, the most urgent first, and no more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { alertsOf, choicesFor, type ShownKey } from "./safety.ts";

const key = (device: number, change: Partial<ShownKey> = {}): ShownKey => ({
  device,
  key: `key ${device}`,
  isLive: true,
  isNew: false,
  isFrozen: false,
  rank: device + 1,
  removal: null,
  ...change,
});
const free = { isFrozen: false, until: 0 };

test("nothing to tell is nothing", () => {
  assert.deepEqual(alertsOf([key(0), key(1)], free), []);
});

test("a freeze comes first, then removals by their day, then what was added", () => {
  const keys = [
    key(0, { removal: { by: 1, at: 9 } }),
    key(1, { removal: { by: 2, at: 5 } }),
    key(2, { isNew: true }),
    key(3, { isLive: false, isNew: true, removal: { by: 0, at: 1 } }),
  ];
  assert.deepEqual(alertsOf(keys, { isFrozen: true, until: 7 }), [
    { kind: "frozen", at: 7 },
    { kind: "removal", device: 1, at: 5 },
    { kind: "removal", device: 0, at: 9 },
    { kind: "new", device: 2 },
  ]);
});

test("a new key that the person has named as their own is not told again", () => {
  assert.deepEqual(alertsOf([key(2, { isNew: true })], free, new Set(["key 2"])), []);
});

test("a key refuses what is new behind it, keeps what is removed, and removes the rest", () => {
  const mine = key(1);
  assert.deepEqual(choicesFor(key(2, { isNew: true }), mine), {
    remove: true,
    keep: false,
    refuse: true,
  });
  assert.deepEqual(choicesFor(key(0, { removal: { by: 1, at: 9 } }), mine), {
    remove: false,
    keep: true,
    refuse: false,
  });
  assert.equal(choicesFor(key(0, { removal: { by: 2, at: 9 } }), mine).remove, true);
  assert.equal(
    choicesFor(key(0, { removal: { by: 2, at: 9 } }), key(3, { isNew: true })).remove,
    false,
  );
});

test("about itself, and without a key of the person, there is nothing to choose", () => {
  const none = { remove: false, keep: false, refuse: false };
  assert.deepEqual(choicesFor(key(1), key(1)), none);
  assert.deepEqual(choicesFor(key(1), undefined), none);
});
