/**
 * Goal: what a device was given stays, in order and within bounds, until the person puts it away.
 * Method: a memory that is given pages one after the other.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Anchor } from "./light/trust.ts";
import {
  ANCHORS_MAX,
  alsoGiven,
  beginWith,
  forgetAll,
  forgetfulTrust,
  forgetGiven,
} from "./trust-memory.ts";

const page = (height: number, content = 1): Anchor & { readonly kind: "header" } => ({
  kind: "header",
  chainId: "folk-1",
  height: BigInt(height),
  hash: new Uint8Array(32).fill(content),
});
const founding: Anchor = {
  kind: "founding",
  chainId: "folk-1",
  validatorsHash: new Uint8Array(32),
  time: 1n,
  initialHeight: 1n,
};

test("what was given first is the beginning, and beginning again keeps what was known", async () => {
  const trust = forgetfulTrust();
  await alsoGiven(trust, page(5));
  await alsoGiven(trust, founding);
  await alsoGiven(trust, page(5));
  await alsoGiven(trust, founding);
  assert.deepEqual(await trust.anchors(), [page(5), founding]);
  await beginWith(trust, page(9));
  assert.deepEqual(await trust.anchors(), [page(9), page(5), founding]);
  await beginWith(trust, founding);
  assert.deepEqual(await trust.anchors(), [founding, page(9), page(5)]);
});

test("no more are kept than can be asked for, and the beginning is among them", async () => {
  const trust = forgetfulTrust();
  for (let height = 1; height <= ANCHORS_MAX + 3; height += 1) await alsoGiven(trust, page(height));
  const kept = await trust.anchors();
  assert.equal(kept.length, ANCHORS_MAX);
  assert.deepEqual([kept[0], kept.at(-1)], [page(1), page(ANCHORS_MAX + 3)]);
  await beginWith(trust, page(99));
  assert.equal((await trust.anchors()).length, ANCHORS_MAX);
});

test("one page is put away by its number and name, or all is", async () => {
  const trust = forgetfulTrust();
  for (const anchor of [page(5), page(5, 2), founding]) await alsoGiven(trust, anchor);
  await forgetGiven(trust, page(5, 2));
  assert.deepEqual(await trust.anchors(), [page(5), founding]);
  await trust.save(new Uint8Array(3));
  await forgetAll(trust);
  assert.deepEqual([await trust.anchors(), await trust.load()], [[], undefined]);
});
