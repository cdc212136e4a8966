import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { lightBlockToJson, validatorsHash } from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { buildChain } from "../chain-builder.ts";
import { cryptoHasher } from "../conformance/comet-json.ts";
import { repositoryRoot } from "../conformance/light-client-data.ts";
import { type LightPage, type LightPageModule, openLightPage } from "./light-page.ts";

/** What the page has loaded. */
declare const light: LightPageModule;

let opened: LightPage;
let page: Page;

before(async () => {
  opened = await openLightPage();
  page = opened.page;
});

after(() => opened?.close());

test("in a browser every signature vector has its verdict, natively and in JavaScript", async () => {
  const file = join(repositoryRoot(), "vectors", "signatures", "ed25519.json");
  const { vectors } = JSON.parse(readFileSync(file, "utf8")) as {
    vectors: {
      name: string;
      publicKey: string;
      message: string;
      signature: string;
      valid: boolean;
    }[];
  };
  const answer = await page.evaluate(async (given) => {
    const bytes = (text: string) =>
      Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
    const platform = light.platformVerifier(crypto.subtle);
    const verdicts: { name: string; platform: boolean; script: boolean }[] = [];
    for (const { name, publicKey, message, signature } of given) {
      const parts = [bytes(publicKey), bytes(message), bytes(signature)] as const;
      verdicts.push({
        name,
        platform: await platform.verify(...parts),
        script: light.portableVerify(...parts),
      });
    }
    return { strict: await platform.isStrict(), verdicts };
  }, vectors);
  assert.equal(answer.strict, true);
  assert.deepEqual(
    answer.verdicts,
    vectors.map(({ name, valid }) => ({ name, platform: valid, script: valid })),
  );
});

test("a browser checks header, commit and proof by itself", async () => {
  const tree = createTree(cryptoHasher);
  const key = treeKey(7, new Uint8Array([0, 9]));
  const version = tree.apply(tree.empty, [{ key, row: new Uint8Array([1, 2, 3]) }]);
  const chain = buildChain({ length: 12, appHashAt: () => tree.root(version) });
  const range = singleKey(key);
  const given = {
    lights: chain.lights.map(lightBlockToJson),
    proof: [...tree.prove(version, range.from, range.until)],
    key: [...key],
    now: chain.startTime.toString(),
    anchor: {
      kind: "founding",
      chainId: "test-village",
      validatorsHash: toHex(validatorsHash(cryptoHasher, chain.founders)),
      time: chain.startTime.toString(),
      initialHeight: "1",
    },
  };
  const answer = await page.evaluate(async (given) => {
    const anchor = light.anchorFromJson(given.anchor);
    if (!anchor.ok) throw new Error(anchor.reason);
    const check = async (proof: number[]) => {
      const client = light.createLightClient({
        source: {
          lightBlock: async (height: bigint | "latest") =>
            given.lights[height === "latest" ? 11 : Number(height) - 1],
          proveRange: async () => ({ height: 11n, proof: Uint8Array.from(proof) }),
        },
        trust: { anchor: anchor.value },
        hasher: light.portableHasher,
        verify: light.verifyAsync,
        now: () => BigInt(given.now) + 3_600_000_000_000n,
      });
      return client.verifiedRow(Uint8Array.from(given.key));
    };
    const honest = await check(given.proof);
    const lie = await check(given.proof.with(-1, (given.proof.at(-1) ?? 0) ^ 1));
    return {
      row: honest.ok ? Array.from(honest.value.rows[0]?.row ?? []) : honest.reason.code,
      signers: honest.ok ? honest.value.block.signers.length : 0,
      lie: lie.ok ? "believed" : lie.reason.code,
    };
  }, given);
  assert.deepEqual(answer, { row: [1, 2, 3], signers: 4, lie: "proof-refused" });
});
