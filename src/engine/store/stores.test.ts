import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openLevelStore } from "./level-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import { testStore } from "./store.contract.ts";

testStore("memory store", async () => {
  const store = createMemoryStore();
  return { store, end: () => store.close() };
});

testStore("level store", async () => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-store-"));
  const store = await openLevelStore(folder);
  return {
    store,
    async end() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

test("level store: what was written is there after closing and opening", async () => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-store-"));
  const store = await openLevelStore(folder);
  await store.write([{ key: Uint8Array.of(1), value: Uint8Array.of(2) }]);
  await store.close();
  const again = await openLevelStore(folder);
  assert.deepEqual(await again.get(Uint8Array.of(1)), Uint8Array.of(2));
  await assert.rejects(openLevelStore(folder), /the store does not open/);
  await again.close();
  await rm(folder, { recursive: true });
});
