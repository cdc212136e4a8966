import { createMemoryStore } from "#engine/store/memory-store.js";
import type { Store, StoreChange, StoreEntry } from "#engine/store/store.js";
import type { Random } from "./random.ts";

/** What becomes of one write. */
export type Fate =
  | "written"
  /** The power goes before the bytes are on the disk. */
  | "cut-before"
  /** The power goes when they are, and nobody has been told. */
  | "cut-after"
  /** There is no room; nothing is written. */
  | "full"
  /** The disk reports a failure, but the bytes are there. */
  | "failed-late"
  /** The disk says that it is done, and keeps the bytes in a memory that a power cut empties. */
  | "lied";

/** A value of which one bit was turned. */
export interface Flipped {
  readonly key: Uint8Array;
  undo(): Promise<void>;
}

/** A disk that outlives its computer, with all that can happen to one. */
export interface Disk {
  /** The store as a computer sees it; it fails for good once the power has gone. */
  open(): Promise<Store>;
  /** Decides about the writes to come, one after the other; then all are written again. */
  expect(fates: readonly Fate[]): void;
  /** Cuts the power: what was only in memory is gone, and open stores fail. */
  cut(): Promise<void>;
  isCut(): boolean;
  /** Batches that are in memory only. */
  unsynced(): number;
  /** Batches that the last power cut took although they were said to be written. */
  lost(): number;
  /** Puts what was lost by a lie back, as from a backup. */
  restore(): Promise<void>;
  /** Turns one bit of one value; what it returns turns it back. */
  flip(random: Random, space: number): Promise<Flipped | undefined>;
}

const ALL = { from: Uint8Array.of(0), until: Uint8Array.of(255) };

/** What a store promises less than it should. A planted bug. */
export interface WeakStore {
  /** Says that it is written when it is only in memory. */
  readonly neverSyncs?: boolean;
  /** Says that it is written, and writes when the next batch comes. */
  readonly writesLater?: boolean;
  /** Writes a batch in two halves. */
  readonly writesInHalves?: boolean;
}

interface State {
  readonly weak: WeakStore;
  /** What outlives a power cut. */
  readonly durable: Store;
  /** What a computer reads: what it has written, on the disk or not. */
  seen: Store;
  pending: (readonly StoreChange[])[];
  lost: (readonly StoreChange[])[];
  late: readonly StoreChange[] | undefined;
  fates: Fate[];
  /** Power cuts so far. */
  cuts: number;
  isOn: boolean;
}

/** Makes an empty disk. */
export function createDisk(weak: WeakStore = {}): Disk {
  const state: State = {
    weak,
    durable: createMemoryStore(),
    seen: createMemoryStore(),
    pending: [],
    lost: [],
    late: undefined,
    fates: [],
    cuts: 0,
    isOn: true,
  };
  return {
    open: () => openStore(state),
    expect(fates) {
      state.fates = [...fates];
    },
    cut: () => cutPower(state),
    isCut: () => !state.isOn,
    unsynced: () => state.pending.length,
    lost: () => state.lost.length,
    async restore() {
      for (const changes of state.lost) await state.durable.write(changes);
      state.lost = [];
    },
    flip: (random, space) => flipBit(state.durable, random, space),
  };
}

async function openStore(state: State): Promise<Store> {
  if (!state.isOn) state.seen = await copyOf(state.durable);
  state.isOn = true;
  const { cuts } = state;
  const assertOn = (): void => {
    if (cuts !== state.cuts) fail("gone");
  };
  return {
    async get(key) {
      assertOn();
      return state.seen.get(key);
    },
    async write(changes) {
      assertOn();
      await (state.weak.writesLater ? writeLater(state, changes) : writeNow(state, changes));
    },
    entries(range) {
      assertOn();
      return state.seen.entries(range);
    },
    batches(range) {
      assertOn();
      return state.seen.batches(range);
    },
    snapshot() {
      assertOn();
      return state.seen.snapshot();
    },
    async close() {},
  };
}

async function writeNow(state: State, changes: readonly StoreChange[]): Promise<void> {
  const { weak, durable } = state;
  const fate = state.fates.shift() ?? "written";
  if (fate === "full") fail("ENOSPC");
  if (fate === "cut-before") {
    if (weak.writesInHalves) await durable.write(changes.slice(0, changes.length >> 1));
    await cutPower(state);
    fail("gone");
  }
  await state.seen.write(changes);
  state.pending.push(changes);
  if (fate === "lied") return;
  if (!weak.neverSyncs) await sync(state);
  if (fate === "cut-after") {
    await cutPower(state);
    fail("gone");
  }
  if (fate === "failed-late") fail("EIO");
}

async function writeLater(state: State, changes: readonly StoreChange[]): Promise<void> {
  if (state.late !== undefined) await writeNow(state, state.late);
  state.late = changes;
  await state.seen.write(changes);
}

async function sync(state: State): Promise<void> {
  for (const changes of state.pending) await state.durable.write(changes);
  state.pending = [];
}

async function cutPower(state: State): Promise<void> {
  state.cuts += 1;
  state.isOn = false;
  state.lost = state.pending;
  state.pending = [];
  state.late = undefined;
}

function fail(code: string): never {
  throw Object.assign(new Error(`the disk: ${code}`), { code });
}

async function flipBit(
  durable: Store,
  random: Random,
  space: number,
): Promise<Flipped | undefined> {
  const range = { from: Uint8Array.of(space), until: Uint8Array.of(space + 1) };
  const entries: StoreEntry[] = [];
  for await (const entry of durable.entries(range)) {
    if (entry.value.length > 0) entries.push(entry);
  }
  if (entries.length === 0) return undefined;
  const { key, value } = random.pick(entries);
  const bad = value.slice();
  const at = random.below(bad.length);
  bad[at] = (bad[at] as number) ^ (1 << random.below(8));
  await durable.write([{ key, value: bad }]);
  return { key, undo: () => durable.write([{ key, value }]) };
}

async function copyOf(store: Store): Promise<Store> {
  const copy = createMemoryStore();
  const changes: StoreChange[] = [];
  for await (const entry of store.entries(ALL)) changes.push(entry);
  await copy.write(changes);
  return copy;
}
