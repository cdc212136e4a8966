// Goal: idle machines make a block when something is due or somebody may ask, no sooner than once a minute, and
// what comes after a long rest is never carried out as of before it.
// Method: the rules alone with a clock that is set, then one real machine whose law's clock runs ahead.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { movableClock, systemClock } from "../clock.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine, QUICK } from "../testing/comet-test-engine.ts";
import { createWakefulness, createWaker, wakeBytes, wokenHeight } from "./wake.ts";

const MINUTE = 60_000;
const NOW = 20_000 * 1_440 * MINUTE;

function world(ageOfHead: number, due?: number) {
  const at = { now: NOW };
  const head = {
    height: 7,
    time: NOW - ageOfHead,
    hash: new Uint8Array(32),
    root: new Uint8Array(32),
  };
  return { at, clock: { now: () => at.now }, head: () => head, nextDue: () => due };
}

test("a call is bytes of its own, and nothing else is taken for one", () => {
  assert.equal(wokenHeight(wakeBytes(12_345)), 12_345);
  for (const words of [
    "",
    "folkmoot/wake/",
    "folkmoot/wake/0",
    "folkmoot/wake/1x",
    "folkmoot/wake/-1",
  ]) {
    assert.equal(wokenHeight(new TextEncoder().encode(words)), undefined, words);
  }
  assert.equal(wokenHeight(wakeBytes(Number.MAX_SAFE_INTEGER)), undefined);
});

test("a call is passed on for the next block alone, after a minute or when something is due", () => {
  const young = createWakefulness(world(30_000));
  const old = createWakefulness(world(MINUTE + 1));
  const due = createWakefulness(world(30_000, NOW - 1));
  const later = createWakefulness(world(30_000, NOW + 1));
  const past = createWakefulness(world(30_000, NOW - 30_000));
  assert.deepEqual(
    [young, old, due, later, past].map((each) => each.isWelcome(8)),
    [false, true, true, false, false],
  );
  for (const height of [6, 7, 9, 1_000]) assert.equal(old.isWelcome(height), false);
});

test("after nine idle minutes the proposed block is empty; the one after it is not", () => {
  const { at, ...deps } = world(9 * MINUTE);
  const wakefulness = createWakefulness(deps);
  assert.equal(wakefulness.isOfThePast(NOW - 9 * MINUTE), true);
  wakefulness.heard();
  // Also where this machine's clock runs far ahead of the votes, only every other block is.
  assert.equal(wakefulness.isOfThePast(NOW - 9 * MINUTE), false);
  at.now += 30_000;
  assert.equal(wakefulness.isOfThePast(at.now - 30_000), false);
});

test("a waker calls once for a block, however often it is asked, and not for a young one", () => {
  const calls: string[] = [];
  const rpc = {
    async broadcast(bytes: Uint8Array) {
      calls.push(new TextDecoder().decode(bytes));
      return { state: "taken" } as const;
    },
  };
  const quiet = createWaker({ ...world(30_000), rpc });
  for (let time = 0; time < 5; time += 1) quiet.freshen();
  assert.deepEqual(calls, []);
  const asked = createWaker({ ...world(2 * MINUTE), rpc });
  for (let time = 0; time < 5; time += 1) asked.freshen();
  assert.deepEqual(calls, ["folkmoot/wake/8"]);
});

const { path, missing } = testBinary();

test("one real machine wakes when it is asked, and puts an empty block before what comes late", {
  skip: missing,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-wake-"));
  const clock = movableClock(systemClock);
  const timing = { ...QUICK, heartbeat: 600_000 };
  const testEngine = await createCometTestEngine(folder, path, { timing, clock });
  const engine = await testEngine.start(1);
  const first = await engine.submit(testEngine.addDevice(engine, 1));
  assert.equal(first.state, "acknowledged");
  // The proof of what has changed follows at once; then it is quiet.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const { height } = engine.head();
  assert.equal((await engine.freshen()).height, height, "nothing is made for a young page");
  clock.advance(9 * MINUTE);
  const woken = await engine.freshen();
  assert.ok(woken.height > height, "a page was made without anything to do");
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const before = engine.head().height;
  clock.advance(9 * MINUTE);
  const late = await engine.submit(testEngine.addDevice(engine, 2));
  assert.ok(late.state === "acknowledged" && late.receipt.height > before + 1);
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});
