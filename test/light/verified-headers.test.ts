/**
 * Goal: a home that takes the state over believes only headers that lead back to what its operator
 * trusts, and turns on which all who are asked agree.
 * Method: real chains behind small servers: the right one, one that lies, one that is another chain.
 */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { trustedHeader, verifiedHeaders } from "#cli/verified-headers.js";
import type { Engine } from "#engine/engine.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { createMemoryStore } from "#engine/store/memory-store.js";
import { createTestEngine } from "#engine/testing/test-engine.js";
import { headerHash, type LightBlock, lightBlockToJson } from "#protocol/chain/index.js";

const servers: Server[] = [];
const engines: Engine[] = [];
after(async () => {
  for (const server of servers) server.close();
  await Promise.all(engines.map((engine) => engine.stop()));
});

/** A chain of some blocks, founded when it is told. */
async function chainOf(foundedAt?: number) {
  const plan = foundedAt === undefined ? {} : { foundedAt };
  const testEngine = createTestEngine(3, createMemoryStore(), plan);
  const engine = await testEngine.start();
  engines.push(engine);
  for (let block = 0; block < 6; block += 1) await engine.tick();
  return { founding: testEngine.founding, engine };
}

type Turns = readonly unknown[] | undefined;

/** Serves a chain's headers, and turns. */
async function serve(engine: Engine, turns: Turns = [0]): Promise<string> {
  const server = createServer(async (request, response) => {
    const [what, at = ""] = (request.url ?? "").split("/").slice(-2);
    const height = at === "latest" ? engine.head().height : Number(at);
    const block = await engine.lightBlock(height);
    const answer = what === "turns" ? turns && { turns } : block && lightBlockToJson(block);
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(JSON.stringify(answer ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const foundedAt = Date.now() - 60_000;
const recent = await chainOf(foundedAt);
const old = await chainOf();
const asked = ({ founding, engine }: typeof recent, ...snapshots: number[]) => {
  return { founding, chainId: engine.chainId, snapshots };
};
async function headerOf(engine: Engine, height: number) {
  const block = (await engine.lightBlock(height)) as LightBlock;
  return { height, hash: headerHash(nativeHasher, block.signedHeader.header) };
}

test("from the founding to the newest snapshot", async () => {
  const site = await serve(recent.engine);
  const found = await trustedHeader(site, asked(recent, 2, 5), undefined);
  assert.deepEqual(found, await headerOf(recent.engine, 5));
});

test("a founding of long ago leads nowhere, a header that was handed on does, up and down", async () => {
  const site = await serve(old.engine);
  await assert.rejects(trustedHeader(site, asked(old, 5), undefined), {
    code: "cli/untrusted",
    message: "Nothing that is trusted leads to the newest state.",
  });
  const above = await headerOf(old.engine, 6);
  assert.deepEqual(await trustedHeader(site, asked(old, 3), above), await headerOf(old.engine, 3));
});

test("another chain, another header and a node without snapshots are refused", async () => {
  const site = await serve(old.engine);
  await assert.rejects(trustedHeader(site, asked(recent, 5), undefined), {
    code: "cli/untrusted",
    message: "That node's newest state could not be verified.",
  });
  const wrong = { height: 4, hash: new Uint8Array(32).fill(1) };
  const right = await serve(recent.engine);
  await assert.rejects(trustedHeader(right, asked(recent, 5), wrong), { code: "cli/untrusted" });
  await assert.rejects(trustedHeader(right, asked(recent, 900), undefined), {
    code: "cli/untrusted",
  });
  await assert.rejects(trustedHeader(right, asked(recent), undefined), { code: "cli/no-snapshot" });
});

test("headers come from anyone who answers, and never from another chain", async () => {
  const { chainId } = recent.engine;
  const trusted = await headerOf(recent.engine, 3);
  const good = await serve(recent.engine);
  const sites = ["http://127.0.0.1:9", await serve(old.engine), good];
  const source = verifiedHeaders({ sites, chainId, trusted });
  assert.deepEqual(await source.lightBlock(5), await recent.engine.lightBlock(5));
  assert.deepEqual(await source.lightBlock(3), await recent.engine.lightBlock(3));
  assert.deepEqual(await source.lightBlock(2), await recent.engine.lightBlock(2));
  assert.equal(await source.lightBlock(900), undefined);
  const others = verifiedHeaders({ sites: sites.slice(0, 2), chainId, trusted });
  assert.equal(await others.lightBlock(5), undefined);
});

test("of two histories that are both signed none is taken", async () => {
  const { chainId } = recent.engine;
  const testEngine = createTestEngine(3, createMemoryStore(), { foundedAt });
  const twin = await testEngine.start();
  engines.push(twin);
  await twin.submit(testEngine.addDevice(twin, 1));
  for (let block = 0; block < 6; block += 1) await twin.tick();
  const trusted = await headerOf(twin, 1);
  assert.deepEqual(await headerOf(recent.engine, 1), trusted);
  const sites = [await serve(recent.engine), await serve(twin)];
  for (const site of sites) {
    const alone = verifiedHeaders({ sites: [site], chainId, trusted });
    assert.notEqual(await alone.lightBlock(5), undefined);
  }
  assert.equal(await verifiedHeaders({ sites, chainId, trusted }).lightBlock(5), undefined);
});

test("turns are believed only where all who answer say the same", async () => {
  const { chainId } = recent.engine;
  const trusted = await headerOf(recent.engine, 3);
  const of = async (...told: Turns[]) => {
    const sites = await Promise.all(told.map((turns) => serve(recent.engine, turns)));
    return verifiedHeaders({ sites, chainId, trusted }).turns(3);
  };
  const none = verifiedHeaders({ sites: ["http://127.0.0.1:9"], chainId, trusted });
  assert.equal(await none.turns(3), undefined);
  assert.deepEqual(await of([1, -1], [1, -1]), [1, -1]);
  assert.equal(await of([1, -1], [-1, 1]), undefined);
  assert.equal(await of(["1"]), undefined);
});
