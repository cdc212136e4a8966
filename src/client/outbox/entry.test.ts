import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Entry, isUnfinished, readEntry } from "./entry.ts";

const whole: Entry = {
  key: "a".repeat(64),
  community: "b".repeat(64),
  signer: "b:c",
  type: "records/publish",
  at: 1_800_000_000_000,
  wire: "AQID",
  id: "d".repeat(64),
  text: { hash: "e".repeat(64), bytes: "AAAA" },
  stage: "device",
};

test("what was kept is read again as it was", () => {
  for (const entry of [
    whole,
    { ...whole, stage: "node", asked: "pay kofi 12.50" },
    { ...whole, stage: "agreed", height: 12 },
    { ...whole, stage: "refused", problem: { status: 422, code: "x/y", sentence: "No." } },
  ]) {
    assert.deepEqual(readEntry(JSON.stringify(entry)), entry);
  }
});

const broken: readonly Record<string, unknown>[] = [
  { stage: "done" },
  { id: "xyz" },
  { id: undefined },
  { at: "yesterday" },
  { at: 1.5 },
  { wire: "" },
  { wire: "A".repeat(24_001) },
  { text: { hash: "short", bytes: "AAAA" } },
  { text: { hash: "e".repeat(64), bytes: "A".repeat(400_001) } },
  { height: "12" },
  { problem: "no" },
  { problem: { sentence: 7 } },
  { signer: null },
  { asked: 7 },
  { asked: "a".repeat(2001) },
];

test("what is not whole is not read", () => {
  for (const part of broken) {
    assert.equal(readEntry(JSON.stringify({ ...whole, ...part })), undefined, JSON.stringify(part));
  }
  for (const text of ["", "null", "7", "[]", "{", JSON.stringify(whole).slice(0, -1)]) {
    assert.equal(readEntry(text), undefined, text);
  }
});

test("no text from elsewhere makes reading fail", () => {
  fc.assert(fc.property(fc.string(), (text) => readEntry(text) === undefined));
  fc.assert(fc.property(fc.json(), (text) => readEntry(text) === undefined));
});

test("only what is neither agreed nor refused is unfinished", () => {
  const stages = ["device", "node", "agreed", "refused"] as const;
  assert.deepEqual(
    stages.map((stage) => isUnfinished({ ...whole, stage })),
    [true, true, false, false],
  );
});
