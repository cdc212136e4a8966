/**
 * Goal: a device that remembers its count signs while no node answers, and never twice with one number.
 * Method: a transport that counts what it is asked and can be away; what was signed is taken apart.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../protocol/kernel/bytes.ts";
import { readEnvelope } from "../protocol/kernel/envelope.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { DAY } from "../protocol/kernel/time.ts";
import { createClient } from "./client.ts";
import { FolkmootError } from "./error.ts";
import { seedSigner } from "./keys/seed-signer.ts";
import { portableHasher } from "./portable-hasher.ts";
import type { Remembered, SigningMemory } from "./signing-memory.ts";
import type { Transport } from "./transport/transport.ts";

const COMMUNITY = "ab".repeat(32);
const NOW = 1_800_000_000_000;

interface World {
  asked: number;
  isAway: boolean;
  /** The last number that the record knows. */
  nonce: number;
}

function transportOf(world: World): Transport {
  return {
    async ask({ path }) {
      if (world.isAway) throw new FolkmootError("client/unreachable", "No node answers.", "Wait.");
      world.asked += 1;
      const value = { person: 7, device: 2, nonce: world.nonce };
      const json = path.startsWith("/views/")
        ? { value }
        : { community: COMMUNITY, time: NOW, chainId: "x" };
      const bytes = new TextEncoder().encode(JSON.stringify(json));
      return { status: 200, contentType: "application/json", bytes };
    },
    follow: () => () => {},
  };
}

function memoryOf(): SigningMemory & { readonly kept: () => Remembered | undefined } {
  let kept: Remembered | undefined;
  return {
    kept: () => kept,
    recall: () => kept,
    note: (remembered) => {
      kept = remembered;
    },
  };
}

function clientOf(world: World, memory: SigningMemory) {
  const signer = seedSigner(new Uint8Array(32).fill(5));
  const transport = transportOf(world);
  return createClient({
    transport,
    signer,
    memory,
    seen: seenIn(world),
    now: () => NOW + 5,
    validMs: 3 * DAY,
  });
}

/** What the device verifies; like everything else, only while a node answers. */
const seenIn = (world: World) => async (): Promise<Seen> => {
  if (world.isAway) throw new FolkmootError("client/unreachable", "No node answers.", "Wait.");
  return { height: world.nonce, root: new Uint8Array(32).fill(world.nonce) };
};

const vouch = (client: ReturnType<typeof clientOf>) =>
  client.prepare("membership/vouch", { person: 3 });

function bodyOf(wire: Uint8Array) {
  const envelope = readEnvelope(wire);
  assert.ok(envelope.ok && envelope.value.kind === "person");
  return envelope.value.body;
}

test("what was remembered is enough to sign while no node answers", async () => {
  const world = { asked: 0, isAway: false, nonce: 11 };
  const memory = memoryOf();
  assert.equal(bodyOf(await vouch(clientOf(world, memory))).nonce, 12);
  world.isAway = true;
  const body = bodyOf(await vouch(clientOf(world, memory)));
  assert.equal(toHex(body.community), COMMUNITY);
  const { person, device, nonce, expires, seen } = body;
  assert.deepEqual(seen, { height: 11, root: new Uint8Array(32).fill(11) });
  assert.deepEqual([person, device, nonce, expires], [7, 2, 13, NOW + 5 + 3 * DAY]);
});

test("what is signed while no node answers names the state that lasts, where one is known", async () => {
  const world = { asked: 0, isAway: false, nonce: 11 };
  const memory = memoryOf();
  const signer = seedSigner(new Uint8Array(32).fill(5));
  const lasting = { height: 4, root: new Uint8Array(32).fill(4) };
  const open = () =>
    createClient({
      transport: transportOf(world),
      signer,
      memory,
      seen: seenIn(world),
      lasting: async () => lasting,
      now: () => NOW,
    });
  assert.equal(bodyOf(await vouch(open())).seen.height, 11, "a node that answers hears the newest");
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(bodyOf(await vouch(open())).seen.height, 11);
  world.isAway = true;
  assert.deepEqual(bodyOf(await vouch(open())).seen, lasting);
  assert.deepEqual([memory.kept()?.nonce, memory.kept()?.seen?.height], [14, 11]);
});

test("without a memory it needs a node, and says that none answers", async () => {
  const world = { asked: 0, isAway: true, nonce: 0 };
  const signer = seedSigner(new Uint8Array(32).fill(5));
  const client = createClient({ transport: transportOf(world), signer, seen: seenIn(world) });
  await assert.rejects(vouch(client), { code: "client/unreachable" });
});

test("two windows with one memory never sign with one number", async () => {
  const world = { asked: 0, isAway: false, nonce: 3 };
  const memory = memoryOf();
  const windows = [clientOf(world, memory), clientOf(world, memory)];
  const wires: Uint8Array[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const each of windows) wires.push(await vouch(each));
  }
  const nonces = wires.map((wire) => bodyOf(wire).nonce);
  assert.deepEqual(nonces, [4, 5, 6, 7, 8, 9, 10, 11]);
  assert.equal(memory.kept()?.nonce, 11);
});

test("signed again it is the same action, after everything that the record knows", async () => {
  const world = { asked: 0, isAway: false, nonce: 3 };
  const client = clientOf(world, memoryOf());
  const wire = await vouch(client);
  world.nonce = 40;
  const renewed = await client.renew(wire);
  assert.equal(bodyOf(renewed).nonce, 41);
  assert.equal(bodyOf(renewed).tag, bodyOf(wire).tag);
  assert.deepEqual(bodyOf(renewed).payload, bodyOf(wire).payload);
  assert.notEqual(toHex(portableHasher.sha256(renewed)), toHex(portableHasher.sha256(wire)));
});

test("bytes that are no action are not signed again", async () => {
  const client = clientOf({ asked: 0, isAway: false, nonce: 3 }, memoryOf());
  await assert.rejects(client.renew(new Uint8Array(9)), { code: "client/bad-wire" });
});

test("a device that finds two histories signs nothing, whatever it remembers", async () => {
  const world = { asked: 0, isAway: false, nonce: 3 };
  const memory = memoryOf();
  await vouch(clientOf(world, memory));
  const seen = async (): Promise<Seen> => {
    throw new FolkmootError("client/two-histories", "Two histories.", "Compare.");
  };
  const signer = seedSigner(new Uint8Array(32).fill(5));
  const transport = transportOf(world);
  const client = createClient({ transport, signer, memory, seen, now: () => NOW });
  await assert.rejects(vouch(client), { code: "client/two-histories" });
});
