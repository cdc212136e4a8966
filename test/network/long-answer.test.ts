/**
 * Goal: another node's endless answer ends here, anyone who redirects leads nowhere, and texts that
 * nobody has hold nothing up.
 * Method: the fetching of texts over a village in memory, beside servers that answer so.
 */
import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { replicateTexts } from "#node/blobs/replicate.js";
import { TEXTS_PER_REQUEST_MAX } from "#node/blobs/text-request.js";
import { createClosers } from "#node/closers.js";
import type { NodeContext } from "#node/context.js";
import { climb } from "#node/restart/climb.js";
import { watchRestarts } from "#node/restart/watch-restarts.js";
import type { LightBlock } from "#protocol/chain/index.js";
import { declare } from "#protocol/testing/helping.js";
import { foundTestLaw } from "#protocol/testing/test-law.js";

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { server, site: `http://127.0.0.1:${port}` };
}

function fetching(site: string, texts = 1) {
  const testLaw = foundTestLaw(1);
  for (let at = 0; at < texts; at += 1) declare(testLaw, 1);
  const closers = createClosers();
  const context = {
    engine: {
      ledger: { community: testLaw.community, reader: () => testLaw.state },
      subscribe: () => () => {},
    },
    blobs: { get: async () => undefined, put: async () => "kept" },
    log: { info() {}, warn() {}, error() {} },
    clock: { now: () => testLaw.now, steady: () => performance.now() },
    network: {},
    sites: [site],
  } as unknown as NodeContext;
  replicateTexts(context, signerFromSeed(new Uint8Array(32)), closers);
  return closers;
}

/** A site whose answers never end, and how they ended all the same. */
async function serveWithoutEnd() {
  const MOST = 64 * 1_048_576;
  let sent = 0;
  let tell: (how: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const { server, site } = await serve((_, response) => {
    response.setHeader("content-type", "application/json");
    response.on("close", () => tell("cut off"));
    const chunk = Buffer.alloc(262_144, 32);
    const push = () => {
      while (sent < MOST) {
        sent += chunk.length;
        if (!response.write(chunk)) return;
      }
      tell("all was read");
    };
    response.on("drain", push);
    push();
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { site, ended, close };
}

test("an endless answer is cut off", async () => {
  const { site, ended, close } = await serveWithoutEnd();
  const closers = fetching(site);
  assert.equal(await ended, "cut off");
  await closers.close();
  close();
});

test("an endless header is cut off", async () => {
  const { site, ended, close } = await serveWithoutEnd();
  const own = { signedHeader: { header: { height: 5n } } } as LightBlock;
  const climbed = climb(site, own, 7).catch(() => undefined);
  assert.equal(await ended, "cut off");
  assert.equal(await climbed, undefined);
  close();
});

test("an endless certificate of a restart is cut off", async () => {
  const { site, ended, close } = await serveWithoutEnd();
  const closers = createClosers();
  const context = { network: {}, sites: [site], restarts: [] } as unknown as NodeContext;
  watchRestarts(context, closers, () => assert.fail("it was believed"));
  assert.equal(await ended, "cut off");
  await closers.close();
  close();
});

test("a redirect is not followed", async () => {
  const asked: string[] = [];
  const inner = await serve((request, response) => {
    asked.push(request.url ?? "");
    response.end("{}");
  });
  let redirected = 0;
  let tell: () => void = () => {};
  const twice = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const outer = await serve((_, response) => {
    redirected += 1;
    if (redirected === 2) tell();
    response.writeHead(307, { location: `${inner.site}/private` }).end();
  });
  const closers = fetching(outer.site);
  await twice;
  await closers.close();
  assert.deepEqual(asked, []);
  for (const { server } of [inner, outer]) {
    server.closeAllConnections();
    server.close();
  }
});

test("texts that nobody has keep no other text from coming", async () => {
  let tell: (count: number) => void = () => {};
  const wanted = new Set<string>();
  const all = new Promise<number>((resolve) => {
    tell = resolve;
  });
  let rounds = 0;
  const { server, site } = await serve((request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => {
      for (const hash of (JSON.parse(body) as { hashes: string[] }).hashes) wanted.add(hash);
      rounds += 1;
      if (wanted.size === TEXTS_PER_REQUEST_MAX + 1 || rounds === 4) tell(wanted.size);
      response.end(JSON.stringify({ blobs: {} }));
    });
  });
  const closers = fetching(site, TEXTS_PER_REQUEST_MAX + 1);
  assert.equal(await all, TEXTS_PER_REQUEST_MAX + 1);
  await closers.close();
  server.closeAllConnections();
  server.close();
});
