/**
 * Goal: a device says what it was told last only where no node answers, and signs no more than is left of it.
 * Method: a store in memory and one of files, which hold to the same; a node that answers, refuses, is away.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileViewStore } from "#cli/kept-views.js";
import type { Reading } from "#client/client.js";
import { createClient } from "#client/client.js";
import { FolkmootError } from "#client/error.js";
import { seedSigner } from "#client/keys/seed-signer.js";
import type { Entry, Stage } from "#client/outbox/entry.js";
import { seal } from "#client/outbox/seal.js";
import { lessWaiting } from "#client/outbox/waiting-payments.js";
import { memoryViewStore, readOrKept, type ViewStore } from "#client/reading/kept-views.js";
import type { PersonId } from "#protocol/kernel/ids.js";

const root = mkdtempSync(join(tmpdir(), "folkmoot-kept-"));
after(() => rmSync(root, { recursive: true, force: true }));

const path = "/views/money/wallet?account=1";
const readingOf = (value: unknown): Reading<unknown> => ({
  asOf: { height: 1, time: 1, now: 1 },
  value,
});
const clockAt = (now: number) => ({ now: () => now });
const away = async () => {
  throw new FolkmootError("client/unreachable", "No node answers.", "Wait.");
};

const STORES: { readonly [name: string]: () => ViewStore } = {
  memory: memoryViewStore,
  files: () => fileViewStore(mkdtempSync(join(root, "views-"))),
};

for (const [name, open] of Object.entries(STORES)) {
  test(`${name}: while no node answers it is said what it said last, and when`, async () => {
    const store = open();
    const first = { store, clock: clockAt(5) };
    await assert.rejects(readOrKept(first, path, away), { code: "client/unreachable" });
    for (const value of [{ micro: 1 }, { micro: 2 }]) {
      assert.deepEqual(await readOrKept(first, path, async () => readingOf(value)), {
        reading: readingOf(value),
      });
    }
    const later = { store, clock: clockAt(9) };
    assert.deepEqual(await readOrKept(later, path, away), {
      reading: readingOf({ micro: 2 }),
      keptAt: 5,
    });
    await assert.rejects(readOrKept(later, `${path}0`, away), { code: "client/unreachable" });
  });

  test(`${name}: a node that refuses, or knows nothing of it, is heard`, async () => {
    const store = open();
    const deps = { store, clock: clockAt(5) };
    await readOrKept(deps, path, async () => readingOf(1));
    const refuses = async () => {
      throw new FolkmootError("node/sign-in", "This is for members.", "Sign in.");
    };
    await assert.rejects(readOrKept(deps, path, refuses), { code: "node/sign-in" });
    assert.deepEqual(await readOrKept(deps, path, async () => undefined), { reading: undefined });
  });
}

test("a file that is damaged, or of another address, is no answer", async () => {
  const folder = mkdtempSync(join(root, "damaged-"));
  const store = fileViewStore(folder);
  await store.keep({ path, at: 1, reading: readingOf(1) });
  const [name = ""] = readdirSync(folder);
  const damages = [
    "",
    "null",
    "{}",
    "[",
    JSON.stringify({ path: "/views/other", at: 1, reading: readingOf(1) }),
    JSON.stringify({ path, at: "1", reading: readingOf(1) }),
    JSON.stringify({ path, at: 1, reading: {} }),
    JSON.stringify({ path, at: 1, reading: null }),
  ];
  for (const damage of damages) {
    writeFileSync(join(folder, name), damage);
    assert.equal(await store.read(path), undefined, damage);
  }
});

test("a folder keeps the newest answers alone", async () => {
  const folder = mkdtempSync(join(root, "many-"));
  const store = fileViewStore(folder);
  for (let at = 0; at < 230; at += 1)
    await store.keep({ path: `${path}${at}`, at, reading: readingOf(at) });
  assert.equal(readdirSync(folder).length, 200);
  assert.ok((await store.read(`${path}229`)) !== undefined);
});

test("what one signer has waiting is taken off, in each money, and nothing else", async () => {
  const client = createClient({
    transport: { ask: away, follow: () => () => undefined },
    signer: seedSigner(new Uint8Array(32).fill(5)),
    memory: {
      recall: () => ({ community: "ab".repeat(32), person: 7 as PersonId, device: 0, nonce: 1 }),
      note: () => undefined,
    },
    now: () => 1_000_000,
    seen: async () => ({ height: 9, root: new Uint8Array(32) }),
  });
  const entryOf = async (micro: number, about: Partial<Entry> = {}): Promise<Entry> => {
    const parts = [{ currency: 1, micro }];
    const sealed = await seal(client, "money/pay", { to: 3, parts, note: "00".repeat(32) });
    const stage: Stage = "device";
    const entry = { ...sealed, key: sealed.id, community: "", signer: "me", at: 1, stage };
    return { ...entry, type: "money/pay", ...about };
  };
  const entries = [
    await entryOf(30),
    await entryOf(4, { stage: "node" }),
    await entryOf(100, { signer: "another" }),
    await entryOf(100, { stage: "refused" }),
    await entryOf(100, { type: "money/offer" }),
    { ...(await entryOf(100)), wire: "no wire" },
  ];
  const parts = [
    { currency: 1, micro: 50 },
    { currency: 2, micro: 20 },
  ];
  assert.deepEqual(lessWaiting(parts, "me", entries), [
    { currency: 1, micro: 16 },
    { currency: 2, micro: 20 },
  ]);
  assert.deepEqual(lessWaiting(parts, "me", [await entryOf(60)])[0], { currency: 1, micro: 0 });
});
