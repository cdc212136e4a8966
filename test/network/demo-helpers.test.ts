/**
 * Goal: a newcomer sees by one command and some buttons what several machines are good for: the
 * demonstration goes on without one, stands still without two, and goes on by itself when they are back.
 * Method: `folkmoot demo --helpers 4` as a person runs it, and the buttons' addresses.
 */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { testBinary } from "#engine/testing/comet-binary.js";
import { homeLayout, lockHolder, readLocalToken } from "#node/index.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { shorten } from "./local-network.ts";

const { missing } = testBinary();
const root = mkdtempSync(join(tmpdir(), "folkmoot-helpers-"));
const home = join(root, "demo");
const { call, run } = commandLine(root);
const PATIENCE = 120_000;
let demo: { child: ChildProcess; url: string } | undefined;

after(async () => {
  if (demo !== undefined && demo.child.exitCode === null && demo.child.signalCode === null) {
    demo.child.kill("SIGTERM");
    await once(demo.child, "close");
  }
  rmSync(root, { recursive: true, force: true });
});

interface Helper {
  readonly helper: number;
  readonly state: string;
  readonly isHere: boolean;
  readonly url: string;
}

interface Network {
  readonly height: number;
  readonly quorum: number;
  readonly validators: readonly { readonly hasSigned: boolean }[];
}

/** What shows that this test may read the demonstration's home. */
async function asLocal(): Promise<{ readonly authorization: string }> {
  const token = await readLocalToken(homeLayout(home).localToken);
  return { authorization: `Bearer ${token}` };
}

async function api<V>(path: string, method = "GET"): Promise<{ status: number; json: V }> {
  const headers = await asLocal();
  const answer = await fetch(`${demo?.url}/api/v1${path}`, { method, headers });
  return { status: answer.status, json: (await answer.json()) as V };
}

const network = async (): Promise<Network> => (await api<Network>("/network")).json;
const helpers = async (): Promise<readonly Helper[]> =>
  (await api<{ helpers: readonly Helper[] }>("/demo/helpers")).json.helpers;
const statesOf = async (): Promise<string> => (await helpers()).map(({ state }) => state).join(" ");

/** How many actions wait for a block on the node that serves the page. */
async function waiting(): Promise<number> {
  const metrics = await (await fetch(`${demo?.url}/metrics`, { headers: await asLocal() })).text();
  return Number(/^folkmoot_[a-z_]*waiting[a-z_]* ([0-9]+)/m.exec(metrics)?.[1] ?? "0");
}

async function press(helper: number, order: string): Promise<void> {
  const { status, json } = await api(`/demo/helpers/${helper}/${order}`, "POST");
  assert.equal(status, 200, JSON.stringify(json));
}

/** Waits until something is so. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > end) {
      const seen = await Promise.all([network(), statesOf()]).catch(String);
      throw new Error(`${what}: ${JSON.stringify(seen)}`);
    }
    await pause(100);
  }
}

async function heightAt(url: string): Promise<number> {
  return ((await (await fetch(`${url}/api/v1/network`)).json()) as Network).height;
}

const heightAbove = (height: number) => async () => (await network()).height > height;

test("one command runs four helpers, who agree", { skip: missing }, async () => {
  const made = await call("demo", "--helpers", "4", "--no-run", "--home", home, "--json");
  assert.equal(jsonOf<{ helpers: number }>(made).helpers, 4, made.out);
  shorten([1, 2, 3, 4].map((node) => join(home, `node${node}`)));
  demo = await run("demo", "--helpers", "4", "--home", home);
  await until("all four have signed one block", async () => {
    const { validators } = await network();
    return validators.length === 4 && validators.every(({ hasSigned }) => hasSigned);
  });
  assert.equal((await network()).quorum, 3);
  assert.equal(await statesOf(), "running running running running");
  assert.deepEqual(
    (await helpers()).map(({ isHere }) => isHere),
    [true, false, false, false],
  );
  const status = jsonOf<{ members: number }>(await call("status", "--home", home, "--json"));
  assert.equal(status.members, 24);
  const again = await call("demo", "--home", home);
  assert.equal(again.exit, 1);
  assert.match(again.err, /in use by process/);
});

test("the helper that serves the page cannot be stopped there", { skip: missing }, async () => {
  const { status, json } = await api<{ code: string }>("/demo/helpers/1/stop", "POST");
  assert.equal(status, 409);
  assert.equal(json.code, "node/helper-here");
  assert.equal((await api("/demo/helpers/3/start", "POST")).status, 409);
  assert.equal((await api("/demo/helpers/5/stop", "POST")).status, 404);
  const other = `${(await helpers())[1]?.url}/api/v1/demo/helpers`;
  const stateThere = async (): Promise<string | undefined> => {
    const answer = (await (await fetch(other, { headers: await asLocal() })).json()) as {
      helpers: readonly Helper[];
    };
    return answer.helpers[0]?.state;
  };
  const headers = await asLocal();
  assert.equal((await fetch(`${other}/1/stop`, { method: "POST", headers })).status, 200);
  await until("it is stopped from another page", async () => (await stateThere()) === "stopped");
  assert.equal((await fetch(`${other}/1/start`, { method: "POST", headers })).status, 200);
  await until("it runs again", async () => (await stateThere()) === "running");
});

test("without one, everything goes on", { skip: missing }, async () => {
  await press(4, "stop");
  await until("it is stopped", async () => (await helpers())[3]?.state === "stopped");
  const { height } = await network();
  await until("two more blocks", heightAbove(height + 1));
  const paid = await call("pay", "kofi", "2", "--as", "ana", "--home", home, "--json");
  assert.equal(paid.exit, 0, paid.out);
  // What the fourth had signed before it stopped may still come into the block after.
  await until("three sign the newest block", async () => {
    const { validators } = await network();
    return validators.filter(({ hasSigned }) => hasSigned).length === 3;
  });
  const verdict = await call("verify", "--home", join(home, "node4"), "--json");
  assert.equal(verdict.exit, 0, verdict.out);
});

test("without two, nothing new is agreed on, and it says so", { skip: missing }, async () => {
  await press(3, "pause");
  assert.equal(await statesOf(), "running running paused stopped");
  // What was under way may still become one block; from then on none can.
  await pause(2_000);
  const { height, quorum } = await network();
  await pause(5_000);
  assert.equal((await network()).height, height, "a heartbeat is one second, and none came");
  const running = (await helpers()).filter(({ state }) => state === "running");
  assert.ok(running.length < quorum);
  assert.equal((await api("/views/money/wallet?account=1")).status, 200);
  assert.equal((await api("/proofs/validators/seats")).status, 200);
});

test("started again, it goes on by itself with all that was sent", { skip: missing }, async () => {
  const { height } = await network();
  const sent = call("pay", "kofi", "3", "--as", "ana", "--home", home, "--json");
  await until("it waits", async () => (await waiting()) > 0);
  assert.equal((await network()).height, height);
  await press(3, "resume");
  await until("a block without the fourth", heightAbove(height));
  const paid = await sent;
  assert.equal(paid.exit, 0, paid.out + paid.err);
  await press(4, "start");
  await until("all four run", async () => /^(running ?){4}$/.test(await statesOf()));
  await until("all four sign again", async () =>
    (await network()).validators.every(({ hasSigned }) => hasSigned),
  );
});

test("nobody moves the time of several machines", { skip: missing }, async () => {
  const { status, json } = await api<{ code: string }>("/demo/time", "POST");
  assert.equal(status, 409);
  assert.equal(json.code, "node/agreed-time");
  assert.equal((await api<{ canMoveTime: boolean }>("/demo")).json.canMoveTime, false);
});

test("stopped, every home verifies; and it goes on where it was", { skip: missing }, async () => {
  const { height } = await network();
  for (const { url } of await helpers()) {
    await until("all have the newest block", async () => (await heightAt(url)) >= height);
  }
  await press(2, "pause");
  const stopped = await call("stop", "--home", home);
  assert.equal(stopped.exit, 0, stopped.err);
  for (const node of [1, 2, 3, 4]) {
    const verdict = await call("verify", "--home", join(home, `node${node}`), "--json");
    assert.equal(verdict.exit, 0, verdict.out);
    assert.ok(jsonOf<{ height: number }>(verdict).height >= height);
  }
  for (const words of [["--helpers", "5"], ["--fast"], ["--helpers", "3"]]) {
    const refused = await call("demo", ...words, "--home", home);
    assert.notEqual(refused.exit, 0);
    assert.equal(refused.err.trimEnd().split("\n").length, 3, refused.err);
  }
  demo = await run("demo", "--home", home);
  await until("a new block", heightAbove(height));
});

test("a port that is taken and a helper that cannot start are told", {
  skip: missing,
}, async () => {
  assert.equal((await call("stop", "--home", home)).exit, 0);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const taken = await call("demo", "--home", home, "--port", String(port));
  server.close();
  assert.equal(taken.exit, 1);
  assert.match(taken.err, new RegExp(`port ${port} cannot be used`));
  const key = homeLayout(join(home, "node3")).nodeKey;
  const whole = readFileSync(key);
  writeFileSync(key, "torn");
  const refused = await call("demo", "--home", home, "--port", "0");
  writeFileSync(key, whole);
  assert.equal(refused.exit, 1, refused.out);
  assert.match(refused.err, /Helper 3 did not start/);
  assert.match(refused.err, /keys\/node\.json/);
  for (const node of [1, 2, 3, 4]) {
    const { lock } = homeLayout(join(home, `node${node}`));
    assert.equal(await lockHolder(lock), undefined, "nothing is left running");
  }
  demo = await run("demo", "--home", home);
});

test("where the command is killed, its helpers stop by themselves", { skip: missing }, async () => {
  await press(2, "pause");
  const ended = once(demo?.child as ChildProcess, "exit");
  demo?.child.kill("SIGKILL");
  await ended;
  const locks = [1, 3, 4].map((node) => homeLayout(join(home, `node${node}`)).lock);
  const end = performance.now() + PATIENCE;
  for (const lock of locks) {
    while ((await lockHolder(lock)) !== undefined) {
      assert.ok(performance.now() < end, `${lock} is still held`);
      await pause(100);
    }
  }
  // The one that pauses hears of it when the demonstration is run again.
  demo = await run("demo", "--home", home);
  assert.equal(await statesOf(), "running running running running");
});
