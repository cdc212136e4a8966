/**
 * Goal: a person chooses who else is asked; a witness that is silent, or that only passes on what another
 * node says, is told as such and never as one that agrees; one that proves another page stops everything.
 * Method: the command line and the library at a real node, with witnesses that agree, are silent, relay,
 * and tell the history of a second copy.
 */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { WitnessEntry } from "#client/witnesses/entry.js";
import { freePorts } from "#node/index.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { askNode, type LyingWorld, startLyingWorld } from "./lying-world.ts";

let world: LyingWorld;
let computer: ReturnType<typeof commandLine>;
let relay: Server;
let silent: string;

const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

before(async () => {
  world = await startLyingWorld();
  computer = commandLine(join(world.root));
  silent = `http://127.0.0.1:${(await freePorts(1))[0]}`;
  relay = createServer((request, response) => {
    const path = (request.url ?? "").replace("/api/v1", "");
    void askNode(world.honest(), path).then((json) =>
      response.end(JSON.stringify({ ...(json as object), relayed: true })),
    );
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
});
after(async () => {
  relay?.closeAllConnections();
  relay?.close();
  await world?.end();
});

const witness = (...words: readonly string[]) =>
  computer.call("witness", ...words, "--node", world.proxy.url);

async function listed(): Promise<ReadonlyMap<string, WitnessEntry>> {
  const { witnesses } = jsonOf<{ readonly witnesses: readonly WitnessEntry[] }>(
    await witness("list", "--json"),
  );
  return new Map(witnesses.map((entry) => [entry.site, entry]));
}

test("without witnesses it is said that nobody but the node says what the record is", async () => {
  const { exit, out } = await witness("list");
  assert.equal(exit, 0);
  assert.match(out, /You have no witnesses/);
});

test("what is no address, and the node itself, is no witness", async () => {
  for (const address of [
    "folk.example.org",
    "ftp://folk.example.org",
    "https://ana:secret@folk.example.org",
    "https://folk.example.org/?a=1",
    "https://folk.example.org/#a",
    `https://${"a".repeat(300)}.example`,
    "javascript:alert(1)",
  ]) {
    const { exit, err } = await witness("add", address);
    assert.equal(exit, 1, address);
    assert.match(err, /not the address of a node/);
  }
  assert.match((await witness("add", `${world.proxy.url}/`)).err, /the node that you use/);
});

test("one that agrees, one that is silent and one that relays are told apart", async () => {
  for (const address of [`${world.honest().url}/`, silent, addressOf(relay)]) {
    const { exit, err } = await witness("add", address);
    assert.equal(exit, 0, err);
  }
  await world.honest().engine.tick();
  const { out } = await witness("list");
  assert.match(out, new RegExp(`${world.honest().url} {2}yours; agreed `));
  assert.match(
    out,
    new RegExp(`${silent} {2}yours; silent, which is no agreement .*never agreed yet`),
  );
  assert.match(
    out,
    new RegExp(`${addressOf(relay)} {2}yours; only passed on what another node says`),
  );
  assert.match(out, /1 of 3 witnesses shows the same page/);
  const found = await listed();
  assert.equal(found.get(world.honest().url)?.last?.word, "agrees");
  assert.equal(found.get(silent)?.last?.word, "silent");
  assert.equal(found.get(silent)?.agreedAt, undefined);
  assert.equal(found.get(addressOf(relay))?.last?.word, "relayed");
});

test("also where there is no newer page, everybody is asked again", async () => {
  const { out } = await witness("list");
  assert.match(out, /1 of 3 witnesses shows the same page/);
});

test("silence of all is said, and is no agreement", async () => {
  assert.equal((await witness("remove", world.honest().url)).exit, 0);
  const { out } = await witness("list");
  assert.match(out, /Nobody confirms it: 2 witnesses did not show this page/);
  const view = await computer.call(
    ...["view", "constitution", "rules", "--proved", "--node", world.proxy.url],
  );
  assert.match(view.out, /Nobody confirms it/);
  assert.match((await witness("remove", world.honest().url)).err, /none of your witnesses/);
});

test("a witness that proves another page opens two histories", async () => {
  while (world.twin.engine.head().height < world.honest().engine.head().height) {
    await world.twin.engine.tick();
  }
  assert.equal((await witness("add", world.twin.url)).exit, 0);
  const { exit, err } = await witness("list");
  assert.equal(exit, 1);
  assert.match(err, /Two histories/);
  const shown = await computer.call("trust", "--node", world.proxy.url);
  assert.equal(shown.exit, 1);
  assert.match(shown.out, new RegExp(`What ${world.twin.url} shows:`));
  assert.match(shown.out, /Signed both: [0-9a-f]{40}/);
  const own = /name {6}(\S+)/.exec(shown.out)?.[1] ?? "";
  const again = await computer.call(
    ...["trust", "begin-again", own, "--yes", "--node", world.proxy.url],
  );
  assert.match(again.err, /does not clear it up/);
  assert.equal((await witness("remove", world.twin.url)).exit, 0);
  assert.equal((await computer.call("trust", "--node", world.proxy.url)).exit, 0);
});

test("no more than eight are asked", async () => {
  for (let more = 1; more <= 6; more += 1) {
    assert.equal((await witness("add", `https://${more}.example.org`)).exit, 0);
  }
  assert.match((await witness("add", "https://9.example.org")).err, /8 witnesses already/);
  for (let more = 1; more <= 6; more += 1) await witness("remove", `https://${more}.example.org`);
});
