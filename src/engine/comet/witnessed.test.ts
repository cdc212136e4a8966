/** Goal: a restart tells the law who signs from then on, and makes void what came before it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Witnessed } from "../../protocol/kernel/witnessed.ts";
import { witnessedInRun } from "./witnessed.ts";

const validators = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const address = new Uint8Array(20).fill(7);
const doubled = (height: number) => ({ kind: "duplicate-vote" as const, address, height, time: 1 });
const told: Witnessed = { absent: [address], misbehaviours: [doubled(11), doubled(12)] };

test("before any restart everything is told as it was witnessed", () => {
  assert.equal(witnessedInRun({ height: 11, validators }, 11, told), told);
});

test("the first block of a run tells who signs from then on, and no other", () => {
  const start = { height: 11, validators, run: 1 };
  assert.deepEqual(witnessedInRun(start, 11, told).restarted, validators);
  assert.equal(witnessedInRun(start, 12, told).restarted, undefined);
  assert.deepEqual(witnessedInRun(start, 12, told).absent, [address]);
});

test("a vote that was left from the old run is no misbehaviour, a later one is", () => {
  const { misbehaviours } = witnessedInRun({ height: 11, validators, run: 1 }, 13, told);
  assert.deepEqual(misbehaviours, [doubled(12)]);
});
