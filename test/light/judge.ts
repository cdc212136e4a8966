import type { LightSource } from "#client/light/source.js";
import { DEFAULT_TRUST_RULES } from "#client/light/trust.js";
import type { Judge } from "#client/light/verify.js";
import { nativeVerify } from "#engine/native-signature.js";
import { type LightBlock, lightBlockToJson } from "#protocol/chain/index.js";
import { cryptoHasher } from "../conformance/comet-json.ts";

/** One second in nanoseconds. */
export const SECOND = 1_000_000_000n;

/** Judges with the usual rules. */
export const judge: Judge = {
  hasher: cryptoHasher,
  verify: nativeVerify,
  rules: DEFAULT_TRUST_RULES,
};

/** Returns a clock reading shortly after a block. */
export function soonAfter(block: LightBlock): bigint {
  return block.signedHeader.header.time + 30n * SECOND;
}

/** Serves a list of light blocks as a node would, and counts the questions. */
export function sourceOf(lights: readonly LightBlock[]): LightSource & { asked: bigint[] } {
  const asked: bigint[] = [];
  return {
    asked,
    async lightBlock(height) {
      const wanted = height === "latest" ? BigInt(lights.length) : height;
      if (height !== "latest") asked.push(height);
      const block = lights[Number(wanted) - 1];
      if (block === undefined) throw new Error("no such height");
      return JSON.parse(JSON.stringify(lightBlockToJson(block)));
    },
    proveRange: async () => {
      throw new Error("this node gives no proofs");
    },
  };
}
