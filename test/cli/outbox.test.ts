// Goal: what somebody does on the command line while no node answers is kept, delivered in order by the
// next command that reaches the node, and done once, wherever a process is killed.
// Method: a real community and the program in processes, with a way between them that is cut.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";
import { openProxy, type WaywardProxy } from "./wayward-proxy.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-cli-outbox-"));
const { call, run, begin } = commandLine(root);
const keys = join(root, "config", "folkmoot", "keys");
const TRUSTED = "money/trust-given";
let node: ChildProcess;
let way: WaywardProxy;

/** How often something has happened, by the record. */
async function happened(type: string): Promise<number> {
  const answer = await fetch(`${way.target}/api/v1/activity?limit=100`);
  const { items } = (await answer.json()) as { items: { type: string }[] };
  return items.filter((item) => item.type === type).length;
}

interface Listed {
  readonly entries: readonly {
    readonly asked: string;
    readonly stage: string;
    readonly id: string;
    readonly problem?: { readonly code: string };
  }[];
  readonly unread: readonly string[];
}

const listed = async (): Promise<Listed> => jsonOf<Listed>(await call("outbox", "--json"));

/** The files of the outbox. */
function files(): readonly string[] {
  const folder = join(keys, "outbox");
  return readdirSync(folder).flatMap((community) =>
    readdirSync(join(folder, community)).map((name) => join(folder, community, name)),
  );
}

before(async () => {
  const founded = await call("init", "Our street", "--purpose", "Share tools.", "--founder", "Ana");
  assert.equal(founded.exit, 0, founded.err);
  way = await openProxy();
  const { child, url } = await run("start", "--log-level", "silent");
  node = child;
  way.target = url;
  await call("config", "set", "node", way.url);
  const { link } = jsonOf<{ link: string }>(await call("invite", "new", "--json"));
  assert.equal((await call("member", "join", link, "--name", "Bo")).exit, 0);
  await call("config", "set", "as", "Ana");
  assert.equal((await call("member", "vouch", "2")).exit, 0);
});

after(async () => {
  node?.kill("SIGTERM");
  if (node !== undefined && node.exitCode === null) await once(node, "close");
  await way?.close();
  rmSync(root, { recursive: true, force: true });
});

beforeEach(() => {
  way.mood = "open";
  way.onAction = undefined;
});

test("what is done while no node answers is kept, listed, and delivered by the next command", async () => {
  const before = await happened(TRUSTED);
  way.mood = "away";
  const kept = await call("pay", "trust", "2", "--for", "100d");
  assert.equal(kept.exit, 0, kept.err);
  assert.match(kept.out, /Signed and kept on this computer, not delivered yet\. No node answers\./);
  const vote = await call("propose", "vote", "99", "yes", "--json");
  assert.equal(jsonOf<{ state: string }>(vote).state, "kept");
  const { entries } = await listed();
  assert.deepEqual(
    entries.map(({ asked, stage }) => [asked, stage]),
    [
      ["pay trust 2 --for 100d", "device"],
      ["propose vote 99 yes", "device"],
    ],
  );
  const shown = await call("outbox");
  assert.match(shown.out, /1\. pay trust 2 --for 100d\n.*No node answers/);
  assert.match(shown.out, /2\. propose vote 99 yes\n.*It waits behind the one before/);
  assert.equal(files().length, 2);
  for (const file of files()) assert.equal(statSync(file).mode & 0o777, 0o600);

  way.mood = "open";
  const told = await call("member", "list", "--json");
  assert.equal(told.exit, 0, told.err);
  assert.match(told.err, /What waited is agreed in block \d+: pay trust 2 --for 100d\n/);
  assert.match(told.err, /What waited was refused: propose vote 99 yes\. /);
  assert.equal(await happened(TRUSTED), before + 1);
  assert.equal(JSON.parse(told.out).length, 2, "what is told aside is not in the answer");

  const left = (await listed()).entries;
  assert.deepEqual(
    left.map(({ asked, stage }) => [asked, stage]),
    [["propose vote 99 yes", "refused"]],
  );
  const quiet = await call("member", "list");
  assert.doesNotMatch(quiet.err, /What waited/, "a refusal is told once");
  assert.equal((await call("outbox", "drop", "1")).exit, 0);
  assert.deepEqual(files(), []);
});

test("the very same is not done once more by those who give a command again", async () => {
  const before = await happened(TRUSTED);
  way.mood = "away";
  const words = ["pay", "trust", "2", "--for", "101d"];
  assert.equal((await call(...words)).exit, 0);
  const again = await call(...words);
  assert.equal(again.exit, 1);
  assert.match(again.err, /is on its way already/);
  assert.equal(files().length, 1);
  way.mood = "open";
  const delivered = await call(...words);
  assert.equal(delivered.exit, 1);
  assert.match(delivered.err, /What waited is agreed/);
  assert.match(delivered.err, /is agreed now in block \d+\. Do it once more\?/);
  assert.equal(await happened(TRUSTED), before + 1);
  assert.equal((await call(...words, "--yes")).exit, 0);
  assert.equal(await happened(TRUSTED), before + 2);
});

test("the same words of somebody else on this computer are their own", async () => {
  way.mood = "away";
  for (const who of ["Ana", "Bo"]) {
    const kept = await call("propose", "vote", "98", "yes", "--as", who);
    assert.equal(kept.exit, 0, kept.err);
  }
  assert.equal(files().length, 2);
  for (const _ of files()) assert.equal((await call("outbox", "drop", "1", "--yes")).exit, 0);
});

test("what somebody takes back is never sent", async () => {
  const before = await happened(TRUSTED);
  way.mood = "away";
  await call("pay", "trust", "2", "--for", "102d");
  const unsure = await call("outbox", "drop", "1");
  assert.equal(unsure.exit, 1);
  assert.match(unsure.err, /has to be confirmed/);
  assert.equal(files().length, 1);
  assert.equal((await call("outbox", "drop", "1", "--yes")).exit, 0);
  way.mood = "open";
  const sent = await call("outbox", "send");
  assert.match(sent.out, /^0 agreed\. Nothing waits any more\.\n$/);
  assert.equal(await happened(TRUSTED), before);
  assert.equal((await call("outbox", "drop", "1")).exit, 1);
  assert.equal((await call("outbox", "drop", "x")).exit, 2);
});

/** Kills a command, as a power cut would, once its action is on the way. */
async function killedOnTheWay(mood: "holds" | "deaf", ...words: readonly string[]): Promise<void> {
  way.mood = mood;
  const arrived = new Promise<void>((resolve) => {
    way.onAction = resolve;
  });
  const child = begin(...words);
  await arrived;
  child.kill("SIGKILL");
  await once(child, "close");
  way.mood = "open";
}

test("a command that is killed between keeping and sending loses nothing and doubles nothing", async () => {
  const before = await happened(TRUSTED);
  const passed = way.passed;
  await killedOnTheWay("holds", "pay", "trust", "2", "--for", "103d");
  assert.equal(way.passed, passed);
  const [{ id } = { id: "" }] = (await listed()).entries;
  const sent = await call("outbox", "send", "--json");
  const { agreed } = jsonOf<{ agreed: readonly { readonly id: string }[] }>(sent);
  assert.deepEqual(
    agreed.map((entry) => entry.id),
    [id],
    "the same bytes, under the same name",
  );
  assert.equal(await happened(TRUSTED), before + 1);
  assert.deepEqual(files(), []);
});

test("a command that is killed while its answer is on the way is not done twice", async () => {
  const before = await happened(TRUSTED);
  await killedOnTheWay("deaf", "pay", "trust", "2", "--for", "104d");
  assert.equal(await happened(TRUSTED), before + 1);
  const sent = await call("outbox", "send");
  assert.match(sent.out, /^1 agreed/);
  assert.equal(await happened(TRUSTED), before + 1);
  assert.deepEqual(files(), []);
});

test("several commands at once are each done once", async () => {
  const before = await happened(TRUSTED);
  way.mood = "away";
  const later = ["105d", "106d"].map((span) => call("pay", "trust", "2", "--for", span));
  for (const each of await Promise.all(later)) assert.equal(each.exit, 0, each.err);
  assert.equal(files().length, 2);
  way.mood = "open";
  const now = ["107d", "108d"].map((span) => call("pay", "trust", "2", "--for", span));
  for (const each of await Promise.all(now)) assert.equal(each.exit, 0, each.err);
  await call("outbox", "send");
  assert.equal(await happened(TRUSTED), before + 4);
  assert.deepEqual(files(), []);
});

test("a file that was cut short and one of another community are named, and stop nobody", async () => {
  way.mood = "away";
  await call("pay", "trust", "2", "--for", "109d");
  const [path = ""] = files();
  const whole = readFileSync(path, "utf8");
  const other = path.replace(/[0-9a-f]{64}(\.0\.json)$/, `${"a".repeat(64)}$1`);
  writeFileSync(other, JSON.stringify({ ...JSON.parse(whole), community: "b".repeat(64) }));
  writeFileSync(path, whole.slice(0, 100));
  way.mood = "open";
  const before = await happened(TRUSTED);
  assert.equal((await call("pay", "trust", "2", "--for", "110d")).exit, 0);
  assert.equal(await happened(TRUSTED), before + 1);
  const { entries, unread } = await listed();
  assert.deepEqual(entries, []);
  assert.deepEqual(unread.toSorted(), [path, other].toSorted());
  for (const file of [path, other]) rmSync(file);
});

test("a key that is not here any more keeps what it has signed, with the reason", async () => {
  way.mood = "away";
  await call("pay", "trust", "2", "--for", "111d");
  // What it has signed can be delivered without it, unless its number was used meanwhile.
  const key = join(keys, "Ana.key.json");
  const secret = readFileSync(key);
  const [path = ""] = files();
  way.mood = "open";
  const entry = JSON.parse(readFileSync(path, "utf8")) as { key: string };
  rmSync(path);
  assert.equal((await call("pay", "trust", "2", "--for", "112d")).exit, 0);
  writeFileSync(path, JSON.stringify(entry), { mode: 0o600 });
  rmSync(key);
  const sent = await call("outbox", "send");
  assert.match(sent.out, /1 still on the way\.\n.*not among the keys here any more/);
  writeFileSync(key, secret, { mode: 0o600 });
  assert.match((await call("outbox", "send")).out, /^1 agreed/);
});

test("where nobody knows whose key signs, nothing is kept", async () => {
  way.mood = "away";
  const named = await call("pay", "trust", "2", "--as", "Nobody");
  assert.equal(named.exit, 3);
  const tried = await call("pay", "trust", "2", "--dry-run");
  assert.equal(tried.exit, 3);
  const elsewhere = await call("pay", "trust", "2", "--as", "Ana", "--node", "http://127.0.0.1:9");
  assert.equal(elsewhere.exit, 0, "a key that is named says itself which community is meant");
  assert.equal((await call("outbox", "drop", "1", "--yes")).exit, 0);
  const device = await call("device", "freeze", "--yes");
  assert.equal(device.exit, 3, "what is about keys is done now, or not at all");
  assert.deepEqual(files(), []);
});
