// Goal: what is charged is work, not time that goes by.
// Method: the thread sleeps, and works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beginWork } from "./begin-work.ts";

test("a thread that is kept from working is charged for what it did", () => {
  const took = beginWork();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  const ms = took();
  assert.ok(ms < 400, `${ms}`);
});

test("work is charged, and never more than the time that went by", () => {
  const begun = performance.now();
  const took = beginWork();
  let sum = 0;
  while (process.cpuUsage().user > 0 && sum < 3e7) sum += 1e4;
  const ms = took();
  assert.ok(ms > 0);
  assert.ok(ms <= performance.now() - begun);
});
