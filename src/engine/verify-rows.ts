import { createHash, type Hash } from "node:crypto";
import { compareBytes, equalBytes, toHex } from "../protocol/kernel/bytes.ts";
import type { Tree } from "../protocol/kernel/tree/tree.ts";
import type { Proposal } from "../protocol/ledger.ts";
import { messageOf } from "./engine-fault.ts";
import { blockIndexes } from "./records.ts";
import { endOfSpace, SPACE, type Space } from "./store/keys.ts";
import type { Store, StoreEntry } from "./store/store.ts";

/** Compares the stored rows with the tree's newest version; says what differs first, or nothing. */
export async function rowsProblem(store: Store, tree: Tree): Promise<string | undefined> {
  const rows = tree.range(tree.newest(), new Uint8Array(32), undefined);
  let expected = rows.next();
  try {
    for await (const batch of store.batches(whole(SPACE.row))) {
      for (const { key, value } of batch) {
        const own = key.subarray(1);
        const next = expected.value;
        if (expected.done === true || next === undefined) return `a stored row is not of the state`;
        if (compareBytes(next.key, own) !== 0)
          return `the stored row ${toHex(own)} is not of the state`;
        if (!equalBytes(next.row, value))
          return `the stored row ${toHex(own)} differs from the state`;
        expected = rows.next();
      }
    }
  } catch (error) {
    return `the stored rows cannot be read: ${messageOf(error)}`;
  }
  return expected.done === true ? undefined : "a row of the state is not stored";
}

/** What the indexes beside history must hold, in a size that does not grow with it. */
export interface ExpectedIndexes {
  add(height: number, proposal: Pick<Proposal, "receipts" | "dueEvents">): void;
  /** Number of entries, and a sum over them that does not depend on their order. */
  readonly sums: ReadonlyMap<Space, EntrySum>;
}

interface EntrySum {
  count: number;
  /** Exclusive or of the entries' hashes: enough against damage, which is what is looked for. */
  readonly mixed: Uint8Array;
}

const INDEXES: readonly Space[] = [SPACE.action, SPACE.event, SPACE.eventOf];

/** Starts with empty indexes. */
export function expectedIndexes(): ExpectedIndexes {
  const sums = emptySums();
  return {
    sums,
    add(height, { receipts, dueEvents }) {
      for (const { key, value } of blockIndexes(height, dueEvents, receipts)) {
        mix(sums, key, value ?? new Uint8Array(0));
      }
    },
  };
}

/** Compares the stored indexes with what they must hold. */
export async function indexProblem(
  store: Store,
  { sums }: ExpectedIndexes,
): Promise<{ readonly block: number | undefined; readonly reason: string } | undefined> {
  const found = emptySums();
  for (const space of INDEXES) {
    try {
      for await (const entry of store.entries(whole(space))) mixEntry(found, entry);
    } catch (error) {
      return { block: undefined, reason: `an index cannot be read: ${messageOf(error)}` };
    }
    const expected = sums.get(space);
    const own = found.get(space);
    if (expected === undefined || own === undefined) continue;
    if (expected.count !== own.count || !equalBytes(expected.mixed, own.mixed)) {
      const reason = "the index of actions and events does not fit the blocks";
      return { block: undefined, reason };
    }
  }
  return undefined;
}

function emptySums(): Map<Space, EntrySum> {
  return new Map(INDEXES.map((space) => [space, { count: 0, mixed: new Uint8Array(32) }]));
}

function mixEntry(sums: Map<Space, EntrySum>, { key, value }: StoreEntry): void {
  mix(sums, key, value);
}

function mix(sums: ReadonlyMap<Space, EntrySum>, key: Uint8Array, value: Uint8Array): void {
  const sum = sums.get(key[0] as Space);
  if (sum === undefined) return;
  const hash: Hash = createHash("sha256").update(Uint8Array.of(key.length)).update(key);
  const digest = hash.update(value).digest();
  sum.count += 1;
  for (let at = 0; at < 32; at += 1) {
    sum.mixed[at] = (sum.mixed[at] as number) ^ (digest[at] as number);
  }
}

function whole(space: Space) {
  return { from: Uint8Array.of(space), until: endOfSpace(space) };
}
