/**
 * Goal: a founder gets from `init` to a running community by one link, which no log, no other process
 * and no killed machine gives to anybody else.
 * Method: the program itself, in processes, as a newcomer runs it; a founder's browser is played by what
 * it sends.
 */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { type Called, commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-first-day-"));
const { begin, call, run } = commandLine(root, { FOLKMOOT_KEYS: "" });
after(() => rmSync(root, { recursive: true, force: true }));

const device = toHex(signerFromSeed(new Uint8Array(32).fill(5)).publicKey);
const words = ["init", "Our street", "--purpose", "Share tools.", "--founder", "Mira"];

async function prepare(name: string, ...more: readonly string[]): Promise<string> {
  const home = join(root, name);
  const prepared = await call(...words, ...more, "--home", home);
  assert.equal(prepared.exit, 0, prepared.err);
  return home;
}

/** The link's secret, as `folkmoot open` prints it to somebody who can read the home. */
async function openLink(home: string): Promise<{ secret: string; link: string }> {
  const { link } = jsonOf<{ link: string }>(await call("open", "--home", home, "--json"));
  const secret = /\/#\/claim\/([0-9a-f]{32})$/.exec(link)?.[1];
  assert.ok(secret !== undefined, link);
  return { secret, link };
}

/** What a founder's browser sends. */
function found(url: string, secret: string): Promise<Response> {
  const headers = { authorization: `Bearer ${secret}`, origin: url };
  const body = JSON.stringify({ device, name: "Mira" });
  return fetch(`${url}/api/v1/founder`, { method: "POST", headers, body });
}

async function communityOf(url: string): Promise<{ readonly name: string }> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${url}/api/v1/community`).catch(() => undefined);
    if (answer?.ok) return (await answer.json()) as { readonly name: string };
    assert.ok(tries < 200, "the node does not go on as its community's");
    await wait(50);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill(signal);
  await closed;
}

const textOf = (called: Called): string => called.out + called.err;

test("init prepares, start waits, the link founds, and the same process goes on at the same address", async () => {
  const home = await prepare("street");
  assert.deepEqual(readdirSync(home), ["waiting.json"]);
  const { child, url } = await run("start", "--home", home, "--log-level", "silent");
  try {
    const { secret, link } = await openLink(home);
    assert.equal(link, `${url}/#/claim/${secret}`);
    const status = await call("status", "--home", home);
    assert.equal(status.exit, 1, status.out);
    assert.match(status.err, /waits for its founder/);
    assert.match(status.err, /folkmoot open/);
    assert.equal((await found(url, secret)).status, 201);
    assert.equal((await communityOf(url)).name, "Our street");
    const opened = await call("open", "--home", home);
    assert.equal(opened.out.trim(), url, "a community that is founded is opened without a link");
    assert.equal((await found(url, secret)).status, 404);
    assert.equal((await call("status", "--home", home)).exit, 0);
  } finally {
    await end(child, "SIGTERM");
  }
  assert.equal((await call("verify", "--home", home)).exit, 0);
});

test("a service's log has no link, however much is logged, and says how to get one", async () => {
  const home = await prepare("logged");
  const child = begin("start", "--home", home, "--port", "0", "--log-level", "debug");
  let said = "";
  child.stdout?.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (said += data.toString()));
  try {
    const { secret, link } = await waitForLink(home);
    const url = new URL(link).origin;
    assert.equal((await found(url, "0".repeat(32))).status, 403);
    assert.equal((await found(url, secret)).status, 201);
    await communityOf(url);
  } finally {
    await end(child, "SIGTERM");
  }
  assert.match(said, /folkmoot open --home/);
  assert.match(said, /is founded/);
  assert.equal(/[0-9a-f]{32}/.test(said.replace(/[0-9a-f]{64}/g, "")), false, said);
});

async function waitForLink(home: string): Promise<{ secret: string; link: string }> {
  for (let tries = 0; ; tries += 1) {
    const opened = await call("open", "--home", home, "--json");
    if (opened.exit === 0) return openLink(home);
    assert.equal(opened.exit, 3, opened.out);
    assert.ok(tries < 100);
  }
}

test("a kill at any moment leaves a home that waits, or the community of that founder", async () => {
  for (const [at, delay] of [0, 2, 6, 15, 40].entries()) {
    const home = await prepare(`killed-${at}`);
    const { child, url } = await run("start", "--home", home, "--log-level", "silent");
    const { secret } = await openLink(home);
    const asked = found(url, secret).catch(() => undefined);
    await wait(delay);
    await end(child, "SIGKILL");
    await asked;
    const again = await run("start", "--home", home, "--log-level", "silent");
    try {
      if (existsSync(join(home, "founding.json"))) {
        await communityOf(again.url);
        assert.match(readFileSync(join(home, "founding.json"), "utf8"), new RegExp(device));
        assert.equal((await found(again.url, secret)).status, 404);
        assert.equal(existsSync(join(home, "waiting.json")), false);
      } else {
        const next = await openLink(home);
        assert.equal((await found(again.url, secret)).status, 403, "the old link is gone");
        assert.equal((await found(again.url, next.secret)).status, 201);
        await communityOf(again.url);
      }
    } finally {
      await end(again.child, "SIGTERM");
    }
    assert.equal((await call("verify", "--home", home)).exit, 0);
  }
});

test("start that is stopped while it waits ends well, and waits again the next time", async () => {
  const home = await prepare("stopped");
  const child = begin("start", "--home", home, "--port", "0", "--json");
  assert.ok(child.stdout !== null);
  for await (const line of createInterface(child.stdout)) {
    const told = JSON.parse(line) as { waiting?: boolean; stopped?: boolean };
    if (told.waiting) assert.equal((await call("stop", "--home", home)).exit, 0);
    else assert.equal(told.stopped, true);
  }
  if (child.exitCode === null) await once(child, "close");
  assert.equal(child.exitCode, 0);
  assert.equal(existsSync(join(home, "waiting.json")), true);
});

test("an occupied home is refused before anything is asked, and with everything that may be said", async () => {
  const home = await prepare("occupied");
  for (const more of [[], ["Our lane"], ["--keys", join(root, "keys")], words.slice(1)]) {
    const refused = await call("init", ...more, "--home", home);
    assert.equal(refused.exit, 1, more.join(" "));
    assert.match(refused.err, /lives here already/);
    assert.equal(/--purpose|name is missing/.test(refused.err), false, refused.err);
  }
  assert.equal(existsSync(join(root, "keys")), false);
});

test("nobody is given a link where no node runs, or no home is", async () => {
  const home = await prepare("asleep");
  for (const place of [home, join(root, "nowhere")]) {
    const opened = await call("open", "--home", place);
    assert.equal(opened.exit, 3);
    assert.match(opened.err, /folkmoot start/);
  }
  assert.match((await call("start", "--home", join(root, "nowhere"))).err, /folkmoot init/);
  const well = await call("doctor", "--home", home, "--port", "0");
  assert.equal(well.exit, 0, well.out);
  assert.match(well.out, /waits for its founder/);
});

test("a public address is kept in the home, leads the founder's link, and is refused where it is none", async () => {
  const address = "https://folk.example.org";
  const home = await prepare("addressed", "--public-address", address);
  const kept = JSON.parse(readFileSync(join(home, "config.json"), "utf8"));
  assert.deepEqual(kept, { "public-address": address });
  const { child } = await run("start", "--home", home, "--log-level", "silent");
  try {
    assert.match((await openLink(home)).link, /^https:\/\/folk\.example\.org\/#\/claim\//);
  } finally {
    await end(child, "SIGTERM");
  }
  const bad = await call(...words, "--public-address", "http://x", "--home", join(root, "bad"));
  assert.equal(bad.exit, 1);
  assert.match(textOf(bad), /https:\/\/folk\.example\.org/);
  assert.equal(existsSync(join(root, "bad")), false);
  const none = await prepare("none-yet", "--public-address", "none yet");
  assert.equal(existsSync(join(none, "config.json")), false);
  const nowhere = ["config", "set", "public-address", address, "--home", join(root, "nowhere")];
  assert.equal((await call(...nowhere)).exit, 1);
});

test("an invitation says where it works, until the community has an address of its own", async () => {
  const home = join(root, "inviting");
  const keys = ["--keys", join(root, "miras-keys"), "--home", home];
  assert.equal((await call(...words, ...keys)).exit, 0);
  const begun = () => run("start", "--home", home, "--log-level", "silent");
  let { child } = await begun();
  try {
    const here = await call("invite", "new", ...keys);
    assert.match(here.out, /this computer only/);
    assert.match(here.out, /config set public-address/);
    const lan = await call("invite", "new", "--origin", "http://192.168.1.5:8080", ...keys);
    assert.match(lan.out, /keep no keys at this address/);
    await end(child, "SIGTERM");
    const set = ["config", "set", "public-address", "https://folk.example.org", "--home", home];
    assert.equal((await call(...set)).exit, 0);
    ({ child } = await begun());
    const everywhere = await call("invite", "new", ...keys);
    assert.match(everywhere.out, /^https:\/\/folk\.example\.org\/j\/3#/);
    assert.equal(/this computer only|no keys/.test(everywhere.out), false);
    const card = everywhere.out.split("\n")[0]?.split(".").at(-1) ?? "";
    const told: unknown = JSON.parse(Buffer.from(card, "base64url").toString("utf8"));
    assert.deepEqual(told, ["Mira", "Our street", "Share tools."]);
  } finally {
    await end(child, "SIGTERM");
  }
});

test("a node that listens everywhere prints what can be opened", async () => {
  const home = join(root, "everywhere");
  const keys = ["--keys", join(root, "more-keys"), "--home", home];
  assert.equal((await call(...words, ...keys)).exit, 0);
  for (const host of ["0.0.0.0", "::"]) {
    const { child, url } = await run("start", "--home", home, "--host", host);
    try {
      assert.equal(/0\.0\.0\.0|\[::\]/.test(url), false, url);
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
    } finally {
      await end(child, "SIGTERM");
    }
  }
});
