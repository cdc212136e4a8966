/**
 * Goal: a community that grew from one machine to a network is believed across that page, which names
 * none before it, from above and from below; another history is not taken in there either.
 * Method: chains of one key with such a page, behind a node that proves what the law remembers.
 */
import assert from "node:assert/strict";
import test from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import type { FoundingAnchor } from "#client/light/trust.js";
import { encodeLightBlock, type LightBlock } from "#protocol/chain/index.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { buildChain, type TestChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { judge, soonAfter, sourceOf } from "./judge.ts";

const GROWN = 25;
const END = 40;
const tree = createTree(cryptoHasher);
const root = tree.root(tree.empty);

/** A chain whose state never changes, or had been another one up to the page of the growth. */
function chainWith(rootBefore: Uint8Array): TestChain {
  return buildChain({
    length: END,
    validatorsAt: () => [1],
    grownAt: GROWN,
    appHashAt: (height) => (height < GROWN ? rootBefore : root),
  });
}

const chain = chainWith(root);
const fork = chainWith(new Uint8Array(32).fill(7));

const at = (height: number, of: TestChain) => of.lights[height - 1] as LightBlock;

/** A node with the first pages of the one and the later ones of the other, up to an end. */
function nodeWith(below: TestChain, above: TestChain, end = END): LightSource {
  const lights = [...below.lights.slice(0, GROWN - 1), ...above.lights.slice(GROWN - 1, end)];
  return {
    ...sourceOf(lights),
    async proveRange({ from, until }, height) {
      assert.ok(height !== undefined);
      return { height, proof: tree.prove(tree.empty, from, until) };
    },
  };
}

function foundingOf({ lights, startTime }: TestChain): FoundingAnchor {
  const { chainId, validatorsHash } = (lights[0] as LightBlock).signedHeader.header;
  return { kind: "founding", chainId, validatorsHash, time: startTime, initialHeight: 1n };
}

function deviceAt(seen: LightBlock, source: LightSource, founded = chain) {
  const { hasher, verify } = judge;
  return createLightClient({
    source,
    trust: {
      anchor: foundingOf(founded),
      store: { load: async () => encodeLightBlock(seen), save: async () => undefined },
    },
    hasher,
    verify,
    now: () => soonAfter(at(END, chain)),
  });
}

test("the pages after the growth come after those before it", async () => {
  for (const seen of [1, GROWN - 5, GROWN - 1]) {
    for (const end of [GROWN, GROWN + 1, END]) {
      const found = await deviceAt(at(seen, chain), nodeWith(chain, chain, end)).latest();
      assert.ok(found.ok, found.ok ? "" : `${seen} to ${end}: ${found.reason.detail}`);
    }
  }
});

test("pages before the growth are verified from below, those after it by links", async () => {
  const device = deviceAt(at(END, chain), nodeWith(chain, chain));
  assert.ok((await device.latest()).ok);
  for (const [height, how] of [
    [GROWN + 3, "linked"],
    [GROWN, "linked"],
    [GROWN - 1, "signed"],
    // By links from the one above.
    [GROWN - 9, "linked"],
  ] as const) {
    const found = await device.blockAt(BigInt(height));
    assert.ok(found.ok, found.ok ? "" : `${height}: ${found.reason.detail}`);
    assert.equal(found.value.how, how, `${height}`);
  }
});

test("a history whose state was another one is not gone on with across the growth", async () => {
  for (const seen of [GROWN - 5, GROWN - 1]) {
    const node = nodeWith(fork, chain);
    const found = await deviceAt(at(seen, fork), node, fork).latest();
    assert.ok(!found.ok, `${seen}`);
    assert.equal(found.reason.code, "conflicting-header");
  }
});

test("a node that proves nothing is not believed across the growth", async () => {
  const node = { ...nodeWith(chain, chain), proveRange: sourceOf([]).proveRange };
  const found = await deviceAt(at(GROWN - 5, chain), node).latest();
  assert.ok(!found.ok && found.reason.code === "unreachable");
});
