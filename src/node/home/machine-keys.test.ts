// Goal: saved keys come back as they were, and a file with anything else in it is refused with words.
// Method: the homes of a network that was just founded; each field of the file spoilt in turn.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { signerFromSeed } from "../../engine/embedded/signer.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { seedOf } from "../testing/test-node.ts";
import { createHome } from "./create-home.ts";
import { createNetwork } from "./create-network.ts";
import type { HomeLayout } from "./layout.ts";
import { keysOfMachine, saveMachineKeys } from "./machine-keys.ts";
import { publicNames, readMachineKeys } from "./machine-keys-file.ts";
import { readNetworkFile, writeNetworkFile } from "./network-file.ts";
import { readSeed } from "./validator-key.ts";

let root = "";
let machine: HomeLayout;
let founding = "";

before(async () => {
  root = await mkdtemp(join(tmpdir(), "folkmoot-keys-"));
  const device = toHex(signerFromSeed(seedOf("Ana")).publicKey);
  const people = [{ device, recovery: "00".repeat(32) }];
  founding = JSON.stringify({ name: "A valley", rooms: { identity: { people } } });
  const { homes } = await createNetwork({ folder: root, nodes: 2, law: folkmootLaw, founding });
  machine = homes[0] as HomeLayout;
});
after(() => rm(root, { recursive: true, force: true }));

const save = (name: string) => saveMachineKeys(folkmootLaw, machine.home, join(root, name));

test("keys come back as they were, with what is public about them", async () => {
  const network = await readNetworkFile(machine.network);
  assert.ok(network);
  await writeNetworkFile(machine.network, { ...network, external: "node1.example.org:26656" });
  const saved = await save("saved.json");
  assert.deepEqual(saved, await keysOfMachine(folkmootLaw, machine.home));
  assert.deepEqual(await readMachineKeys(join(root, "saved.json")), saved);
  assert.equal((await stat(join(root, "saved.json"))).mode & 0o777, 0o600);
  assert.equal(saved.community, "A valley");
  assert.match(saved.name, /^node1 on /);
  assert.deepEqual([saved.listen, saved.external], [network.listen, "node1.example.org:26656"]);
  assert.deepEqual(saved.validatorSeed, await readSeed(machine.validatorKey, "validator"));
  assert.deepEqual(saved.nodeSeed, await readSeed(machine.nodeKey, "node"));
  const { publicKey } = signerFromSeed(saved.validatorSeed);
  assert.equal(publicNames(saved).publicKey, toHex(publicKey));
});

test("a file that is there stays, and one inside of the home is refused", async () => {
  await writeFile(join(root, "taken.json"), "mine");
  await assert.rejects(save("taken.json"), { code: "machine-keys", message: /never overwritten/ });
  assert.equal(await readFile(join(root, "taken.json"), "utf8"), "mine");
  await assert.rejects(save("node1/saved.json"), /would be lost with the home/);
  await assert.rejects(save("nowhere/saved.json"), { code: "machine-keys" });
});

test("a home of one machine alone has nothing to save like this", async () => {
  const home = join(root, "alone");
  await createHome({ home, law: folkmootLaw, founding });
  await assert.rejects(keysOfMachine(folkmootLaw, home), /lives on this machine alone/);
});

type Spoil = (file: { [name: string]: Record<string, unknown> }) => void;

const SPOILT: readonly (readonly [why: RegExp, Spoil])[] = [
  [/kind: it is another file/, (file) => Object.assign(file, { kind: "folkmoot-recovery" })],
  [/version: only 1 is known/, (file) => Object.assign(file, { version: 2 })],
  [/the file: note is not known/, (file) => Object.assign(file, { note: "x" })],
  [/secret: height is not known/, ({ secret }) => Object.assign(secret ?? {}, { height: 7 })],
  [/machine: not an object/, (file) => Object.assign(file, { machine: [] })],
  [/community: chain is missing/, ({ community }) => delete community?.["chain"]],
  [/machine: listen/, ({ machine: named }) => Object.assign(named ?? {}, { listen: "here" })],
  [/validator: not 64/, ({ secret }) => Object.assign(secret ?? {}, { validator: "00" })],
  [/another key's/, ({ secret }) => Object.assign(secret ?? {}, { validator: "11".repeat(32) })],
  [/another node's/, ({ secret }) => Object.assign(secret ?? {}, { node: "11".repeat(32) })],
];

test("a file that is spoilt is refused, and what is wrong is named", async () => {
  await save("good.json");
  const good = await readFile(join(root, "good.json"), "utf8");
  const path = join(root, "spoilt.json");
  for (const [why, spoil] of SPOILT) {
    const file = JSON.parse(good);
    spoil(file);
    await writeFile(path, JSON.stringify(file));
    await assert.rejects(readMachineKeys(path), { code: "machine-keys", message: why });
  }
  for (const text of ["", good.slice(0, -20), "[]", "null"]) {
    await writeFile(path, text);
    await assert.rejects(readMachineKeys(path), { message: /does not hold a machine's keys/ });
  }
  await assert.rejects(readMachineKeys(join(root, "none.json")), { message: /cannot be read/ });
});
