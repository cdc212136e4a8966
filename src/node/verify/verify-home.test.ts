import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { heightKey, rowKey, SPACE, type Space } from "../../engine/store/keys.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";
import { verifyHome } from "./verify-home.ts";

/** A town with some history whose node has stopped. */
async function livedIn(): Promise<TestNode> {
  const testNode = await foundTestNode(3);
  await testNode.start();
  for (const name of ["a", "b", "c", "d"]) {
    assert.equal((await testNode.post(testNode.addDevice(1, name))).status, 200);
  }
  await testNode.node().stop();
  return testNode;
}

/** Flips one bit of a stored value. */
async function flip(testNode: TestNode, key: Uint8Array, at: number): Promise<() => Promise<void>> {
  const store = await openLevelStore(join(testNode.home, "store"));
  const right = (await store.get(key)) as Uint8Array;
  const value = right.slice();
  value[at % value.length] = (value[at % value.length] ?? 0) ^ 1;
  await store.write([{ key, value }]);
  await store.close();
  return async () => {
    const again = await openLevelStore(join(testNode.home, "store"));
    await again.write([{ key, value: right }]);
    await again.close();
  };
}

test("an untouched home is right, and its verdict tells height and root", async () => {
  const testNode = await livedIn();
  const { height, root } = testNode.node().engine.head();
  const verdict = await verifyHome(testNode.home);
  assert.deepEqual(verdict, {
    ok: true,
    first: 1,
    height,
    appHash: Buffer.from(root).toString("hex"),
  });
  await testNode.end();
});

test("one flipped bit in any block, commit or outcome is found and the block is named", async () => {
  const testNode = await livedIn();
  const { height } = testNode.node().engine.head();
  const spaces: (Space & (0x10 | 0x11 | 0x12))[] = [SPACE.block, SPACE.commit, SPACE.outcome];
  for (let block = 1; block <= height; block += 1) {
    for (const space of spaces) {
      const mend = await flip(testNode, heightKey(space, block), block * 31 + space);
      const verdict = await verifyHome(testNode.home);
      assert.ok(!verdict.ok, `block ${block}, space ${space}`);
      assert.equal(verdict.block, block, verdict.reason);
      assert.match(verdict.reason, new RegExp(`^block ${block}: `));
      await mend();
    }
  }
  assert.ok((await verifyHome(testNode.home)).ok);
  await testNode.end();
});

test("a row, an index or a text that was changed is found", async () => {
  const testNode = await livedIn();
  const store = await openLevelStore(join(testNode.home, "store"));
  const keys: Uint8Array[] = [];
  for (const space of [SPACE.row, SPACE.action]) {
    const range = { from: Uint8Array.of(space), until: Uint8Array.of(space + 1), limit: 1 };
    for await (const { key } of store.entries(range)) keys.push(key.slice());
  }
  await store.close();
  for (const key of keys) {
    const mend = await flip(testNode, key, 3);
    assert.ok(!(await verifyHome(testNode.home)).ok);
    await mend();
  }
  assert.ok((await verifyHome(testNode.home)).ok);
  await testNode.end();
});

test("a block that is gone is named, and so is a lost end", async () => {
  const testNode = await livedIn();
  const { height } = testNode.node().engine.head();
  const store = await openLevelStore(join(testNode.home, "store"));
  await store.write([{ key: heightKey(SPACE.block, 3), value: undefined }]);
  await store.close();
  const verdict = await verifyHome(testNode.home);
  assert.deepEqual(verdict, { ok: false, block: 3, reason: "block 3: it is missing" });
  const head = join(testNode.home, "head");
  const line = await readFile(head, "latin1");
  await writeFile(head, line.replace(/^[0-9]{16}/, String(height + 5).padStart(16, "0")));
  await assert.rejects(testNode.start(), /was acknowledged/);
  await testNode.end();
});

test("an invented row is found", async () => {
  const testNode = await livedIn();
  const store = await openLevelStore(join(testNode.home, "store"));
  await store.write([{ key: rowKey(new Uint8Array(32).fill(7)), value: Uint8Array.of(1) }]);
  await store.close();
  const verdict = await verifyHome(testNode.home);
  assert.ok(!verdict.ok);
  assert.match(verdict.reason, /not of the state/);
  await testNode.end();
});
