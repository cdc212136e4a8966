// Goal: once an engine ends, no further block lasts, and the one under way does.
// Method: a gate with commits that the test lets end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createCommitGate } from "./commit-gate.ts";

test("an open gate lets blocks through, and tells what comes of them", async () => {
  const gate = createCommitGate();
  let lasting = 0;
  const lasts = async (): Promise<void> => {
    lasting += 1;
  };
  await gate.pass(lasts);
  await assert.rejects(
    gate.pass(async () => {
      throw new Error("the disk is full");
    }),
    /the disk is full/,
  );
  await gate.pass(lasts);
  assert.equal(lasting, 2);
});

test("closing waits for the block under way; what comes later is held, and turned away at the end", async () => {
  const gate = createCommitGate();
  const seen: string[] = [];
  const lasts = async (what: string): Promise<void> => {
    seen.push(what);
  };
  let end = (): void => {};
  const first = gate.pass(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  const closed = gate.finish().then(() => seen.push("closed"));
  const second = gate.pass(() => lasts("second"));
  await Promise.resolve();
  assert.deepEqual(seen, []);
  end();
  await Promise.all([first, closed]);
  assert.deepEqual(seen, ["closed"]);
  await gate.stop();
  await assert.rejects(second, /the engine stops/);
  await assert.rejects(
    gate.pass(() => lasts("third")),
    /the engine stops/,
  );
  assert.equal(seen.join(), "closed");
});
