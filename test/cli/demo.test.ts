// Goal: the demonstration can be lived in from the command line, and its history can be checked,
// exported and gone on with. Method: the program itself, in processes, as a newcomer runs it.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-demo-"));
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

test("the community is there: people, circles, proposals in every state", async () => {
  const status = jsonOf<Record<string, unknown>>(await here("status", "--json"));
  assert.equal(status["members"], 24);
  assert.equal(status["applicants"], 1);
  assert.equal(status["isDemo"], true);
  const decisions = jsonOf<{ stage: string }[]>(await here("propose", "list", "--json"));
  const stages = new Set(decisions.map(({ stage }) => stage));
  assert.deepEqual(stages, new Set(["open", "passed", "failed", "in-effect"]));
  const people = jsonOf<{ name: string }[]>(await here("member", "list", "--json"));
  assert.ok(people.some(({ name }) => name === "李梅"));
  assert.equal((await here("why", "4")).exit, 0);
});

test("somebody pays, is refused with a reason, mends it, and asks why", async () => {
  const paid = await here("pay", "kofi", "12.50", "--note", "Bread", "--as", "ana", "--json");
  assert.equal(paid.exit, 0, paid.out);
  const { id } = jsonOf<{ id: string }>(paid);
  assert.match((await here("why", id)).out, /money\/pay was done/);
  const refused = await here("pay", "siobhan", "3", "--as", "ana");
  assert.equal(refused.exit, 4);
  assert.equal(refused.err.trimEnd().split("\n").length, 3);
  assert.equal((await here("pay", "trust", "ana", "--as", "siobhan")).exit, 0);
  assert.equal((await here("pay", "siobhan", "3", "--as", "ana")).exit, 0);
});

test("a view is worked out on this computer, and is what the node shows", async () => {
  const shown = jsonOf<{ value: unknown }>(
    await here("view", "circles", "circle", "--circle", "2", "--json"),
  );
  const proved = jsonOf<{ value: unknown; proved: { rows: number; height: number } }>(
    await here("view", "circles", "circle", "--circle", "2", "--proved", "--json"),
  );
  assert.deepEqual(proved.value, shown.value);
  assert.ok(proved.proved.rows > 0 && proved.proved.height > 0);
  const nothing = await here("view", "circles", "circle", "--circle", "99", "--proved", "--json");
  assert.equal(jsonOf<{ value: unknown }>(nothing).value, null);
  const open = jsonOf<{ decision: number; stage: string }[]>(
    await here("propose", "list", "--json"),
  ).find(({ stage }) => stage === "open");
  const words = ["--decision", String(open?.decision), "--person", "1", "--proved"];
  const hidden = await here("view", "decisions", "decision", ...words);
  assert.equal(hidden.exit, 1);
  assert.match(hidden.err, /cannot be proved to you/);
});

test("a decision is counted again on this computer", async () => {
  const counted = await here("recount", "1");
  assert.equal(counted.exit, 0, counted.err);
  assert.match(counted.out, /11 yes, 2 no, 1 abstain/);
  assert.match(counted.out, /That is the same, and so it was accepted/);
  const list = jsonOf<{ decision: number; stage: string }[]>(
    await here("propose", "list", "--json"),
  );
  const open = list.find(({ stage }) => stage === "open");
  assert.match((await here("recount", String(open?.decision))).out, /nobody can count yet/);
  assert.equal((await here("recount", "999")).exit, 1);
  assert.equal((await here("recount", "first")).exit, 2);
});

test("a rehearsal changes nothing", async () => {
  const heightOf = async () =>
    jsonOf<{ value: { holdings: unknown } }>(
      await here("view", "money", "wallet", "--account", "1", "--json"),
    ).value.holdings;
  const before = await heightOf();
  const rehearsed = await here("pay", "kofi", "1", "--dry-run", "--as", "ana", "--json");
  assert.equal(rehearsed.exit, 0, rehearsed.out);
  assert.equal(jsonOf<{ dryRun: boolean }>(rehearsed).dryRun, true);
  const refused = await here("propose", "vote", "4", "yes", "--dry-run", "--as", "ana");
  assert.equal(refused.exit, 4);
  assert.deepEqual(await heightOf(), before);
});

test("a way to decide is proposed, and what that takes is said before anything is done", async () => {
  const proposing = ["propose", "policy", "statement", "--share", "4/5", "--as", "ana"] as const;
  const title = ["--title", "Ask for four fifths"] as const;
  const dry = await here(...proposing, ...title, "--dry-run");
  assert.equal(dry.exit, 0, dry.err);
  assert.match(dry.out, /more than 80 % of yes and no/);
  assert.match(dry.out, /at least \d+ of \d+ say yes/);
  const done = await here(...proposing, ...title, "--json");
  assert.equal(done.exit, 0, done.err);
  const [newest] = jsonOf<{ decision: number }[]>(await here("propose", "list", "--json"));
  const shown = await here("propose", "show", String(newest?.decision), "--as", "ana");
  assert.match(shown.out, /is more than 80 % of yes and no; voting lasts 7 days/);
  const same = await here("propose", "policy", "statement", "--title", "x", "--as", "ana");
  assert.equal(same.exit, 4);
  assert.match(same.err, /decides in this way already/);
  assert.equal((await here("propose", "policy", "weather", "--title", "x")).exit, 2);
});

test("circles are shown; what stands offered to nobody is neither accepted nor declined", async () => {
  assert.match((await here("circle", "list")).out, /everyone, 24 people/);
  assert.match((await here("circle", "show", "2", "--as", "ana")).out, /Circle 2: /);
  assert.match((await here("circle", "offers", "--as", "ana")).out, /Nothing stands offered/);
  for (const words of [
    ["accept", "2"],
    ["decline", "2"],
    ["accept-role", "1"],
    ["decline-role", "1"],
  ]) {
    const refused = await here("circle", ...words, "--as", "ana");
    assert.equal(refused.exit, 4, words.join(" "));
    assert.match(refused.err, /stands offered to you/);
  }
  const unheard = await here("propose", "answer", "6", "--text", "No.", "--as", "ana");
  assert.equal(unheard.exit, 4);
  assert.equal((await here("circle", "show", "99")).exit, 1);
});

test("a vote is cast and changed, and the third vouch admits", async () => {
  assert.equal((await here("propose", "vote", "6", "no", "--as", "ana")).exit, 0);
  assert.equal((await here("propose", "vote", "6", "yes", "--as", "ana")).exit, 0);
  assert.match((await here("propose", "show", "6", "--as", "ana")).out, /Your answer: yes/);
  const closed = await here("propose", "vote", "1", "no", "--as", "ana");
  assert.equal(closed.exit, 4);
  assert.match((await here("member", "show", "noor")).out, /applicant/);
  assert.equal((await here("member", "vouch", "noor", "--as", "ana")).exit, 0);
  assert.match((await here("member", "show", "noor")).out, /: member since/);
});

test("a newcomer joins with a link; a used link and a wrong secret are refused", async () => {
  const made = await here("invite", "new", "--as", "kofi", "--json");
  const { link } = jsonOf<{ link: string }>(made);
  const wrong = link.replace(/#./, (start) => (start === "#0" ? "#1" : "#0"));
  const forged = await here("member", "join", wrong, "--name", "Eve");
  assert.equal(forged.exit, 4, forged.err);
  const joined = await here("member", "join", link, "--name", "Lin", "--about", "Sails.");
  assert.equal(joined.exit, 0, joined.err);
  assert.match((await here("member", "show", "26", "--as", "ana")).out, /Lin .*applicant/);
  assert.equal((await here("member", "join", link, "--name", "Max")).exit, 4);
  assert.deepEqual(
    readdirSync(join(root, "config", "folkmoot", "keys")).sort(),
    ["Lin.key.json", "Lin.recovery.json", "outbox", "verified"],
    "a key that the community did not take is not kept",
  );
});

test("while the node runs, its home is read from a copy of one moment, and started by nobody else", async () => {
  const verdict = jsonOf<{ ok: boolean }>(await here("verify", "--json"));
  assert.equal(verdict.ok, true);
  const copied = await here("export", "--to", join(root, "running"));
  assert.equal(copied.exit, 0, copied.err);
  const { exit, err } = await here("demo");
  assert.equal(exit, 1);
  assert.match(err, /in use by process/);
});

test("stopped, it verifies; and it goes on where it was", async () => {
  assert.equal((await here("stop")).exit, 0);
  const verdict = jsonOf<{ ok: boolean; height: number; appHash: string }>(
    await here("verify", "--json"),
  );
  assert.equal(verdict.ok, true);
  assert.match(verdict.appHash, /^[0-9a-f]{64}$/);
  node = await run("demo", "--home", home);
  const { height } = jsonOf<{ height: number }>(await here("status", "--json"));
  assert.ok(height >= verdict.height);
  assert.equal((await here("stop")).exit, 0);
  assert.equal((await here("status")).exit, 3);
});

test("an export holds everything, and a community goes on from it", async () => {
  const folder = join(root, "export");
  const exported = await here("export", "--to", folder, "--json");
  assert.equal(exported.exit, 0, exported.out);
  const { blocks, height } = jsonOf<{ blocks: number; height: number }>(exported);
  assert.equal(blocks, height);
  const lines = readFileSync(join(folder, "blocks.ndjson"), "utf8").trimEnd().split("\n");
  assert.equal(lines.length, height);
  for (const line of lines) JSON.parse(line);
  assert.match(readFileSync(join(folder, "constitution.md"), "utf8"), /1\.05 units an hour/);
  assert.match(readFileSync(join(folder, "people.csv"), "utf8"), /,Ana Ribeiro,member,/);
  const before = balancesIn(folder);
  const fork = join(root, "fork");
  const founded = await call("init", "--from", folder, "--home", fork, "--json");
  assert.equal(founded.exit, 0, founded.out);
  const forked = await run("start", "--home", fork);
  const people = jsonOf<{ members: number }>(await call("status", "--home", fork, "--json"));
  assert.equal(people.members, 25);
  assert.equal((await call("stop", "--home", fork)).exit, 0);
  forked.child.kill();
  assert.equal((await call("verify", "--home", fork)).exit, 0);
  const again = join(root, "again");
  assert.equal((await call("export", "--home", fork, "--to", again)).exit, 0);
  assert.deepEqual(balancesIn(again), before);
});

/** All shares of all people, as an export lists them; what waits in offers belongs to who offered it. */
function balancesIn(folder: string): ReadonlyMap<string, bigint> {
  const rowsOf = <R>(table: string): R[] =>
    readFileSync(join(folder, "tables", "money", `${table}.ndjson`), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as R);
  const sums = new Map<string, bigint>();
  const add = (who: string, shares: string) =>
    sums.set(who, (sums.get(who) ?? 0n) + BigInt(shares));
  type Holding = { key: { account: number; currency: number }; row: { shares: string } };
  for (const { key, row } of rowsOf<Holding>("holdings"))
    add(`${key.account} ${key.currency}`, row.shares);
  type Offer = { row: { from: number; currency: number; shares: string } };
  for (const { row } of rowsOf<Offer>("offers")) add(`${row.from} ${row.currency}`, row.shares);
  return new Map([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

test("what the demonstration keeps secret is for its owner alone", () => {
  for (const path of ["demo.json", "keys", "keys/validator.json"]) {
    assert.equal(statSync(join(home, path)).mode & 0o077, 0, path);
  }
});

test("a real community is never taken for a demonstration", async () => {
  const { exit, err } = await call("demo", "--reset", "--yes", "--home", join(root, "fork"));
  assert.equal(exit, 1);
  assert.match(err, /A real community lives/);
  assert.ok(existsSync(join(root, "fork", "founding.json")));
});

test("a flipped byte is found and named", async () => {
  const store = join(home, "store");
  const largest = readdirSync(store)
    .map((name) => ({ name, size: statSync(join(store, name)).size }))
    .filter(({ name }) => /\.(log|ldb)$/.test(name))
    .sort((left, right) => right.size - left.size)[0];
  assert.ok(largest !== undefined);
  const path = join(store, largest.name);
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const { exit, out } = await here("verify", "--json");
  assert.equal(exit, 1, out);
  const verdict = JSON.parse(out) as { ok: boolean; reason?: string };
  assert.equal(verdict.ok, false);
});
