// Goal: in a network the doctor names what keeps a machine from taking part.
// Method: a founded network that does not run, and a stranger who answers in another machine's place.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createWebServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { packageVersion } from "../../engine/package-root.ts";
import {
  createNetwork,
  foundingByOne,
  readNetworkFile,
  USUAL_PHASE,
  writeNetworkFile,
} from "../../node/index.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { founderOf, newNewcomer } from "../newcomer.ts";

import { networkFindings } from "./network-check.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-doctor-"));
after(() => rmSync(root, { recursive: true, force: true }));

const answers = { name: "A valley", purpose: "", language: "en", phase: USUAL_PHASE };
const founding = foundingByOne(answers, founderOf(newNewcomer(join(root, "keys"), "Ana")));
const { homes } = await createNetwork({ folder: root, nodes: 2, law: folkmootLaw, founding });
const [layout] = homes;
assert.ok(layout);

const found = async (isRunning = false) =>
  (await networkFindings(layout, isRunning, async () => undefined))
    .filter(({ name }) => name !== "CometBFT")
    .map(({ name, state }) => `${name} ${state}`);

async function rewrite(fields: object): Promise<void> {
  const network = await readNetworkFile((layout as typeof layout & object).network);
  assert.ok(network);
  await writeNetworkFile((layout as typeof layout & object).network, { ...network, ...fields });
}

test("ports that are free are fine, and a machine that is away is noted", async () => {
  assert.deepEqual(await found(), [
    "port for other machines fine",
    "port of CometBFT fine",
    "peer note",
  ]);
  assert.deepEqual(await found(true), ["peer note"]);
});

test("a port that is taken is wrong, and a machine that answers is fine", async (t) => {
  const server = createServer().listen(0, "127.0.0.1");
  t.after(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await rewrite({ listen: `127.0.0.1:${port}`, peers: [`${"0".repeat(40)}@127.0.0.1:${port}`] });
  assert.deepEqual(await found(), [
    "port for other machines wrong",
    "port of CometBFT fine",
    "peer fine",
  ]);
  await rewrite({ peers: [] });
});

test("another node's version and clock are compared", async (t) => {
  let version = packageVersion();
  let off = 0;
  const server = createWebServer((_, response) => {
    response.setHeader("date", new Date(Date.now() + off).toUTCString());
    response.end(JSON.stringify({ version }));
  }).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await rewrite({ sites: [`http://127.0.0.1:${port}`] });
  assert.deepEqual(await found(true), ["version fine", "clock of others fine"]);
  off = 20_000;
  version = "0.0.1";
  assert.deepEqual(await found(true), ["version note", "clock note"]);
  off = -120_000;
  assert.deepEqual(await found(true), ["version note", "clock wrong"]);
  server.close();
  server.closeAllConnections();
  assert.deepEqual(await found(true), ["site note"]);
});
