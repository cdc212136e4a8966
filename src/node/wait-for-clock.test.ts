// Goal: a clock that is wrong at boot is waited for, with a sentence, and the waiting can be ended.
// Method: a node on a clock that the log's first sentence sets right, or that stays wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../engine/clock.ts";
import { SILENT } from "../engine/embedded/options.ts";
import { DAY, foundTestNode } from "./testing/test-node.ts";
import { waitForClock } from "./wait-for-clock.ts";

test("a node starts once the clock is right, and loses nothing", async (t) => {
  const testNode = await foundTestNode(1);
  t.after(() => testNode.end());
  await testNode.start();
  const { json: receipt } = await testNode.post(testNode.addDevice(1, "before"));
  await testNode.node().stop();
  let behind = 20_000 * DAY;
  const warnings: string[] = [];
  const clock = { now: () => Date.now() - behind, steady: systemClock.steady };
  const log = {
    ...SILENT,
    warn(what: string) {
      warnings.push(what);
      behind = 0;
    },
  };
  await testNode.start({ clock, log });
  assert.equal((await testNode.request(`/api/v1/actions/${receipt.id}`)).status, 200);
  assert.match(warnings[0] ?? "", /waiting up to 10 minutes for the clock/);
  assert.match(warnings[1] ?? "", /the clock is right now/);
});

const far = { clock: systemClock, lastTime: Date.now() + DAY, log: SILENT };

test("the waiting ends when it is asked to, and goes over where patience does", async () => {
  const ended = AbortSignal.abort();
  await assert.rejects(waitForClock({ ...far, signal: ended }), { code: "stopped" });
  await waitForClock({ ...far, patience: 1 });
  const warnings: string[] = [];
  const log = { ...SILENT, warn: (what: string) => warnings.push(what) };
  await waitForClock({ ...far, log, acceptFuture: true });
  await waitForClock({ ...far, log, lastTime: undefined });
  assert.deepEqual(warnings, []);
});

test("a block from the future is told while the node goes on after it", async (t) => {
  const testNode = await foundTestNode(1);
  t.after(() => testNode.end());
  const ahead = { now: () => Date.now() + 5 * DAY, steady: systemClock.steady };
  await testNode.start({ clock: ahead });
  assert.equal((await testNode.post(testNode.addDevice(1, "wrong clock"))).status, 200);
  assert.equal((await testNode.request("/readyz")).json.future, undefined);
  await testNode.node().stop();
  await testNode.start({ acceptFuture: true });
  const { json: receipt } = await testNode.post(testNode.addDevice(1, "right clock"));
  assert.equal((await testNode.request(`/api/v1/actions/${receipt.id}`)).status, 200);
  for (const path of ["/readyz", "/api/v1/network"]) {
    const { json } = await testNode.request(path);
    assert.ok(json.future.until > Date.now() + 4 * DAY, path);
    assert.match(json.future.words.join(" "), /stands still/);
  }
});
