import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createNode } from "../node.ts";
import { foundTestNode } from "../testing/test-node.ts";
import { verifyHome } from "../verify/verify-home.ts";
import { lockHolder, takeLock } from "./lock.ts";

test("a second start refuses and says who holds the home", async () => {
  const testNode = await foundTestNode(1);
  const { url } = await testNode.start();
  await assert.rejects(createNode({ home: testNode.home }), (error: Error & { code?: string }) => {
    assert.equal(error.code, "locked");
    assert.ok(error.message.includes(String(process.pid)) && error.message.includes(url));
    return true;
  });
  await assert.rejects(verifyHome(testNode.home), /in use by process/);
  const holder = await lockHolder(join(testNode.home, "lock"));
  assert.equal(holder?.url, url);
  await testNode.node().stop();
  assert.equal(await lockHolder(join(testNode.home, "lock")), undefined);
  await testNode.start();
  await testNode.end();
});

const gone = { pid: 999_999_999, host: hostname(), started: "1", since: "then" };
const reused = { pid: process.pid, host: hostname(), started: "1", since: "then" };
for (const [what, content, isTaken] of [
  ["a process that is gone", JSON.stringify(gone), true],
  [
    "a process whose number another one has now",
    JSON.stringify(reused),
    process.platform === "linux",
  ],
  ["nobody, being damaged", "{", true],
  ["a process on another machine", JSON.stringify({ ...gone, host: "elsewhere" }), false],
] as const) {
  test(`a lock of ${what} is ${isTaken ? "taken over" : "respected"}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "folkmoot-lock-"));
    const path = join(folder, "lock");
    await writeFile(path, content);
    if (isTaken) {
      const lock = await takeLock(path);
      assert.equal(JSON.parse(await readFile(path, "utf8")).pid, process.pid);
      await lock.release();
      assert.equal(await lockHolder(path), undefined);
    } else await assert.rejects(takeLock(path), /in use by process/);
    await rm(folder, { recursive: true });
  });
}
