// Goal: a history that begins with a state that was taken over verifies from there on, and whatever
// of its beginning is changed is found.
// Method: a chain of one machine of which a store keeps only the end, then one change after another.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { LightBlock } from "../protocol/chain/index.ts";
import { createTree } from "../protocol/kernel/tree/tree.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import { BEGINNING_KEY, encodeBeginning, readBeginning } from "./beginning.ts";
import { checkpointFile } from "./embedded/checkpoint-file.ts";
import { acknowledged } from "./engine.contract.ts";
import { importHistory } from "./import-history.ts";
import { nativeHasher } from "./native-hasher.ts";
import { endOfSpace, heightKey, readNumber, SPACE } from "./store/keys.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import type { Store, StoreEntry } from "./store/store.ts";
import { createTestEngine } from "./testing/test-engine.ts";
import { verifyHistory } from "./verify-history.ts";

const testEngine = createTestEngine();
const engine = await testEngine.start();
for (const person of [1, 2, 3, 1, 2, 3]) {
  acknowledged(await engine.submit(testEngine.addDevice(engine, person)));
  await engine.tick();
}
const BELOW = 5;
const light = (await engine.lightBlock(BELOW)) as LightBlock;
const above = (await engine.lightBlock(BELOW + 1)) as LightBlock;
const other = (await engine.lightBlock(BELOW - 1)) as LightBlock;
const last = engine.head().height;
const root = above.signedHeader.header.appHash;
const folder = await mkdtemp(join(tmpdir(), "folkmoot-beginning-"));
const path = join(folder, "beginning");
await keepState();
after(async () => {
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

async function entriesOf(store: Store, from: number, until: number): Promise<StoreEntry[]> {
  const found: StoreEntry[] = [];
  const range = { from: Uint8Array.of(from), until: Uint8Array.of(until) };
  for await (const entry of store.entries(range)) found.push(entry);
  return found;
}

/** Writes the state after the last block that is not kept, as taking it over does. */
async function keepState(): Promise<void> {
  const store = createMemoryStore();
  const fetch = async (height: number) => {
    const kept = await engine.block(height);
    assert.ok(kept !== undefined);
    return kept;
  };
  const deps = { law: folkmootLaw, founding: testEngine.founding, hasher: nativeHasher };
  await importHistory({ ...deps, store, until: BELOW, fetch });
  const tree = createTree(nativeHasher);
  const load = tree.load();
  for (const { key, value } of await entriesOf(store, SPACE.row, SPACE.row + 1)) {
    assert.ok(load.add(key.slice(1), value));
  }
  const version = load.finish();
  assert.deepEqual(tree.root(version), root);
  tree.commit(version);
  await checkpointFile(path).write(tree, version, BELOW);
}

/** The height that a kept entry belongs to; nothing for rows and what is said once. */
function heightOf({ key, value }: StoreEntry): number | undefined {
  const space = key[0];
  if (space === SPACE.action) return readNumber(value, 0, 8);
  if (space === SPACE.eventOf) return readNumber(key, 5, 8);
  const isOfBlock = [SPACE.block, SPACE.commit, SPACE.outcome, SPACE.event].some(
    (each) => each === space,
  );
  return isOfBlock ? readNumber(key, 1, 8) : undefined;
}

/** A store that has only the end of the chain, and where it begins. */
async function cutStore(): Promise<Store> {
  const store = createMemoryStore();
  const all = await entriesOf(testEngine.store, 0, 255);
  await store.write(all.filter((entry) => (heightOf(entry) ?? last) > BELOW));
  await store.write([{ key: BEGINNING_KEY, value: encodeBeginning({ root, light }) }]);
  return store;
}

const verify = (store: Store, file = path) =>
  verifyHistory({
    law: folkmootLaw,
    founding: testEngine.founding,
    store,
    hasher: nativeHasher,
    beginning: checkpointFile(file),
  });

test("the end of a chain verifies from where it begins", async () => {
  const store = await cutStore();
  assert.deepEqual(await readBeginning(store, nativeHasher), { height: BELOW, root, light });
  const verdict = await verify(store);
  assert.ok(verdict.ok, verdict.ok ? "" : verdict.reason);
  assert.deepEqual([verdict.first, verdict.height], [BELOW + 1, last]);
});

test("the state that it begins with must be there, and be the one", async () => {
  const store = await cutStore();
  const missing = await verify(store, join(folder, "none"));
  assert.ok(!missing.ok);
  assert.match(missing.reason, /the state after block 5, with which history begins here/);
  const bytes = await readFile(path);
  for (const at of [9, 20, 60, bytes.length >> 1, bytes.length - 1]) {
    const wrong = join(folder, `wrong-${at}`);
    await writeFile(
      wrong,
      bytes.map((byte, place) => (place === at ? byte ^ 1 : byte)),
    );
    const verdict = await verify(store, wrong);
    assert.ok(!verdict.ok, `byte ${at}`);
  }
});

test("the header that it begins with must be the signed one, and lead to the next", async () => {
  const { header, commit } = light.signedHeader;
  const [signature] = commit.signatures;
  assert.ok(signature !== undefined);
  const signedWith = (fields: object) => ({
    ...light,
    signedHeader: { ...light.signedHeader, ...fields },
  });
  const forged = signature.signature.map((byte, at) => (at === 0 ? byte ^ 1 : byte));
  const lies: readonly (readonly [string, { root: Uint8Array; light: LightBlock }])[] = [
    ["another root", { root: new Uint8Array(32), light }],
    [
      "a later time",
      { root, light: signedWith({ header: { ...header, time: header.time + 1n } }) },
    ],
    [
      "a wrong signature",
      {
        root,
        light: signedWith({
          commit: { ...commit, signatures: [{ ...signature, signature: forged }] },
        }),
      },
    ],
    ["another block", { root, light: other }],
  ];
  for (const [name, lie] of lies) {
    const store = await cutStore();
    await store.write([{ key: BEGINNING_KEY, value: encodeBeginning(lie) }]);
    const verdict = await verify(store);
    assert.ok(!verdict.ok, name);
  }
  const store = await cutStore();
  await store.write([{ key: BEGINNING_KEY, value: new Uint8Array(40) }]);
  const verdict = await verify(store);
  assert.ok(!verdict.ok && /where this node's history begins cannot be read/.test(verdict.reason));
});

test("a block, a row or a commit that is missing or another is found as ever", async () => {
  const rows = await entriesOf(testEngine.store, SPACE.row, endOfSpace(SPACE.row)[0] as number);
  const commit = (await engine.block(BELOW - 1))?.commit;
  const changes: readonly (readonly [Uint8Array, Uint8Array | undefined])[] = [
    [heightKey(SPACE.block, BELOW + 1), undefined],
    [heightKey(SPACE.outcome, BELOW + 1), undefined],
    [heightKey(SPACE.commit, last), undefined],
    [heightKey(SPACE.commit, BELOW), commit],
    [rows[0]?.key ?? new Uint8Array(1), undefined],
  ];
  for (const [key, value] of changes) {
    const store = await cutStore();
    await store.write([{ key, value }]);
    assert.ok(!(await verify(store)).ok, `${key}`);
  }
});
