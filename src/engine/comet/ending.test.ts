// Goal: an engine ends once, in the right order, and everybody who waits hears why.
// Method: an ending over parts that write down what they are asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SILENT } from "../embedded/options.ts";
import { EngineFault } from "../engine-fault.ts";
import { createEnding } from "./ending.ts";

const FULL = new EngineFault("store-failed", "the disk is full", "Make room.");

function openEnding(waiting = 0) {
  const asked: string[] = [];
  let left = waiting;
  const ending = createEnding({
    submissions: {
      size: () => Math.max(0, left--),
      close: (fault) => void asked.push(`close: ${fault?.code}`),
    },
    writer: { checkpoint: async () => void asked.push("checkpoint") },
    log: SILENT,
  });
  const part = (name: string) => ({
    finish: async () => void asked.push(`finish ${name}`),
    stop: async () => void asked.push(`stop ${name}`),
  });
  ending.add(part("old"));
  ending.add({ stop: part("new").stop });
  return { ending, asked };
}

test("a stop finishes what is in hand, ends the newest part first, and writes a checkpoint", async () => {
  const { ending, asked } = openEnding(2);
  await ending.stop();
  const finished = ["close: undefined", "finish old"];
  assert.deepEqual(asked, [...finished, "stop new", "stop old", "checkpoint"]);
  assert.equal(await ending.stopped, undefined);
  assert.equal(ending.cause(), undefined);
});

test("a fault ends all parts at once, and nothing is finished or written after it", async () => {
  const { ending, asked } = openEnding(2);
  ending.fail(FULL);
  assert.equal(ending.cause(), FULL);
  assert.equal(await ending.stopped, FULL);
  assert.deepEqual(asked, ["close: store-failed", "stop new", "stop old"]);
});

test("an engine ends once: a second fault and a stop after it change nothing", async () => {
  const { ending, asked } = openEnding();
  ending.fail(FULL);
  ending.fail(new EngineFault("law-stopped", "another", "None."));
  await ending.stop();
  assert.equal(await ending.stopped, FULL);
  assert.equal(ending.cause(), FULL);
  assert.deepEqual(asked, ["close: store-failed", "stop new", "stop old"]);
});

test("a fault after a stop is no fault: what was asked to end has ended", async () => {
  const { ending } = openEnding();
  await ending.stop();
  ending.fail(FULL);
  assert.equal(ending.cause(), undefined);
  assert.equal(await ending.stopped, undefined);
});
