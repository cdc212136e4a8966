// Goal: a real community, founded by the README's words and not the demonstration, lives through its first year.
// Method: the command line alone, as its people use it, on a clock that the test sets ahead.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { defaultPolicy } from "#protocol/circles/index.js";
import { PUBLISHED } from "#protocol/index.js";
import { anotherBuild } from "../network/another-build.ts";
import { type Called, commandLine, jsonOf } from "./folkmoot.ts";
import { shiftedClock } from "./shifted-clock.ts";

const DAY = 86_400_000;
const RULE = defaultPolicy("rule");
/** The edition that only the other build has: the one after those that are published. */
const NEXT = PUBLISHED + 1;
const GUESTS = [
  "Ben",
  "Cleo",
  "Dov",
  "Eva",
  "Fay",
  "Gus",
  "Hal",
  "Ida",
  "Jon",
  "Kim",
  "Leo",
  "Mia",
];

const root = mkdtempSync(join(tmpdir(), "folkmoot-first-year-"));
const clock = shiftedClock(root);
const own = commandLine(root, clock.env);
/** The program that everybody has just now. */
let program = own;
const call = (...words: readonly string[]): Promise<Called> => program.call(...words);
let node: ChildProcess | undefined;

async function begin(...more: readonly string[]): Promise<void> {
  const { child, url } = await program.run("start", "--log-level", "silent", ...more);
  node = child;
  await call("config", "set", "node", url);
}

async function stop(): Promise<void> {
  if (node === undefined || node.exitCode !== null) return;
  node.kill("SIGTERM");
  await once(node, "close");
}

/** Lets days pass while the machine is off, as on a computer that sleeps. */
async function later(days: number): Promise<void> {
  await stop();
  clock.pass(days * DAY);
  await begin("--accept-gap");
}

/** A command that somebody gives, and that has to be carried out. */
async function by(who: string, ...words: readonly string[]): Promise<Called> {
  const called = await call(...words, "--as", who);
  assert.equal(called.exit, 0, `${who}: ${words.join(" ")}\n${called.err}${called.out}`);
  return called;
}

async function invitedBy(who: string, uses: number): Promise<string> {
  const made = await by(who, "invite", "new", "--uses", String(uses), "--json");
  return jsonOf<{ link: string }>(made).link;
}

async function joins(name: string, link: string): Promise<void> {
  const joined = await call("member", "join", link, "--name", name);
  assert.equal(joined.exit, 0, joined.err);
}

before(async () => {
  const founded = await call("init", "Our street", "--purpose", "Share tools.", "--founder", "Ana");
  assert.equal(founded.exit, 0, founded.err);
  await begin();
});
after(async () => {
  await stop();
  rmSync(root, { recursive: true, force: true });
});

test("one founder brings in twelve people in an evening, by one link", async () => {
  const link = await invitedBy("Ana", GUESTS.length);
  for (const name of GUESTS) {
    await joins(name, link);
    await by("Ana", "member", "vouch", name);
  }
  const people = jsonOf<readonly { name: string; status: string }[]>(
    await by("Mia", "member", "list", "--json"),
  );
  assert.deepEqual(
    people.map(({ name, status }) => [name, status]),
    ["Ana", ...GUESTS].map((name) => [name, "member"]),
  );
  const { out } = await by("Ana", "member", "growth");
  assert.match(out, /The founding phase runs until .*, or up to 80 members; 13 are here\./);
  assert.match(out, /You have 67 places/);
});

test("the founding phase ends, and the next person comes in by the ordinary rules", async () => {
  await later(91);
  assert.match((await by("Ana", "member", "growth")).out, /0 of at most 3 came in these 30 days/);
  await joins("Nia", await invitedBy("Ben", 1));
  for (const who of ["Ana", "Ben", "Cleo"]) {
    assert.match((await by("Nia", "member", "show", "Nia")).out, /applicant/);
    await by(who, "member", "vouch", "Nia");
  }
  assert.match((await by("Dov", "member", "show", "Nia")).out, /member since/);
});

test("a device that was away for more than a month says that it begins again, and acts", async () => {
  await later(40);
  const { err } = await by("Dov", "member", "vouch", "Nia");
  assert.match(err, /away for more than a month/);
  assert.doesNotMatch((await by("Dov", "member", "unvouch", "Nia")).err, /away/);
});

test("a lost phone is frozen from the recovery file, and its owner comes back without it", async () => {
  const sheet = ["--recovery", join(root, "config", "folkmoot", "keys", "Ben.recovery.json")];
  const ben = async (...words: readonly string[]): Promise<void> => {
    const called = await call("device", ...words, ...sheet, "--yes");
    assert.equal(called.exit, 0, `${words.join(" ")}\n${called.err}`);
  };
  await ben("freeze");
  const thief = await call("invite", "new", "--as", "Ben");
  assert.equal(thief.exit, 4, thief.out);
  assert.match(thief.err, /frozen/i);
  await ben("remove", "1");
  await ben("come-back", "Ben again");
  await later(8);
  await ben("lift");
  await by("Ben again", "invite", "new");
  const gone = await call("invite", "new", "--as", "Ben");
  assert.equal(gone.exit, 4, gone.out);
});

test("somebody whom nobody knows is challenged, judged by everyone, and belongs no more", async () => {
  await by("Dov", "challenge", "open", "Nia", "--reason", "Nobody has ever met her.");
  for (const who of ["Eva", "Fay"]) await by(who, "challenge", "support", "1");
  await by("Nia", "challenge", "answer", "1", "--text", "I sell fish at the quay.");
  const early = await call("challenge", "judge", "1", "yes", "--as", "Gus");
  assert.equal(early.exit, 4, early.out);
  await later(4);
  for (const who of ["Gus", "Hal", "Ida", "Jon", "Kim"]) {
    await by(who, "challenge", "judge", "1", "yes");
  }
  await later(12);
  assert.doesNotMatch((await by("Dov", "member", "show", "Nia")).out, /member since/);
  const again = await call("member", "vouch", "Nia", "--as", "Cleo");
  assert.equal(again.exit, 4, "who let her in may not vouch for a while");
});

/** The build that has the edition of the tests. */
let newer = own;

/** What `folkmoot edition` says, once it says what is waited for. */
async function editionOnce(said: RegExp): Promise<string> {
  const end = performance.now() + 30_000;
  for (;;) {
    const { out } = await call("edition");
    if (said.test(out)) return out;
    assert.ok(performance.now() < end, `it does not come to say ${said}: ${out}`);
  }
}

test("everyone adopts the next edition, which another build of the program has", async () => {
  const lacking = await call("edition", "adopt", "--as", "Ana");
  assert.equal(lacking.exit, 1);
  assert.match(lacking.err, new RegExp(`This program has no edition ${NEXT} of the law`));
  newer = commandLine(
    root,
    clock.env,
    await anotherBuild(join(root, "newer"), "1.0.1", "with-next"),
  );
  await stop();
  program = newer;
  await begin();
  const adopted = await by("Ana", "edition", "adopt", "--body", "Profiles with a date.", "--json");
  const { events } = jsonOf<{ events: readonly { data: { decision: number } }[] }>(adopted);
  const decision = String(events[0]?.data.decision);
  for (const who of ["Ana", "Cleo", "Dov", "Eva", "Fay"]) {
    await by(who, "propose", "vote", decision, "yes");
  }
  await later(RULE.votingMs / DAY + 1);
  await later(RULE.delayMs / DAY);
  const told = await editionOnce(/1 of 1 machines are ready/);
  assert.match(told, new RegExp(`^Edition ${PUBLISHED} of the law holds`));
});

test("its moment comes: what is new works, what has ended is refused by name", async () => {
  await later(14);
  const told = await editionOnce(new RegExp(`^Edition ${NEXT} of the law holds`));
  assert.match(told, new RegExp(`Edition ${NEXT} here`));
  const text = "ab".repeat(32);
  await by("Dov", "act", "records", "describe", "--text", text);
  const shown = await call("view", "records", "dated-profile", "--person", "4", "--json");
  assert.equal(jsonOf<{ value: { text: string } }>(shown).value.text, text);
  const ended = await call("act", "records", "set-profile", "--text", text, "--as", "Dov");
  assert.equal(ended.exit, 4, ended.out);
  assert.match(ended.err, /set-profile/);
});

test("the build of before refuses the home in a sentence, and nothing is lost", async () => {
  await stop();
  const verified = await newer.call("verify", "--json");
  assert.equal(verified.exit, 0, verified.err);
  const lacks = new RegExp(`edition ${NEXT} of the law, which this program does not have`);
  const late = await own.call("start", "--port", "0");
  assert.equal(late.exit, 1, late.out);
  assert.match(late.err, lacks);
  assert.match(late.err, new RegExp(`Install a version of Folkmoot that has edition ${NEXT}`));
  const lacking = await own.call("verify");
  assert.equal(lacking.exit, 1, lacking.out);
  assert.match(lacking.out, lacks);
  const again = await newer.call("verify", "--json");
  assert.deepEqual(jsonOf<object>(again), jsonOf<object>(verified));
});

test("what was lived through is verified", async () => {
  await begin();
  await by("Dov", "invite", "new");
  await stop();
  const verified = await call("verify");
  assert.equal(verified.exit, 0, verified.err);
});
