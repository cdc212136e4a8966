/**
 * Goal: a signature holds in the history that it names and in no other; what is kept stays small.
 * Method: a ledger beside a naive list of all roots; blocks that change something and blocks that do not.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createOverlay, type Overlay } from "../kernel/overlay.ts";
import type { Seen } from "../kernel/seen.ts";
import { DAY, MINUTE } from "../kernel/time.ts";
import { rootsAreInOrder } from "./invariants.ts";
import { objection } from "./objection.ts";
import { record } from "./record.ts";
import { EXACT_MAX, KEPT_FOR, roots, STRETCH, window } from "./types.ts";

const empty = (): Overlay => createOverlay({ read: () => undefined, scan: () => [] });

const rootOf = (number: number): Uint8Array => {
  const root = new Uint8Array(32);
  new DataView(root.buffer).setUint32(28, number);
  return root;
};

const START = 20_000 * DAY;

/** A chain of which some blocks change the state; its root after a block is that of its last change. */
function chain(changes: readonly boolean[], step = 1000) {
  const state = empty();
  const after: Uint8Array[] = [rootOf(0)];
  changes.forEach((isChange, at) => {
    const height = at + 1;
    const before = { height: height - 1, root: after[height - 1] as Uint8Array };
    if (isChange) record(state, before, START + height * step);
    after.push(isChange ? rootOf(height) : before.root);
  });
  const height = changes.length;
  const newest: Seen = { height, root: after[height] as Uint8Array };
  const ask = (seen: Seen): string => objection(state, newest, seen)?.fault.code ?? "holds";
  return { state, after, newest, ask };
}

test("whatever state has been holds, and no other at its height", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (changes) => {
      const { after, ask, state } = chain(changes);
      after.forEach((root, height) => {
        assert.equal(ask({ height, root }), "holds");
        assert.equal(ask({ height, root: rootOf(9_999) }), "witness/elsewhere");
        const next = after.find((other) => Buffer.compare(other, root) !== 0);
        if (next !== undefined) assert.equal(ask({ height, root: next }), "witness/elsewhere");
      });
      assert.equal(ask({ height: after.length, root: rootOf(0) }), "witness/ahead");
      assert.equal(rootsAreInOrder.broken(state, START), undefined);
    }),
  );
});

test("the newest are kept exactly; of older ones the last of each stretch, for a month", () => {
  const step = 1000;
  const more = 1_500;
  const { state, after, ask } = chain(Array(EXACT_MAX + more).fill(true), step);
  assert.equal(ask({ height: more, root: after[more] as Uint8Array }), "holds");
  const kept = [...roots.entries(state, [])].map(({ key }) => key[0]);
  const older = kept.filter((height) => height < more);
  assert.ok(older.length >= 2 && older.length <= (more * step) / STRETCH + 2);
  for (let height = 0; height < more; height += 1) {
    const expected = older.includes(height) ? "holds" : "witness/too-old";
    assert.equal(ask({ height, root: after[height] as Uint8Array }), expected, String(height));
    assert.notEqual(ask({ height, root: rootOf(77_777) }), "holds");
  }
  assert.equal(rootsAreInOrder.broken(state, START), undefined);
});

test("the last of a stretch is the one whose next lies in another stretch, at its boundary", () => {
  const state = empty();
  let height = 0;
  const put = (at: number): number => {
    record(state, { height, root: rootOf(height) }, at);
    height += 1;
    return height - 1;
  };
  const first = put(START);
  const last = put(START + STRETCH - 1);
  const next = put(START + STRETCH);
  for (let filler = 0; filler < EXACT_MAX; filler += 1) put(START + 2 * STRETCH + filler);
  assert.deepEqual(
    [first, last, next].map((each) => roots.has(state, [each])),
    [false, true, true],
  );
});

test("what is older than a month goes, two with each that comes, and never the exact ones", () => {
  const state = empty();
  let height = 0;
  const put = (at: number): void => {
    record(state, { height, root: rootOf(height) }, at);
    height += 1;
  };
  for (let each = 0; each < 6; each += 1) put(START + each * STRETCH);
  for (let each = 0; each < EXACT_MAX; each += 1) put(START + DAY + each);
  const has = () => [0, 1, 2, 3].map((each) => roots.has(state, [each]));
  assert.deepEqual(has(), [true, true, true, true]);
  put(START + KEPT_FOR);
  assert.deepEqual(has(), [true, true, true, true]);
  put(START + KEPT_FOR + 1);
  assert.deepEqual(has(), [false, true, true, true]);
  put(START + KEPT_FOR + 60 * MINUTE);
  assert.deepEqual(has(), [false, false, false, true]);
  put(START + 400 * DAY);
  put(START + 400 * DAY + 1);
  assert.equal([...roots.entries(state, [])].length, EXACT_MAX);
  assert.equal(window.get(state, [])?.count, EXACT_MAX);
  assert.equal(rootsAreInOrder.broken(state, START), undefined);
});

test("two histories that part share what was before, and nothing after", () => {
  fc.assert(
    fc.property(fc.nat(15), fc.integer({ min: 1, max: 10 }), (shared, parted) => {
      const one = chain([...Array(shared).fill(true), ...Array(parted).fill(true)]);
      const state = createOverlay(one.state);
      const other = { ask: one.ask };
      // The other history has another root from the first parted block on.
      for (let height = shared + 1; height < shared + parted; height += 1) {
        const row = roots.get(state, [height]);
        if (row !== undefined)
          roots.put(state, [height], { ...row, root: rootOf(50_000 + height) });
      }
      const newest = { height: shared + parted, root: rootOf(50_000 + shared + parted) };
      const ask = (seen: Seen) => objection(state, newest, seen)?.fault.code ?? "holds";
      one.after.forEach((root, height) => {
        assert.equal(ask({ height, root }), height <= shared ? "holds" : "witness/elsewhere");
        assert.equal(other.ask({ height, root }), "holds");
      });
    }),
  );
});
