import assert from "node:assert/strict";
import test from "node:test";
import { BISECTION_STEPS_MAX, bisect, type FetchLightBlock } from "#client/light/bisect.js";
import { fetchBlock } from "#client/light/fetch-block.js";
import { trustBlock } from "#client/light/trust.js";
import type { LightBlock } from "#protocol/chain/index.js";
import { buildChain, type TestChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, soonAfter, sourceOf } from "./judge.ts";

async function climb(chain: TestChain, change?: (block: LightBlock) => LightBlock) {
  const source = sourceOf(chain.lights);
  const fetch: FetchLightBlock = async (height) => {
    const fetched = await fetchBlock(cryptoHasher, source, height);
    return fetched.ok && change ? { ok: true, value: change(fetched.value) } : fetched;
  };
  const first = trustBlock(chain.lights[0] as LightBlock);
  const target = chain.lights[chain.lights.length - 1] as LightBlock;
  const path = await bisect(judge, fetch, { from: first, now: soonAfter(target) }, target);
  return { path, asked: source.asked };
}

function heightsOf(path: Awaited<ReturnType<typeof climb>>["path"]): number[] {
  assert.ok(path.ok);
  return path.value.map(({ block }) => Number(block.signedHeader.header.height));
}

test("validators that stay are trusted over any distance in one step", async () => {
  const { path, asked } = await climb(buildChain({ length: 120 }));
  assert.deepEqual(heightsOf(path), [120]);
  assert.deepEqual(asked, []);
});

test("validators that roll over are followed through heights in between", async () => {
  const validatorsAt = (height: number) =>
    [0, 1, 2, 3].map((seat) => ((height + seat) >> 2) + seat);
  const { path, asked } = await climb(buildChain({ length: 40, validatorsAt }));
  const heights = heightsOf(path);
  assert.equal(heights.at(-1), 40);
  assert.deepEqual(
    heights,
    heights.toSorted((a, b) => a - b),
  );
  assert.ok(heights.length > 1 && heights.length < 40);
  assert.ok(asked.length < 40);
});

test("validators that all change at once are followed through the height that announces them", async () => {
  const validatorsAt = (height: number) => (height < 20 ? [1, 2, 3, 4] : [5, 6, 7, 8]);
  const { path } = await climb(buildChain({ length: 40, validatorsAt }));
  const heights = heightsOf(path);
  assert.ok(heights.includes(19));
  assert.equal(heights.at(-1), 40);
});

test("a chain that changes hands at every height is given up in time", async () => {
  const validatorsAt = (height: number) => [2 * height, 2 * height + 1];
  const length = BISECTION_STEPS_MAX + 20;
  const { path, asked } = await climb(buildChain({ length, validatorsAt }));
  assert.ok(!path.ok && path.reason.code === "too-many-steps");
  assert.equal(asked.length, BISECTION_STEPS_MAX);
});

test("a lie at a height in between is found", async () => {
  const validatorsAt = (height: number) => (height < 20 ? [1, 2, 3, 4] : [5, 6, 7, 8]);
  const chain = buildChain({ length: 40, validatorsAt });
  const { path } = await climb(chain, (block) => ({
    ...block,
    signedHeader: {
      ...block.signedHeader,
      header: { ...block.signedHeader.header, appHash: new Uint8Array(32).fill(1) },
    },
  }));
  assert.ok(!path.ok && path.reason.code === "header-hash");
});

test("a node that answers another height is found", async () => {
  const chain = buildChain({ length: 9 });
  const source = sourceOf(chain.lights);
  const shifted = { ...source, lightBlock: () => source.lightBlock(3n) };
  const fetched = await fetchBlock(cryptoHasher, shifted, 5n);
  assert.ok(!fetched.ok && fetched.reason.code === "wrong-height");
});

test("strangers cannot be reached whatever lies in between", async () => {
  const ours = buildChain({ length: 30 });
  const theirs = buildChain({ length: 30, validatorsAt: () => [7, 8, 9, 10] });
  const mixed = { ...ours, lights: [ours.lights[0] as LightBlock, ...theirs.lights.slice(1)] };
  const { path } = await climb(mixed);
  assert.ok(!path.ok && path.reason.code === "not-next-validators");
});
