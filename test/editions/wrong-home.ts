import { readFileSync, writeFileSync } from "node:fs";
import { makeBlock } from "#engine/embedded/block-maker.js";
import { openFileMarker } from "#engine/embedded/head-marker.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { decodeHead, decodeOutcome, encodeHead } from "#engine/records.js";
import { heightKey, metaKey, SPACE } from "#engine/store/keys.js";
import { openLevelStore } from "#engine/store/level-store.js";
import type { Store, StoreEntry } from "#engine/store/store.js";
import { homeLayout, readValidatorKey } from "#node/index.js";
import { decodeBlock, encodeCommit, equalValidatorSet, NO_COMMIT } from "#protocol/chain/index.js";
import { equalBytes, present } from "#protocol/index.js";

/** Works on the store of a home whose node does not run. */
export async function inStore<V>(home: string, work: (store: Store) => Promise<V>): Promise<V> {
  const store = await openLevelStore(homeLayout(home).store);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Everything that a store holds, in order. */
export function allOf(home: string): Promise<StoreEntry[]> {
  return inStore(home, async (store) => {
    const found: StoreEntry[] = [];
    const range = { from: new Uint8Array(0), until: new Uint8Array(64).fill(255) };
    for await (const { key, value } of store.entries(range)) {
      found.push({ key: key.slice(), value: value.slice() });
    }
    return found;
  });
}

/** Flips one bit in the middle of a stored value. */
export function flip(home: string, key: Uint8Array): Promise<void> {
  return inStore(home, async (store) => {
    const value = present(await store.get(key), "it is stored").slice();
    const at = value.length >> 1;
    value[at] = (value[at] ?? 0) ^ 1;
    await store.write([{ key, value }]);
  });
}

/** Changes one field of a home's founding document. */
export function changeFounding(home: string, change: object): void {
  const { founding } = homeLayout(home);
  const document = JSON.parse(readFileSync(founding, "utf8"));
  writeFileSync(founding, JSON.stringify({ ...document, ...change }));
}

/** Which edition the header of a block is to name. */
export type NamedEdition = (height: number, right: number) => number;

/**
 * Makes the blocks from a height on again, each signed by the home's own machine, with other editions in their
 * headers; everything else is as it was.
 */
export async function signAgain(home: string, from: number, named: NamedEdition): Promise<void> {
  const layout = homeLayout(home);
  const signer = await readValidatorKey(layout);
  const validators = equalValidatorSet(nativeHasher, [signer.publicKey]);
  if (!validators.ok) throw new Error(validators.reason);
  const head = await inStore(home, async (store) => {
    const newest = present(decodeHead(present(await store.get(metaKey("head")), "a head")), "it");
    let last = { id: await idBefore(store, from), commit: await commitBefore(store, from) };
    let hash = newest.hash;
    for (let height = from; height <= newest.height; height += 1) {
      const { header, txs } = await blockAt(store, height);
      const deps = {
        chainId: header.chainId,
        hasher: nativeHasher,
        validators: validators.value,
      };
      const before = { ...last, root: header.appHash, codes: await codesBefore(store, height) };
      const edition = named(height, Number(header.version.app));
      const time = Number(header.time / 1_000_000n);
      const made = makeBlock(deps, signer, before, { height, time, actions: txs, edition });
      await store.write([
        { key: heightKey(SPACE.block, height), value: made.bytes },
        { key: heightKey(SPACE.commit, height), value: encodeCommit(made.commit) },
      ]);
      last = { id: made.id, commit: made.commit };
      hash = made.id.hash;
    }
    const again = { ...newest, hash };
    await store.write([{ key: metaKey("head"), value: encodeHead(again) }]);
    return again;
  });
  const marker = await openFileMarker(layout.head);
  await marker.write(head);
  await marker.close();
}

async function blockAt(store: Store, height: number) {
  const bytes = present(await store.get(heightKey(SPACE.block, height)), "the block is kept");
  const block = decodeBlock(bytes);
  if (!block.ok) throw new Error(block.reason);
  return block.value;
}

async function idBefore(store: Store, height: number) {
  return (await blockAt(store, height)).header.lastBlockId;
}

async function commitBefore(store: Store, height: number) {
  return height === 1 ? NO_COMMIT : (await blockAt(store, height)).lastCommit;
}

async function codesBefore(store: Store, height: number): Promise<readonly number[]> {
  if (height === 1) return [];
  const bytes = present(await store.get(heightKey(SPACE.outcome, height - 1)), "an outcome");
  return present(decodeOutcome(bytes), "it reads").receipts.map(({ code }) => code);
}

/** Tells whether two stores hold the same. */
export function areAlike(one: readonly StoreEntry[], other: readonly StoreEntry[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ key, value }, at) => {
      const same = present(other[at], "as many");
      return equalBytes(key, same.key) && equalBytes(value, same.value);
    })
  );
}
