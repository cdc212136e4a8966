/** Goal: what a block's actions name as seen is judged once for each history, in whatever number they name it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { refuse } from "./fault.ts";
import { kernelFaults } from "./faults.ts";
import { type Memory, NOTHING_SEEN, type Seen, standingOn } from "./seen.ts";
import type { Reader } from "./state.ts";

const state = {} as Reader;
const seen = (height: number, byte: number): Seen => {
  return { height, root: new Uint8Array(32).fill(byte) };
};

/** A memory that knows the roots of ones, and counts how often it is asked. */
function countingMemory() {
  let asked = 0;
  const memory: Memory = {
    objection(_, __, { root }) {
      asked += 1;
      return root[0] === 1 ? undefined : refuse(kernelFaults.expired);
    },
    record: () => undefined,
  };
  return {
    standing: standingOn(memory, state, { now: 5, before: NOTHING_SEEN }),
    asked: () => asked,
  };
}

test("a history is asked about once, whether it is known or not", () => {
  const { standing, asked } = countingMemory();
  const judge = (height: number, byte: number) =>
    standing.objectionTo(seen(height, byte))?.fault.code ?? "known";
  assert.deepEqual([judge(1, 1), judge(1, 1), asked()], ["known", "known", 1]);
  assert.deepEqual([judge(1, 2), judge(1, 2), asked()], ["kernel/expired", "kernel/expired", 2]);
  assert.deepEqual([judge(2, 1), judge(2, 2), asked()], ["known", "kernel/expired", 4]);
  assert.deepEqual([standing.now, standing.before], [5, NOTHING_SEEN]);
});

test("of one height only two are kept, and the others are judged each time, as before", () => {
  const { standing, asked } = countingMemory();
  for (const byte of [2, 3, 4, 4, 2, 3]) {
    assert.equal(standing.objectionTo(seen(1, byte))?.fault.code, "kernel/expired");
  }
  assert.equal(asked(), 4);
});

test("where nothing is remembered nothing is objected to", () => {
  const standing = standingOn(undefined, state, { now: 5, before: NOTHING_SEEN });
  assert.equal(standing.objectionTo(seen(1, 2)), undefined);
});
