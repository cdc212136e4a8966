/**
 * Goal: also beyond the pages that are linked one by one, a device finds that the newest page is of a
 * second history of the same machine; an honest node is believed, whatever has changed since.
 * Method: two real engines with one key and one beginning, which carry out different actions.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import { anchorOf } from "#client/light/trust.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import type { Engine } from "#engine/engine.js";
import { createMemoryStore } from "#engine/store/memory-store.js";
import { createTestEngine, type TestEngine } from "#engine/testing/test-engine.js";
import { encodeLightBlock, type LightBlock, lightBlockToJson } from "#protocol/chain/index.js";

/** After how many blocks the two part, and which page the device has verified. */
const [PARTED, SEEN] = [6, 12];
/** Far above it: more than are linked. */
const END = SEEN + 140;

interface Machine {
  readonly test: TestEngine;
  readonly engine: Engine;
}

let first: Machine;
let second: Machine;
let idle: Machine;

const heightOf = ({ engine }: Machine): number => engine.head().height;

async function machine(): Promise<Machine> {
  const made = createTestEngine(3, createMemoryStore());
  const engine = await made.start();
  const started = { test: made, engine };
  await goOn(started, PARTED, () => false);
  return started;
}

/** Lets a machine write pages, with an action of a person in those that `acts` chooses. */
async function goOn(
  { test: made, engine }: Machine,
  until: number,
  acts: (height: number) => boolean,
  person = 1,
): Promise<void> {
  while (engine.head().height < until) {
    made.clock.advance(60_000);
    if (acts(engine.head().height)) await engine.submit(made.addDevice(engine, person));
    else await engine.tick();
  }
}

before(async () => {
  [first, second, idle] = [await machine(), await machine(), await machine()];
  await goOn(first, END, (height) => height === PARTED || height === SEEN + 90);
  await goOn(second, END, (height) => height === PARTED || height === SEEN + 90, 2);
  await goOn(idle, END, (height) => height === PARTED);
});
after(async () => {
  for (const { engine } of [first, second, idle]) await engine?.stop();
});

async function pageOf({ engine }: Machine, height: number): Promise<LightBlock> {
  return (await engine.lightBlock(height)) ?? assert.fail(`no page ${height}`);
}

/** A node that shows some pages of the one and some of the other, and proves what its newest says. */
function showing(newest: Machine, older: Machine, upTo: number): LightSource {
  return {
    async lightBlock(height) {
      const wanted = height === "latest" ? heightOf(newest) : Number(height);
      return lightBlockToJson(await pageOf(wanted <= upTo ? older : newest, wanted));
    },
    async proveRange({ from, until }, height) {
      const at = height === undefined ? heightOf(newest) - 1 : Number(height);
      const answer = newest.engine.ledger.prove(at, from, until);
      assert.ok(answer.ok);
      return { height: BigInt(at), proof: answer.proof };
    },
  };
}

async function device(source: LightSource, of: Machine) {
  const kept = encodeLightBlock(await pageOf(of, SEEN));
  return createLightClient({
    source,
    trust: {
      anchor: anchorOf(portableHasher, await pageOf(of, 2)),
      store: { load: async () => kept, save: async () => undefined },
    },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(of.test.clock.now()) * 1_000_000n,
  });
}

test("the two are of one machine and part before the page that the device has verified", async () => {
  const [own, other] = [await pageOf(first, SEEN), await pageOf(second, SEEN)];
  assert.deepEqual(
    own.signedHeader.header.validatorsHash,
    other.signedHeader.header.validatorsHash,
  );
  assert.notDeepEqual(own.signedHeader.header.appHash, other.signedHeader.header.appHash);
});

test("a newest page of the second history is found far above the verified one", async () => {
  for (const upTo of [SEEN, SEEN + 30, END - 1]) {
    const found = await (await device(showing(second, first, upTo), first)).latest();
    assert.ok(!found.ok, `up to ${upTo}`);
    assert.equal(found.reason.code, "conflicting-header");
    assert.equal(found.reason.conflict?.by, "node");
  }
});

test("an honest node is believed, also where nothing has changed since", async () => {
  for (const honest of [first, second, idle]) {
    const found = await (await device(showing(honest, honest, END), honest)).latest();
    assert.ok(found.ok, found.ok ? "" : found.reason.detail);
  }
});

test("a proof of another page, or none, is not believed", async () => {
  const honest = showing(first, first, END);
  const sources: readonly LightSource[] = [
    { ...honest, proveRange: async () => Promise.reject(new Error("away")) },
    { ...honest, proveRange: (range) => honest.proveRange(range, BigInt(END - 5)) },
    {
      ...honest,
      proveRange: (range) => showing(second, second, END).proveRange(range, BigInt(END - 1)),
    },
  ];
  for (const source of sources) {
    const found = await (await device(source, first)).latest();
    assert.ok(!found.ok && found.reason.conflict === undefined);
  }
});
