/** Goal: each broken row of what is kept of the states before is found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOverlay, type Overlay } from "../kernel/overlay.ts";
import { DAY } from "../kernel/time.ts";
import { rootsAreInOrder } from "./invariants.ts";
import { objection } from "./objection.ts";
import { record } from "./record.ts";
import { EXACT_MAX, roots, STRETCH, window } from "./types.ts";

const START = 20_000 * DAY;
const root = (number: number) => new Uint8Array(32).fill(number);

/** What is kept after blocks 1, 3 and 4, of 4,097 blocks that changed something where they are many. */
function kept(blocks: readonly number[]): Overlay {
  const state = createOverlay({ read: () => undefined, scan: () => [] });
  for (const height of blocks) record(state, { height, root: root(height % 200) }, START + height);
  return state;
}

/** What is found once something is written wrongly. */
function found(state: Overlay, harm: (state: Overlay) => void): string | undefined {
  const apart = createOverlay(state);
  harm(apart);
  return rootsAreInOrder.broken(apart, START);
}

test("roots out of order, of no window, too many or not counted are found", () => {
  const state = kept([1, 3, 4]);
  const row = roots.get(state, [3]) ?? assert.fail();
  const held = window.get(state, []) ?? assert.fail();
  assert.equal(rootsAreInOrder.broken(state, START), undefined);
  const breakages = [
    [(broken: Overlay) => window.delete(broken, []), "the root at 1 is in no window"],
    [(broken: Overlay) => roots.put(broken, [3], { ...row, since: 1 }), "3 begins at 1"],
    [(broken: Overlay) => roots.put(broken, [3], { ...row, since: 4 }), "3 begins at 4"],
    [
      (broken: Overlay) => window.put(broken, [], { ...held, oldest: 4, count: 1 }),
      "two older roots stand for one stretch at 3",
    ],
    [
      (broken: Overlay) => window.put(broken, [], { ...held, count: EXACT_MAX + 1 }),
      `${EXACT_MAX + 1} roots are kept exactly`,
    ],
    [
      (broken: Overlay) => window.put(broken, [], { ...held, count: 2 }),
      "3 roots are kept exactly, not 2",
    ],
    [
      (broken: Overlay) => window.put(broken, [], { ...held, newest: 5 }),
      "the newest root is at 4",
    ],
  ] as const;
  for (const [harm, what] of breakages) assert.equal(found(state, harm), what);
  assert.equal(
    found(state, (broken) => roots.put(broken, [3], { ...row, since: 2 })),
    undefined,
  );
  assert.equal(
    found(state, (broken) => roots.put(broken, [3], { ...row, since: 3 })),
    undefined,
  );
});

test("older roots stand for one stretch each, and nothing is kept before the first", () => {
  const state = kept([1, 3]);
  const held = window.get(state, []) ?? assert.fail();
  const row = roots.get(state, [1]) ?? assert.fail();
  assert.equal(
    found(state, (broken) => {
      window.put(broken, [], { ...held, oldest: 4, count: 0 });
      roots.put(broken, [1], { ...row, at: START - STRETCH });
    }),
    undefined,
  );
  assert.equal(rootsAreInOrder.broken(kept([]), START), undefined);
});

test("as many as are kept exactly are sound", () => {
  const state = kept(Array.from({ length: EXACT_MAX + 1 }, (_, at) => at));
  assert.equal(window.get(state, [])?.count, EXACT_MAX);
  assert.equal(rootsAreInOrder.broken(state, START), undefined);
});

test("a root is written once for a height, above those before it", () => {
  const state = kept([4]);
  assert.throws(() => record(state, { height: 4, root: root(4) }, START), /above those before/);
  record(state, { height: 5, root: root(5) }, START);
});

test("a refusal names the height, and the newest where the history is ahead", () => {
  const state = kept([1, 3]);
  const before = { height: 5, root: root(9) };
  const ask = (height: number, of: number) => objection(state, before, { height, root: root(of) });
  assert.equal(ask(5, 9), undefined);
  assert.deepEqual(ask(6, 9)?.details, { height: 6, newest: 5 });
  assert.deepEqual(ask(4, 8)?.details, { height: 4 });
  roots.delete(state, [1]);
  assert.equal(ask(1, 1)?.fault.code, "witness/too-old");
  assert.deepEqual([ask(2, 3), ask(3, 3)], [undefined, undefined]);
});
