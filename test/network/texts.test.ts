/**
 * Goal: what people wrote reaches every machine of a network, wrong bytes are refused, and what is
 * erased is gone everywhere.
 * Method: four real nodes that know each other's addresses, and a liar among the addresses.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createClient, httpTransport, seedSigner } from "#client/index.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { signTextRequest } from "#node/blobs/text-request.js";
import { freePorts } from "#node/index.js";
import { fromHex, toHex } from "#protocol/kernel/bytes.js";
import { foundNetwork, type LocalNetwork } from "./local-network.ts";

const { missing } = testBinary();
let network: LocalNetwork;
let asked = 0;
/** Gives wrong bytes for whatever is asked. */
const liar = createServer((request, response) => {
  let body = "";
  request.on("data", (data: Buffer) => (body += data.toString()));
  request.on("end", () => {
    response.setHeader("content-type", "application/json");
    // What else it is asked, it answers with nothing of use.
    if (request.url !== "/api/v1/network/texts") {
      response.end("{}");
      return;
    }
    asked += 1;
    const { hashes } = JSON.parse(body) as { hashes: string[] };
    const wrong = Buffer.alloc(64, 1).toString("base64");
    const blobs = Object.fromEntries(hashes.map((hash) => [hash, wrong]));
    response.end(JSON.stringify({ blobs }));
  });
});

before(async () => {
  if (missing !== false) return;
  const [lies, ...ports] = (await freePorts(5)) as [number, ...number[]];
  await new Promise<void>((resolve) => liar.listen(lies, "127.0.0.1", resolve));
  const sites = [lies, ...ports].map((port) => `http://127.0.0.1:${port}`);
  network = await foundNetwork(4, {
    ports,
    sites: (node) => sites.filter((_, at) => at !== node + 1),
  });
  await Promise.all(network.nodes.map((node) => node.start()));
});
after(async () => {
  await network?.end();
  liar.close();
});

async function everywhere(hash: string, isThere: boolean): Promise<void> {
  for (const { home } of network.nodes) {
    const until = performance.now() + 20_000;
    while (existsSync(join(home, "blobs", hash)) !== isThere) {
      assert.ok(performance.now() < until, `${home}: ${isThere ? "not there" : "still there"}`);
      await pause(50);
    }
  }
}

test("a text reaches every node, and its erasure too", { skip: missing }, async () => {
  const { seed } = JSON.parse(readFileSync(network.keyFile, "utf8")) as { seed: string };
  const signer = seedSigner(fromHex(seed) as Uint8Array);
  const [first] = network.nodes;
  assert.ok(first !== undefined);
  const client = createClient({ transport: httpTransport(first.url), signer });
  const about = { audience: "community", kind: "note" } as const;
  const text = await client.publish({ text: "For everybody here." }, about);
  const hash = typeof text === "string" ? text : toHex(text as Uint8Array);
  await everywhere(hash, true);
  assert.ok(asked > 0, "the liar was asked, and its bytes were not kept");
  const { problem } = await client.act("records/erase", { text });
  assert.equal(problem, undefined);
  await everywhere(hash, false);
});

test("a stranger's question brings nothing that is for the community", {
  skip: missing,
}, async () => {
  const [first] = network.nodes;
  const { seed } = JSON.parse(readFileSync(network.keyFile, "utf8")) as { seed: string };
  const member = seedSigner(fromHex(seed) as Uint8Array);
  const client = createClient({ transport: httpTransport(first?.url ?? ""), signer: member });
  const about = { audience: "community", kind: "note" } as const;
  const text = await client.publish({ text: "Not for strangers." }, about);
  const hash = typeof text === "string" ? text : toHex(text as Uint8Array);
  const stranger = signerFromSeed(new Uint8Array(32).fill(3));
  const { community } = await client.community();
  const named = fromHex(community) as Uint8Array;
  const signed = signTextRequest(stranger, named, Date.now(), [hash]);
  const ask = (body: object) =>
    fetch(`${first?.url}/api/v1/network/texts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  assert.deepEqual(await (await ask(signed)).json(), { blobs: {} });
  assert.equal((await ask({ ...signed, signature: "00".repeat(64) })).status, 404);
  assert.equal((await ask({ ...signed, at: Date.now() - 600_000 })).status, 404);
});
