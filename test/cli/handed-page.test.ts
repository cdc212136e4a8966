// Goal: a receipt hands on what its giver has verified, and another page than one's own is said aloud.
// Method: the demonstration in a process; the page of a receipt as it is, changed, and far ahead.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-handed-page-"));
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

const here = (...words: readonly string[]) => call(...words, "--home", home);

/** The same page with another name. */
const renamed = (page: string) => `${page.slice(0, -1)}${page.endsWith("0") ? "1" : "0"}`;

test("the page of a receipt is compared with what this computer has verified", async () => {
  const invited = await here("invite", "new", "--as", "ana", "--json");
  assert.equal(invited.exit, 0, invited.err);
  const { id, link } = jsonOf<{ id: string; link: string }>(invited);
  const { page = "" } = jsonOf<{ page?: string }>(await here("why", id, "--json"));
  assert.match(page, /^\d+\.[0-9a-f]{64}$/);
  assert.match((await here("why", id)).out, new RegExp(`folkmoot why ${id} --page \\d+\\.`));

  const same = await here("why", id, "--page", page);
  assert.equal(same.exit, 0, same.err);
  const other = await here("why", id, "--page", renamed(page));
  assert.equal(other.exit, 1, other.out);
  assert.match(other.err, /Two histories/);
  const ahead = await here("why", id, "--page", page.replace(/^\d+/, "900000"));
  assert.equal(ahead.exit, 0, "what the node lacks says nothing yet");
  assert.equal((await here("why", id, "--page", "12")).exit, 2);

  // An invitation is compared too, on a computer that has verified something before.
  const forged = link.replace(/\d+\.[0-9a-f]{64}/, renamed);
  assert.notEqual(forged, link);
  const joined = await here("member", "join", forged, "--name", "Noor");
  assert.equal(joined.exit, 1, joined.out);
  assert.match(joined.err, /Two histories/);
});

test("a computer that has verified nothing yet compares it with what the node leads to", async () => {
  const id = "0".repeat(64);
  const keys = ["--keys", join(root, "other-keys")];
  const told = await here("why", id, "--page", `3.${"0".repeat(64)}`, ...keys);
  assert.match(told.err, /Two histories/);
  assert.match((await here("why", id, ...keys)).err, /No block holds an action/);
});
