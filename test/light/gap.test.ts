/**
 * Goal: where one machine signs alone, a node cannot show the newest page of its second history beside
 * the older pages of the first, nor an older page of the second beside the newest of the first.
 * Method: forks of one chain by one key, behind nodes that mix them; the states of a real law, proved.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { GAP_STEPS_MAX } from "#client/light/gap.js";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import { anchorOf } from "#client/light/trust.js";
import { encodeLightBlock, type LightBlock, lightBlockToJson } from "#protocol/chain/index.js";
import { buildChain, type TestChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, soonAfter, sourceOf } from "./judge.ts";

const FORKED = 10;
const SEEN = 20;
const plan = { length: 150, validatorsAt: () => [1] };
const chain = buildChain(plan);
const fork = buildChain({
  ...plan,
  txsAt: (height) => (height > FORKED ? [new Uint8Array([1])] : []),
});
const at = (height: number, of: TestChain) => of.lights[height - 1] as LightBlock;

/** Shows pages of either history, as `of` chooses; the newest is the one of `end`. */
function mixing(end: number, of: (height: number, isLatest: boolean) => TestChain): LightSource {
  const source = sourceOf(chain.lights);
  return {
    ...source,
    async lightBlock(height) {
      const isLatest = height === "latest";
      const wanted = isLatest ? end : Number(height);
      if (!isLatest) await source.lightBlock(height);
      return lightBlockToJson(at(wanted, of(wanted, isLatest)));
    },
  };
}

function deviceAt(source: LightSource, height = SEEN) {
  const { hasher, verify } = judge;
  return createLightClient({
    source,
    trust: {
      anchor: anchorOf(cryptoHasher, at(1, chain)),
      store: { load: async () => encodeLightBlock(at(height, chain)), save: async () => undefined },
    },
    hasher,
    verify,
    now: () => soonAfter(at(150, chain)),
  });
}

test("the newest page of a second history is not taken in beside the pages of the first", async () => {
  for (const end of [SEEN + 1, SEEN + 2, SEEN + 9, SEEN + 40, SEEN + 64]) {
    for (const parted of [SEEN, SEEN + 1, end - 1]) {
      const mixed = mixing(end, (height) => (height <= parted && height < end ? chain : fork));
      const found = await deviceAt(mixed).latest();
      assert.ok(!found.ok, `${end}, parted at ${parted}`);
      assert.equal(found.reason.code, end === SEEN + 1 ? "broken-link" : "conflicting-header");
    }
  }
});

test("both pages are told, and the newer is one that its machine has signed", async () => {
  const mixed = mixing(SEEN + 9, (height) => (height <= SEEN + 3 ? chain : fork));
  const found = await deviceAt(mixed).latest();
  assert.ok(!found.ok && found.reason.conflict?.by === "node");
  const { verified, other } = found.reason.conflict;
  assert.equal(verified.signedHeader.header.height, BigInt(SEEN));
  assert.equal(other.signedHeader.header.height, BigInt(SEEN + 4));
});

test("a node that keeps the pages in between back is not believed", async () => {
  const mixed = mixing(SEEN + 9, (height) => (height <= SEEN ? chain : fork));
  const silent: LightSource = {
    ...mixed,
    lightBlock: async (height) =>
      height === BigInt(SEEN + 5) ? undefined : mixed.lightBlock(height),
  };
  const found = await deviceAt(silent).latest();
  assert.ok(!found.ok && found.reason.code === "missing");
});

test("an honest node is believed, and asked for each page in between once", async () => {
  for (const [end, between] of [
    [SEEN + 1, 0],
    [SEEN + 9, 8],
    [SEEN + 64, 63],
  ] as const) {
    const source = sourceOf(chain.lights.slice(0, end));
    const found = await deviceAt(source).latest();
    assert.ok(found.ok, found.ok ? "" : found.reason.detail);
    const asked = source.asked.filter((height) => height > SEEN);
    assert.deepEqual([asked.length, new Set(asked).size], [between, between]);
  }
});

test("an older page of a second history is not taken in below the newest of the first", async () => {
  const mixed = mixing(SEEN + 30, (height, isLatest) =>
    isLatest || height <= SEEN || height > SEEN + 20 ? chain : fork,
  );
  // The pages in between are honest while the newest is linked, and not when one is asked for.
  let isLying = false;
  const source: LightSource = {
    ...mixed,
    lightBlock: (height) =>
      isLying
        ? mixed.lightBlock(height)
        : sourceOf(chain.lights.slice(0, SEEN + 30)).lightBlock(height),
  };
  const device = deviceAt(source);
  assert.ok((await device.latest()).ok);
  isLying = true;
  for (const height of [SEEN + 20, SEEN + 5]) {
    const found = await device.blockAt(BigInt(height));
    assert.ok(!found.ok, `${height}`);
  }
  isLying = false;
  const honest = await device.blockAt(BigInt(SEEN + 5));
  assert.ok(honest.ok && honest.value.how === "linked");
});

test("beyond the pages that are linked, a node that proves nothing is not believed", async () => {
  const end = SEEN + Number(GAP_STEPS_MAX) + 1;
  const found = await deviceAt(mixing(end, () => chain)).latest();
  assert.ok(!found.ok && found.reason.code === "unreachable");
});
