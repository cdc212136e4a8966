// Goal: a challenge is opened, supported, answered and judged from the command line, to its end.
// Method: the demonstration, whose time can be moved on, in processes.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-challenge-"));
const home = join(root, "demo");
const { call, run } = commandLine(root);
let node: { child: ChildProcess; url: string };

before(async () => {
  node = await run("demo", "--home", home);
});
after(() => {
  node.child.kill("SIGTERM");
  rmSync(root, { recursive: true, force: true });
});

const here = (...words: readonly string[]) => call("challenge", ...words, "--home", home);

/** Moves the demonstration's time on by days. */
async function leap(days: number): Promise<void> {
  const body = JSON.stringify({ advanceMs: days * 86_400_000 });
  const headers = { "content-type": "application/json" };
  const moved = await fetch(`${node.url}/api/v1/demo/time`, { method: "POST", body, headers });
  assert.equal(moved.status, 200, await moved.text());
}

test("nobody has been challenged; what cannot be is refused in words", async () => {
  assert.match((await here("list")).out, /Nobody has been challenged/);
  assert.equal((await here("show", "1")).exit, 1);
  assert.equal((await here("show", "x")).exit, 2);
  const founder = await here("open", "kofi", "--reason", "Who?", "--as", "ana");
  assert.equal(founder.exit, 4, founder.err);
  assert.match(founder.err, /from the founding on/);
  const wrong = await here("judge", "1", "maybe", "--as", "ana");
  assert.equal(wrong.exit, 2, wrong.err);
});

test("a challenge is opened, supported, answered, judged, and comes to an end", async () => {
  const dry = await here("open", "fatou", "--reason", "Who?", "--as", "ana", "--dry-run");
  assert.equal(dry.exit, 0, dry.err);
  const opened = await here("open", "fatou", "--reason", "Nobody knows her.", "--as", "ana");
  assert.equal(opened.exit, 0, opened.err);
  assert.match(opened.out, /It needs 2 supporters/);
  assert.equal((await here("support", "1", "--as", "ana")).exit, 4);
  for (const who of ["tomas", "jonas"]) {
    assert.equal((await here("support", "1", "--as", who)).exit, 0);
  }
  const answered = await here("answer", "1", "--text", "I sell fish.", "--as", "fatou");
  assert.equal(answered.exit, 0, answered.err);
  const shown = await here("show", "1", "--as", "kofi");
  assert.match(shown.out, /Reason: Nobody knows her\./);
  assert.match(shown.out, /Fatou Diallo answers: I sell fish\./);
  assert.equal((await here("judge", "1", "no", "--as", "kofi")).exit, 4, "it is not time yet");
  await leap(3);
  assert.match((await here("show", "1", "--as", "kofi")).out, /You are asked/);
  const judges = ["2", "4", "5", "6", "7", "8", "9"];
  const judged = await Promise.all(judges.map((who) => here("judge", "1", "no", "--as", who)));
  assert.deepEqual(
    judged.map(({ exit, err }) => ({ exit, err })),
    judges.map(() => ({ exit: 0, err: "" })),
  );
  assert.equal((await here("judge", "1", "yes", "--as", "fatou")).exit, 4);
  await leap(11);
  const [over] = jsonOf<{ stage: string; named: { outcome: string }[] }[]>(
    await here("list", "--json"),
  );
  assert.deepEqual([over?.stage, over?.named[0]?.outcome], ["over", "honest"]);
  assert.match((await here("show", "1", "--as", "kofi")).out, /belongs here/);
  assert.equal((await here("appeal", "1", "--as", "fatou")).exit, 4);
  const erased = await here("erase-reason", "1", "--as", "fatou");
  assert.equal(erased.exit, 0, erased.err);
  assert.match((await here("show", "1", "--as", "kofi")).out, /\(not readable\)/);
  assert.equal((await here("open", "fatou", "--reason", "Again.", "--as", "2")).exit, 4);
});

test("anyone who opened one takes it back while it looks for supporters", async () => {
  const opened = await here("open", "mateo", "--reason", "Nobody knows him.", "--as", "4");
  assert.equal(opened.exit, 0, opened.err);
  assert.equal((await here("withdraw", "2", "--as", "5")).exit, 4);
  assert.equal((await here("withdraw", "2", "--as", "4")).exit, 0);
});
