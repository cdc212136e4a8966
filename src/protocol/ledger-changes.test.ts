/**
 * Goal: a block that leaves every row as it was leaves the root alone, and every other one is recorded.
 * Method: a law of one room that writes what the test tells it when time passes, with and without a memory.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOverlay } from "./kernel/overlay.ts";
import { defineRoom, type Room } from "./kernel/room.ts";
import { record, u8 } from "./kernel/schema.ts";
import type { Writer } from "./kernel/state.ts";
import { part, table } from "./kernel/table.ts";
import { createTree } from "./kernel/tree/tree.ts";
import { createLaw } from "./law.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { testHasher, testVerify, testVrf } from "./testing/test-keys.ts";
import { roots, witness } from "./witness/index.ts";

const NOW = 1_000_000;
const world = { hasher: testHasher, verify: testVerify, vrf: testVrf };

const marks = table({
  id: 0x6301,
  name: "toy/marks",
  about: "A mark.",
  visibility: "everyone",
  key: [part("place", u8)],
  row: record({ mark: u8 }),
});

let toWrite: (state: Writer) => void = () => undefined;

const toy: Room = defineRoom({
  name: "toy",
  number: 0x63,
  summary: "A toy.",
  tables: [marks],
  actions: [],
  events: [],
  views: [],
  faults: [],
  invariants: [],
  seated: (state) => [...marks.entries(state, [])].map(({ row }) => Uint8Array.of(row.mark)),
  due: {
    next: () => undefined,
    run({ state }) {
      toWrite(state);
      return [];
    },
  },
});

/** A ledger over a state with one mark, 7 at place 1. */
function ledgerOf(rooms: readonly Room[]): Ledger {
  const state = createOverlay({ read: () => undefined, scan: () => [] });
  marks.put(state, [1], { mark: 7 });
  const tree = createTree(testHasher);
  tree.commit(tree.apply(tree.empty, state.changes()));
  const community = new Uint8Array(32);
  return createLedger({ law: createLaw(rooms), community, world, tree, height: 0 });
}

/** Makes a block in which this is written, and tells whether the root is another one. */
function changesRoot(ledger: Ledger, write: (state: Writer) => void): boolean {
  toWrite = write;
  const height = ledger.height() + 1;
  const before = ledger.root();
  ledger
    .propose({ height, time: NOW + height, actions: [] })
    .seal()
    .commit();
  return Buffer.compare(before, ledger.root()) !== 0;
}

const recorded = (ledger: Ledger) =>
  [...roots.entries(ledger.reader(), [])].map(({ key }) => key[0]);

test("what is written as it was, or deleted where nothing was, is no change and is not recorded", () => {
  const ledger = ledgerOf([toy, witness]);
  assert.equal(
    changesRoot(ledger, () => undefined),
    false,
  );
  assert.equal(
    changesRoot(ledger, (state) => marks.put(state, [1], { mark: 7 })),
    false,
  );
  assert.equal(
    changesRoot(ledger, (state) => marks.delete(state, [2])),
    false,
  );
  assert.deepEqual(recorded(ledger), []);
  assert.equal(
    changesRoot(ledger, (state) => {
      marks.delete(state, [2]);
      marks.put(state, [1], { mark: 8 });
    }),
    true,
  );
  assert.deepEqual(recorded(ledger), [3]);
  assert.equal(
    changesRoot(ledger, (state) => marks.put(state, [2], { mark: 1 })),
    true,
  );
  assert.equal(
    changesRoot(ledger, (state) => marks.delete(state, [2])),
    true,
  );
  assert.deepEqual(recorded(ledger), [3, 4, 5]);
  assert.deepEqual(ledger.stateMachine.broken(ledger.reader(), NOW), []);
});

test("a law without a memory changes its state and records nothing", () => {
  const ledger = ledgerOf([toy]);
  assert.equal(
    changesRoot(ledger, (state) => marks.put(state, [1], { mark: 9 })),
    true,
  );
  assert.deepEqual(marks.get(ledger.reader(), [1]), { mark: 9 });
  assert.deepEqual(recorded(ledger), []);
});

test("who is to sign is told by the newest state, and by a sealed block before it is the newest", () => {
  const ledger = ledgerOf([toy, witness]);
  assert.deepEqual(ledger.validatorKeys(), [Uint8Array.of(7)]);
  toWrite = (state) => marks.put(state, [2], { mark: 9 });
  const sealed = ledger.propose({ height: 1, time: NOW, actions: [] }).seal();
  assert.deepEqual(sealed.validatorKeys(), [Uint8Array.of(7), Uint8Array.of(9)]);
  assert.deepEqual(ledger.validatorKeys(), [Uint8Array.of(7)]);
  sealed.commit();
  assert.deepEqual(ledger.validatorKeys(), [Uint8Array.of(7), Uint8Array.of(9)]);
  assert.deepEqual([ledger.height(), ledger.nextDue()], [1, undefined]);
});
