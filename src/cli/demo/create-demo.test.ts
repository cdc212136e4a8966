// Goal: the demonstration is the same for the same seed, sound, and never half made.
// Method: two foundings with one seed; the founding documents and keys are compared.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { verifyHome } from "../../node/index.ts";
import { HOUR, MINUTE } from "../../protocol/kernel/time.ts";
import { openHistory } from "../export/open-history.ts";
import { createDemo } from "./create-demo.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-story-"));
after(() => rmSync(root, { recursive: true, force: true }));

test("the same seed makes the same community, another seed another one", async () => {
  const now = Date.now();
  const made = async (name: string, seed: string) => {
    const home = join(root, name);
    const { actions } = await createDemo({ home, seed, now });
    const texts = ["founding.json", "demo.json"].map((file) =>
      readFileSync(join(home, file), "utf8"),
    );
    return { actions, texts };
  };
  const first = await made("first", "one");
  assert.deepEqual(await made("second", "one"), first);
  assert.notDeepEqual((await made("third", "two")).texts, first.texts);
  assert.ok(first.actions > 500);
});

test("its history verifies and keeps every invariant", async () => {
  const home = join(root, "first");
  assert.equal((await verifyHome(home)).ok, true);
  const { ledger, head, close } = await openHistory(home);
  assert.deepEqual(ledger.stateMachine.broken(ledger.reader(), head.time), []);
  await close();
});

test("it can be founded at every hour of the day", async () => {
  const midnight = Date.UTC(2026, 10, 21);
  for (let hour = 0; hour < 24; hour += 1) {
    const now = midnight + hour * HOUR + 5 * MINUTE;
    const { actions } = await createDemo({
      home: join(root, `hour-${hour}`),
      seed: "harbour",
      now,
    });
    assert.ok(actions > 500, `hour ${hour}`);
  }
});

test("what an interrupted founding left behind is cleared away", async () => {
  const home = join(root, "fourth");
  mkdirSync(`${home}.new`);
  writeFileSync(join(`${home}.new`, "founding.json"), "half");
  await createDemo({ home, seed: "three", now: Date.now() });
  assert.equal(existsSync(`${home}.new`), false);
  assert.equal((await verifyHome(home)).ok, true);
});
