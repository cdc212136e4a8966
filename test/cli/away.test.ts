// Goal: while no node answers, the command line says what it was told last, and pays out of that, no more.
// Method: a real community whose clock is moved, the program in processes, and a way between them that is cut.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";
import { shiftedClock } from "./shifted-clock.ts";
import { openProxy, type WaywardProxy } from "./wayward-proxy.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-cli-away-"));
const clock = shiftedClock(root);
const { call, run } = commandLine(root, clock.env);
const keys = join(root, "config", "folkmoot", "keys");
const views = join(keys, "views");
let node: ChildProcess;
let way: WaywardProxy;

const done = async (...words: readonly string[]) => {
  const called = await call(...words);
  assert.equal(called.exit, 0, `${words.join(" ")}: ${called.err}${called.out}`);
  return called;
};

const heldBy = async (who: string): Promise<number> =>
  Number(jsonOf<{ micro: number }>(await call("pay", "wallet", who, "--json")).micro);

/** All files that were kept of what a node said. */
const kept = (): readonly string[] =>
  readdirSync(views, { recursive: true, encoding: "utf8" })
    .map((name) => join(views, name))
    .filter((path) => statSync(path).isFile());

/** Starts the node behind the way, on whatever port it takes. */
async function begin(...more: readonly string[]): Promise<void> {
  const { child, url } = await run("start", "--log-level", "silent", ...more);
  node = child;
  way.target = url;
}

async function stop(): Promise<void> {
  node?.kill("SIGTERM");
  if (node !== undefined && node.exitCode === null) await once(node, "close");
}

before(async () => {
  await done("init", "Our street", "--purpose", "Share tools.", "--founder", "Ana");
  way = await openProxy();
  await begin();
  await done("config", "set", "node", way.url);
  const { link } = jsonOf<{ link: string }>(await done("invite", "new", "--json"));
  await done("member", "join", link, "--name", "Bo");
  await done("config", "set", "as", "Ana");
  await done("member", "vouch", "2");
  await done("pay", "trust", "1", "--as", "Bo");
  // Days pass while the machine is off, as on a computer that sleeps.
  await stop();
  clock.pass(10 * 86_400_000);
  await begin("--accept-gap");
  assert.match((await done("pay", "claim")).out, /Agreed in block/);
});

after(async () => {
  await stop();
  await way?.close();
  rmSync(root, { recursive: true, force: true });
});

beforeEach(() => {
  way.mood = "open";
});

test("what was asked before is said again, with the moment that it is of, and ends as where no node answers", async () => {
  const before = await done("pay", "wallet", "1");
  const told = await done("view", "money", "wallet", "--account", "1", "--json");
  way.mood = "away";
  const away = await call("pay", "wallet", "1");
  assert.equal(away.exit, 3);
  assert.match(
    away.out,
    /No node answers\. This is what it said last, as of \d{4}-\d\d-\d\d \d\d:\d\d UTC\./,
  );
  const sum = /holds ([\d.]+)/;
  assert.equal(sum.exec(away.out)?.[1], sum.exec(before.out)?.[1]);
  const view = await call("view", "money", "wallet", "--account", "1", "--json");
  assert.equal(view.exit, 3);
  const { keptAt, value } = JSON.parse(view.out);
  assert.deepEqual(value, JSON.parse(told.out).value);
  assert.ok(Number.isSafeInteger(keptAt));
  const never = await call("view", "money", "wallet", "--account", "2");
  assert.equal(never.exit, 3);
  assert.match(never.err, /No node answers/);
});

test("a payment is signed out of what was known last, and carried out once the node is back", async () => {
  await done("pay", "2", "1");
  const before = await heldBy("2");
  way.mood = "away";
  const paid = await done("pay", "2", "2.5");
  assert.match(paid.out, /Signed and kept on this computer/);
  assert.match(paid.out, /It was counted by what the node said on /);
  way.mood = "open";
  assert.match(
    (await done("member", "list")).err,
    /What waited is agreed in block \d+: pay 2 2\.5/,
  );
  assert.ok(Math.abs((await heldBy("2")) - before - 2_500_000) <= 2);
});

test("what waits is not paid twice, and no more than was known", async () => {
  await done("pay", "2", "1");
  const all = (await heldBy("1")) / 1_000_000;
  const most = Math.floor(all) - 2;
  way.mood = "away";
  await done("pay", "2", String(most));
  const again = await call("pay", "2", String(most));
  assert.equal(again.exit, 3);
  assert.match(again.err, /cannot be paid to person 2 without the node/);
  assert.match(again.err, /By what it said on .*, less what waits here, you can pay up to \d/);
  await done("outbox", "drop", "1", "--yes");
});

test("what is not there any more is refused with the reason once the node is back", async () => {
  await done("pay", "2", "1");
  const copy = join(root, "copy");
  cpSync(views, copy, { recursive: true });
  const left = Math.floor((await heldBy("1")) / 1_000_000) - 1;
  await done("pay", "2", String(left));
  cpSync(copy, views, { recursive: true });
  way.mood = "away";
  await done("pay", "2", String(left), "--note", "Once more");
  way.mood = "open";
  const told = await call("outbox", "send");
  assert.match(`${told.out}${told.err}`, /refused/);
  assert.match((await call("outbox")).out, /You do not hold that much of this currency/);
  await done("outbox", "drop", "1", "--yes");
});

test("who was never asked about, and who is known by name alone, is not paid without the node", async () => {
  way.mood = "away";
  const named = await call("pay", "bo", "1");
  assert.equal(named.exit, 3);
  assert.match(named.err, /Without the node nobody can be found by a name such as bo/);
  const stranger = await call("pay", "circle:1", "1");
  assert.equal(stranger.exit, 3);
  assert.match(stranger.err, /No node answers/);
  assert.equal((await call("pay", "2", "1", "--as", "Bo")).exit, 3);
  assert.equal((await call("pay", "2", "1", "--dry-run")).exit, 3);
  assert.deepEqual(jsonOf<{ entries: unknown[] }>(await call("outbox", "--json")).entries, []);
});

test("only its owner reads what is kept, and nothing that people wrote is in it", async () => {
  await done("member", "list");
  await done("pay", "bo", "0.5");
  assert.ok(kept().length >= 3);
  for (const file of kept()) {
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(file, "utf8"), /"(?:name|title|body)"|Bo\b/);
  }
});
