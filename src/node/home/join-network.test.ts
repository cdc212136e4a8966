// Goal: anyone who joins believes the other node nothing that the founding itself says otherwise, and
// nothing is overwritten.
// Method: a node that gives out the right founding and lies about where the network starts.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HOME_TIMING } from "../../engine/comet/config.ts";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { seedOf } from "../testing/test-node.ts";
import { createNetwork, networkStart } from "./create-network.ts";
import { joinNetwork } from "./join-network.ts";
import { homeLayout } from "./layout.ts";
import { keysOfMachine } from "./machine-keys.ts";
import { type NetworkFile, readNetworkFile, startJson } from "./network-file.ts";
import { keepValidatorKey, readValidatorKey } from "./validator-key.ts";

let root = "";
let address = "";
let founding = "";
let start: NetworkFile["start"];
let told: object = {};
let firstHome = "";
const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  if (request.url?.endsWith("/founding")) return response.end(founding);
  if (request.url?.includes("/light/")) response.statusCode = 503;
  return response.end(JSON.stringify({ peers: [], restarts: [], timing: HOME_TIMING, ...told }));
});

before(async () => {
  root = await mkdtemp(join(tmpdir(), "folkmoot-join-"));
  const device = toHex(signerFromSeed(seedOf("Ana")).publicKey);
  const people = [{ device, recovery: "00".repeat(32) }];
  const document = { name: "A valley", rooms: { identity: { people } } };
  const given = { folder: root, nodes: 2, law: folkmootLaw, founding: JSON.stringify(document) };
  const { homes, file } = await createNetwork(given);
  firstHome = homes[0]?.home ?? "";
  founding = await readFile(homes[0]?.founding ?? "", "utf8");
  start = networkStart(folkmootLaw, file.document);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.close();
  await rm(root, { recursive: true, force: true });
});

const joining = (name: string) => ({ law: folkmootLaw, address, home: join(root, name) });

test("a start that is not the founding's is refused, and nothing is made", async () => {
  const lies = [
    { ...start, validators: [new Uint8Array(32).fill(7), ...start.validators.slice(1)] },
    { ...start, validators: start.validators.slice(1) },
    { ...start, root: new Uint8Array(32).fill(7) },
    { ...start, time: start.time + 1 },
  ];
  for (const lie of lies) {
    told = { start: startJson(lie) };
    await assert.rejects(joinNetwork(joining("lied")), /starts otherwise than the founding says/);
    assert.ok(!existsSync(join(root, "lied")));
  }
});

test("a history that breaks off leaves nothing behind, and the same home joins later", async () => {
  told = { start: startJson({ ...start, height: 5 }) };
  const broken = joining("broken");
  await assert.rejects(joinNetwork(broken));
  const { founding: half, network, store, keys, comet } = homeLayout(broken.home);
  for (const path of [half, network, store, keys, comet]) assert.ok(!existsSync(path), path);
  told = { start: startJson(start) };
  assert.equal((await joinNetwork(broken)).imported, 0);
});

test("a quick home keeps the header that was verified, and is not overwritten", async () => {
  told = { start: startJson(start), snapshots: [1_000, "x"], snapshotEvery: 500 };
  const trusted = { height: 1_000, hash: new Uint8Array(32).fill(9) };
  const joined = await joinNetwork({
    ...joining("quick"),
    quick: async ({ snapshots }) => {
      assert.deepEqual(snapshots, [1_000]);
      return trusted;
    },
  });
  assert.deepEqual(joined.quick, trusted);
  const network = await readNetworkFile(joined.layout.network);
  assert.deepEqual([network?.quick, network?.snapshotEvery], [trusted, 500]);
  const key = await readFile(joined.layout.validatorKey, "utf8");
  await assert.rejects(joinNetwork(joining("quick")), /holds a community already/);
  assert.equal(await readFile(joined.layout.validatorKey, "utf8"), key);
});

test("saved keys of another community, or over other keys, are refused", async () => {
  told = { start: startJson(start) };
  const machine = await keysOfMachine(folkmootLaw, firstHome);
  const foreign = { ...machine, chainId: "folk-00", community: "A hill" };
  await assert.rejects(joinNetwork({ ...joining("foreign"), machine: foreign }), {
    code: "machine-keys",
    message: /of a machine of folk-00 \(A hill\), and that node keeps folk-/,
  });
  assert.ok(!existsSync(join(root, "foreign")));
  const prepared = homeLayout(join(root, "prepared"));
  const { publicKey } = await keepValidatorKey(prepared);
  await assert.rejects(joinNetwork({ ...joining("prepared"), machine }), {
    code: "home-in-use",
    message: /holds the keys of a machine already/,
  });
  assert.deepEqual((await readValidatorKey(prepared)).publicKey, publicKey);
});

test("a machine does not come back where nobody can tell what it has signed", async () => {
  told = { start: startJson(start) };
  const machine = await keysOfMachine(folkmootLaw, firstHome);
  const back = joinNetwork({ ...joining("unknown"), machine });
  await assert.rejects(back, /its newest blocks, in which this machine may have signed/);
  assert.ok(!existsSync(join(root, "unknown")));
  const byHand = homeLayout(join(root, "by-hand"));
  await keepValidatorKey(byHand);
  await assert.rejects(joinNetwork(joining("by-hand")), /may have signed, cannot all be read/);
  assert.ok(!existsSync(byHand.founding));
});
