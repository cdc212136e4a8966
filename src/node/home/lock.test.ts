// Goal: two processes never hold one home, and nothing that is gone keeps it shut.
// Method: holders in other processes that are killed, left unburied, frozen, or only written down.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createNode } from "../node.ts";
import { foundTestNode } from "../testing/test-node.ts";
import { verifyHome } from "../verify/verify-home.ts";
import { lockHolder, takeLock } from "./lock.ts";

const root = await mkdtemp(join(tmpdir(), "folkmoot-lock-"));
after(() => rm(root, { recursive: true, force: true }));
const newPlace = async (): Promise<string> => {
  return join(await mkdtemp(join(root, "home-")), "lock");
};

const HOLD = `
  const { takeLock } = await import(process.argv[1]);
  await takeLock(process.argv[2]);
  console.log(process.pid);
  setInterval(() => {}, 1000);
`;
const MODULE = new URL("./lock.js", import.meta.url).href;

/** Holds a lock in a process of its own; with words before it, that process is another's child. */
async function heldElsewhere(
  path: string,
  before = "",
): Promise<{ child: ChildProcess; pid: number }> {
  const words = [process.execPath, "--input-type=module", "-e", HOLD, "--", MODULE, path];
  const child =
    before === ""
      ? spawn(words[0] as string, words.slice(1), { stdio: ["ignore", "pipe", "inherit"] })
      : spawn("sh", ["-c", before, "sh", ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  return { child, pid: Number(String(said)) };
}

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

test("another process that holds a home is respected and named, also while it is frozen", async () => {
  const path = await newPlace();
  const { child, pid } = await heldElsewhere(path);
  for (const signal of ["SIGCONT", "SIGSTOP"] as const) {
    child.kill(signal);
    await assert.rejects(takeLock(path), {
      code: "locked",
      message: new RegExp(`process ${pid} `),
    });
    assert.equal((await lockHolder(path))?.pid, pid);
  }
  child.kill("SIGKILL");
  await once(child, "close");
  assert.equal(await lockHolder(path), undefined);
  await (await takeLock(path)).release();
});

test("a holder that was killed and that nobody has buried keeps nothing shut", {
  skip: process.platform !== "linux",
}, async (t) => {
  const path = await newPlace();
  // The shell becomes a program that never asks after its child.
  const { child, pid } = await heldElsewhere(path, '"$@" & exec sleep 600');
  t.after(() => child.kill("SIGKILL"));
  process.kill(pid, "SIGKILL");
  const state = async () => /\) (\w)/.exec(await readFile(`/proc/${pid}/stat`, "utf8"))?.[1];
  // Its first thread may be gone before the others, which still hold what it had open.
  const threads = async () => (await readdir(`/proc/${pid}/task`)).length;
  while ((await state()) !== "Z" || (await threads()) > 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.equal(await lockHolder(path), undefined);
  await (await takeLock(path)).release();
  assert.equal(await state(), "Z");
});

const note = { pid: process.pid, host: hostname(), since: "then", mark: "MANIFEST-000002" };
for (const [what, content] of [
  ["a number that another process has now", JSON.stringify(note)],
  ["another host, as a container made again has", JSON.stringify({ ...note, host: "elsewhere" })],
  ["an older version", JSON.stringify({ pid: process.pid, host: "elsewhere", started: "1" })],
  ["nobody, being damaged", "{"],
] as const) {
  test(`a note of ${what} locks nothing`, async () => {
    const path = await newPlace();
    await writeFile(path, content);
    assert.equal(await lockHolder(path), undefined);
    const lock = await takeLock(path);
    assert.equal((await lockHolder(path))?.pid, process.pid);
    assert.equal((await lockHolder(path))?.host, hostname());
    await lock.release();
    assert.equal(await lockHolder(path), undefined);
  });
}

test("a process that looks at its own lock, or is refused it, does not give it up", async () => {
  const path = await newPlace();
  const lock = await takeLock(path);
  await lockHolder(path);
  await assert.rejects(takeLock(path), { code: "locked" });
  const other = spawn(process.execPath, ["--input-type=module", "-e", HOLD, "--", MODULE, path]);
  const [code] = (await once(other, "close")) as [number];
  assert.equal(code, 1);
  await lock.release();
});

test("what a power cut has torn of the lock is made new", async () => {
  for (const [torn, content] of [
    ["CURRENT", "MANIF"],
    ["CURRENT", "MANIFEST-000099\n"],
    ["MANIFEST", ""],
  ] as const) {
    const path = await newPlace();
    await (await takeLock(path)).release();
    const folder = `${path}.held`;
    const name = (await readdir(folder)).find((each) => each.startsWith(torn)) ?? torn;
    await writeFile(join(folder, name), content);
    const lock = await takeLock(path);
    assert.equal((await lockHolder(path))?.pid, process.pid);
    await lock.release();
  }
});
