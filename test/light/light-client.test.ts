import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { createLightClient } from "#client/light/light-client.js";
import type { LightClientOptions } from "#client/light/options.js";
import type { LightSource } from "#client/light/source.js";
import {
  type Anchor,
  anchorFromJson,
  anchorOf,
  type FoundingAnchor,
  type TrustStore,
} from "#client/light/trust.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import {
  decodeLightBlock,
  type LightBlock,
  lightBlockToJson,
  validatorsHash,
} from "#protocol/chain/index.js";
import { buildChain, type TestChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, SECOND, soonAfter, sourceOf } from "./judge.ts";

const chain = buildChain({ length: 50 });
const last = chain.lights[49] as LightBlock;

function foundingOf({ founders, startTime }: TestChain): FoundingAnchor {
  return {
    kind: "founding",
    chainId: "test-village",
    validatorsHash: validatorsHash(cryptoHasher, founders),
    time: startTime,
    initialHeight: 1n,
  };
}

interface Given {
  source?: LightSource;
  witnesses?: LightSource[];
  anchor?: Anchor;
  store?: TrustStore;
  now?: bigint;
}

function clientWith(given: Given) {
  const options: LightClientOptions = {
    source: given.source ?? sourceOf(chain.lights),
    witnesses: given.witnesses ?? [],
    trust: {
      anchor: given.anchor ?? foundingOf(chain),
      ...(given.store === undefined ? {} : { store: given.store }),
    },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => given.now ?? soonAfter(last),
  };
  return createLightClient(options);
}

function memoryStore(kept?: Uint8Array): TrustStore & { kept: Uint8Array | undefined } {
  return {
    kept,
    load() {
      return Promise.resolve(this.kept);
    },
    async save(bytes) {
      this.kept = bytes;
    },
  };
}

async function faultOf(answer: Promise<{ ok: boolean }>): Promise<string> {
  const result = (await answer) as { ok: boolean; reason?: { code: string } };
  return result.ok ? "none" : (result.reason?.code ?? "");
}

test("from the founding to the newest block", async () => {
  const answer = await clientWith({}).latest();
  assert.ok(answer.ok);
  const { header, how, signers, validatorCount, verifiedBlocks, verifiedBytes } = answer.value;
  assert.equal(header.height, 50n);
  assert.deepEqual([how, signers.length, validatorCount], ["signed", 4, 4]);
  assert.equal(verifiedBlocks, 2);
  assert.ok(verifiedBytes > 1000 && verifiedBytes < 5000);
});

test("another founding's validators are refused", async () => {
  const anchor = { ...foundingOf(chain), validatorsHash: new Uint8Array(32) };
  assert.equal(await faultOf(clientWith({ anchor }).latest()), "not-next-validators");
  const renamed = { ...foundingOf(chain), chainId: "other-village" };
  assert.equal(await faultOf(clientWith({ anchor: renamed }).latest()), "wrong-chain");
});

test("an old founding needs a newer anchor, and a member's anchor is enough", async () => {
  const now = chain.startTime + judge.rules.trustingPeriod + 10n * SECOND;
  assert.equal(await faultOf(clientWith({ now }).latest()), "trust-expired");
  const anchor = anchorOf(cryptoHasher, chain.lights[29] as LightBlock);
  assert.equal(await faultOf(clientWith({ now, anchor }).latest()), "none");
  const wrong = { ...anchor, hash: new Uint8Array(32) };
  assert.equal(await faultOf(clientWith({ now, anchor: wrong }).latest()), "conflicting-header");
});

test("what was verified is kept for the next visit", async () => {
  const store = memoryStore();
  assert.equal(await faultOf(clientWith({ store }).latest()), "none");
  const kept = decodeLightBlock(cryptoHasher, store.kept as Uint8Array);
  assert.ok(kept.ok && kept.value.signedHeader.header.height === 50n);
  const source = sourceOf(chain.lights);
  const again = await clientWith({ store, source }).latest();
  assert.ok(again.ok);
  assert.deepEqual([again.value.how, again.value.verifiedBlocks], ["kept", 0]);
  // The founding vouches for what was kept: its first page, and the kept one itself.
  assert.deepEqual(source.asked, [1n]);
});

test("a kept block that is spoiled, foreign or too old is left aside", async () => {
  const foreign = buildChain({ length: 3, chainId: "other-village" });
  const { encodeLightBlock } = await import("#protocol/chain/index.js");
  const spoiled = encodeLightBlock(last).slice(1);
  const keeps = [spoiled, encodeLightBlock(foreign.lights[2] as LightBlock)];
  for (const kept of keeps) {
    const answer = await clientWith({ store: memoryStore(kept) }).latest();
    assert.ok(answer.ok && answer.value.how === "signed");
  }
  const old = memoryStore(encodeLightBlock(chain.lights[0] as LightBlock));
  const now = (chain.lights[0] as LightBlock).signedHeader.header.time + judge.rules.trustingPeriod;
  assert.equal(await faultOf(clientWith({ store: old, now }).latest()), "trust-expired");
});

test("a store that fails costs nothing but the next visit's time", async () => {
  const store: TrustStore = {
    load: () => Promise.reject(new Error("no disk")),
    save: () => Promise.reject(new Error("no disk")),
  };
  assert.equal(await faultOf(clientWith({ store }).latest()), "none");
});

test("lower heights are reached by hash links when nothing below is trusted", async () => {
  const anchor = anchorOf(cryptoHasher, chain.lights[39] as LightBlock);
  const client = clientWith({ anchor });
  const answer = await client.blockAt(33n);
  assert.ok(answer.ok);
  assert.deepEqual([answer.value.header.height, answer.value.how], [33n, "linked"]);
  const forward = await client.blockAt(36n);
  assert.ok(forward.ok && forward.value.how === "signed");
});

test("a broken link is found", async () => {
  const other = buildChain({ length: 50, txsAt: () => [new Uint8Array([1])] });
  const lights = [...other.lights.slice(0, 38), ...chain.lights.slice(38)];
  const anchor = anchorOf(cryptoHasher, chain.lights[39] as LightBlock);
  const client = clientWith({ anchor, source: sourceOf(lights) });
  assert.equal(await faultOf(client.blockAt(33n)), "broken-link");
});

test("a node that changes its mind about a verified height is found", async () => {
  const other = buildChain({ length: 50, txsAt: (height) => [new Uint8Array([height])] });
  const honest = sourceOf(chain.lights);
  const liar = sourceOf(other.lights);
  let asked = 0;
  const source: LightSource = {
    ...honest,
    lightBlock: (height) => (asked++ < 2 ? honest : liar).lightBlock(height),
  };
  const client = clientWith({ source });
  assert.equal(await faultOf(client.latest()), "none");
  assert.equal(await faultOf(client.latest()), "conflicting-header");
});

test("a node that is one page behind is answered with what is known", async () => {
  const store = memoryStore();
  await clientWith({ store }).latest();
  const behind = sourceOf(chain.lights.slice(0, 49));
  const answer = await clientWith({ store, source: behind }).latest();
  assert.ok(answer.ok && answer.value.header.height === 50n);
});

test("a second history that the validators signed, too, is shown by a witness", async () => {
  const fork = buildChain({
    length: 50,
    txsAt: (height) => (height > 25 ? [new Uint8Array([1])] : []),
  });
  const witnesses = [sourceOf(fork.lights)];
  assert.equal(await faultOf(clientWith({ witnesses }).latest()), "conflicting-header");
});

test("witnesses that are silent, equal or cannot prove their own history are ignored", async () => {
  const strangers = buildChain({ length: 50, validatorsAt: () => [7, 8, 9, 10] });
  const silent: LightSource = {
    lightBlock: () => Promise.reject(new Error("away")),
    proveRange: () => Promise.reject(new Error("away")),
  };
  const witnesses = [silent, sourceOf(strangers.lights), sourceOf(chain.lights)];
  assert.equal(await faultOf(clientWith({ witnesses }).latest()), "none");
});

test("a node that cannot be reached", async () => {
  const source: LightSource = {
    lightBlock: () => Promise.reject(new Error("away")),
    proveRange: () => Promise.reject(new Error("away")),
  };
  const client = clientWith({ source });
  assert.equal(await faultOf(client.latest()), "unreachable");
  assert.equal(await faultOf(client.blockAt(3n)), "unreachable");
  const range = { from: new Uint8Array(32), until: undefined };
  assert.equal(await faultOf(client.verifiedRange(range)), "unreachable");
});

test("whatever JSON a node answers, the fault is a value and never an exception", async () => {
  const good = lightBlockToJson(last).lightBlock;
  const spoiled = fc
    .tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.constantFrom("A", "/", "=", " ", "é"))
    .map(([at, letter]) => ({ lightBlock: good.slice(0, at) + letter + good.slice(at + 1) }))
    .filter(({ lightBlock }) => lightBlock !== good);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), spoiled), async (json) => {
      const source: LightSource = { ...sourceOf(chain.lights), lightBlock: async () => json };
      assert.notEqual(await faultOf(clientWith({ source }).latest()), "none");
    }),
    { numRuns: 150 },
  );
});

test("anchors are read from JSON or refused with a sentence", () => {
  const hash = "ab".repeat(32);
  const header = { kind: "header", chainId: "v", height: "7", hash };
  const founding = {
    kind: "founding",
    chainId: "v",
    validatorsHash: hash,
    time: "1700000000000000000",
    initialHeight: "1",
  };
  assert.ok(anchorFromJson(header).ok);
  assert.ok(anchorFromJson(founding).ok);
  const wrong = [
    null,
    7,
    "text",
    [],
    {},
    { ...header, height: "0" },
    { ...header, height: "-1" },
    { ...header, height: 7 },
    { ...header, hash: "ab" },
    { ...header, hash: hash.toUpperCase() },
    { ...header, chainId: "" },
    { ...header, kind: "other" },
    { ...founding, time: "" },
    { ...founding, time: "1e9" },
    { ...founding, initialHeight: "0" },
  ];
  for (const json of wrong) assert.equal(anchorFromJson(json).ok, false, JSON.stringify(json));
});
