/** Goal: a new beginning of consensus tells the law who signs from then on, and makes void what came before it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BlockEvidence } from "../../protocol/kernel/block-evidence.ts";
import { inRun } from "./block-evidence.ts";

const validators = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const address = new Uint8Array(20).fill(7);
const doubled = (height: number) => ({ kind: "duplicate-vote" as const, address, height, time: 1 });
const told: BlockEvidence = { absent: [address], misbehaviours: [doubled(11), doubled(12)] };

test("before any restart everything is told as it was witnessed", () => {
  const start = { height: 1, validators };
  assert.deepEqual(inRun(told, 1, start), { ...told, named: validators });
  assert.deepEqual(inRun(told, 12, start), told);
});

test("the first block after one machine tells who signs from then on", () => {
  const start = { height: 11, validators };
  assert.deepEqual(inRun(told, 11, start), { ...told, named: validators });
});

test("the first block of a run tells who signs from then on, and no other", () => {
  const start = { height: 11, validators, run: 1 };
  assert.deepEqual(inRun(told, 11, start).named, validators);
  assert.equal(inRun(told, 12, start).named, undefined);
  assert.deepEqual(inRun(told, 12, start).absent, [address]);
});

test("a vote that was left from the old run is no misbehaviour, a later one is", () => {
  const { misbehaviours } = inRun(told, 13, { height: 11, validators, run: 1 });
  assert.deepEqual(misbehaviours, [doubled(12)]);
});
