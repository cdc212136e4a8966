/**
 * Goal: in the first block of a run those sign whom the members chose, whatever the state said before;
 * from then on the state decides again.
 * Method: a law with one room, in which the machines that are seated stand; no consensus.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundState } from "../../protocol/founding.ts";
import { identity } from "../../protocol/identity/index.ts";
import type { BlockEvidence } from "../../protocol/kernel/block-evidence.ts";
import { defineRoom } from "../../protocol/kernel/room.ts";
import { bytes32, list, moment, record } from "../../protocol/kernel/schema.ts";
import { table } from "../../protocol/kernel/table.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import { createLaw } from "../../protocol/law.ts";
import { createLedger } from "../../protocol/ledger.ts";
import { systemClock } from "../clock.ts";
import { NO_CHECKPOINT } from "../embedded/checkpoint-file.ts";
import { createMemoryMarker } from "../embedded/head-marker.ts";
import { nativeHasher } from "../native-hasher.ts";
import { nativeVerify } from "../native-signature.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { verifyVrf } from "../vrf.ts";
import { inRun } from "./block-evidence.ts";
import { createBlockWriter } from "./block-writer.ts";
import type { CometOptions, NetworkStart } from "./options.ts";
import { readKeys, readNextSet, readSet, restartSets, setKey } from "./validator-sets.ts";

const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const [A, B, C, D, E] = [1, 2, 3, 4, 5].map(keyOf) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const NOTHING: BlockEvidence = { absent: [], misbehaviours: [] };

const seats = table({
  id: 0x0801,
  name: "seats/seated",
  about: "Who signs.",
  visibility: "everyone",
  key: [],
  row: record({ keys: list(bytes32, 8), at: moment }),
});

/** Seats whom a restart names; one block later it takes the last seat away. */
const room = defineRoom({
  name: "seats",
  number: 8,
  summary: "Who signs blocks.",
  tables: [seats],
  actions: [],
  events: [],
  views: [],
  faults: [],
  invariants: [],
  begin: ({ state, validators, now }) => seats.put(state, [], { keys: validators, at: now }),
  due: {
    next: () => undefined,
    run({ state, now, evidence }) {
      const before = seats.get(state, [])?.keys ?? [];
      const keys = evidence.named ?? before.slice(0, Math.max(3, before.length - 1));
      seats.put(state, [], { keys, at: now });
      return [];
    },
  },
  seated: (state) => seats.get(state, [])?.keys ?? [],
});

const law = createLaw([identity, room]);
const founding = {
  format: 1,
  foundedAt: 1_000,
  salt: new Uint8Array(32),
  validators: [A, B, C, D].map((key) => ({ key, power: 1 })),
  rooms: { identity: { people: [] } },
};
const world = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };

function writerAt(start: NetworkStart) {
  const founded = foundState(law, founding, world);
  assert.ok(founded.ok);
  const tree = createTree(nativeHasher);
  tree.commit(tree.apply(tree.empty, founded.value.state.changes()));
  const { community } = founded.value;
  const ledger = createLedger({ law, community, world, tree, height: 0 });
  const store = createMemoryStore();
  const head = { height: 0, time: 1_000, hash: new Uint8Array(32), root: ledger.root() };
  const options = {
    law,
    founding,
    store,
    clock: systemClock,
    hasher: nativeHasher,
    marker: createMemoryMarker(),
    checkpoint: NO_CHECKPOINT,
    network: { start },
  } as unknown as CometOptions;
  return { writer: createBlockWriter(options, { ledger, tree, head }, () => {}), store };
}

const start = { height: 1, time: 2_000, root: new Uint8Array(32), edition: 1 };
const blockAt = (height: number, evidence: BlockEvidence) => ({
  height,
  time: 2_000 + height,
  actions: [],
  hash: new Uint8Array(32),
  evidence,
});

test("a first block that takes the members' choice over changes nobody's seat", async () => {
  const run = { ...start, run: 1, validators: [A, B, C, E] };
  const { writer, store } = writerAt(run);
  const first = writer.execute(blockAt(1, inRun(NOTHING, 1, run)));
  assert.deepEqual(first.updates, []);
  await writer.commit();
  assert.deepEqual(writer.ledger().validatorKeys(), [A, B, C, E]);
  const second = writer.execute(blockAt(2, inRun(NOTHING, 2, run)));
  assert.deepEqual(second.updates, [{ key: E, power: 0 }]);
  await writer.commit();
  assert.deepEqual(await readKeys(store, 4), [A, B, C]);
});

test("without a restart the state's own change is told", () => {
  const { writer } = writerAt({ ...start, validators: [A, B, C, D] });
  assert.deepEqual(writer.execute(blockAt(1, NOTHING)).updates, [{ key: D, power: 0 }]);
});

test("what the last block announced stays readable, what it still had to come does not", async () => {
  const store = createMemoryStore();
  const packed = (...keys: Uint8Array[]) => new Uint8Array(keys.flatMap((key) => [...key]));
  await store.write([
    { key: setKey(1), value: packed(A, B, C, D) },
    { key: setKey(10), value: packed(A, B, C) },
    { key: setKey(11), value: packed(D) },
  ]);
  const announced = await readKeys(store, 10);
  await store.write(restartSets({ height: 10, validators: [A, E] }, announced ?? []));
  const lengthOf = async (set: ReturnType<typeof readSet>) => (await set)?.validators.length;
  assert.equal(await lengthOf(readSet(store, nativeHasher, 9)), 4);
  assert.equal(await lengthOf(readNextSet(store, nativeHasher, 9)), 3);
  assert.equal(await lengthOf(readNextSet(store, nativeHasher, 8)), 4);
  for (const height of [10, 11, 12]) {
    assert.equal(await lengthOf(readSet(store, nativeHasher, height)), 2);
  }
});
