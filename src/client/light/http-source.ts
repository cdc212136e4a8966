import { fromBase64 } from "../../protocol/chain/base64.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { LightSource } from "./source.ts";

/** The part of `fetch` that is used. */
export type FetchJson = (
  url: string,
  init: { readonly headers: Record<string, string> },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

/**
 * The longest answer that is read.
 *
 * Units: characters. A proof of 4 MiB takes about 5.6 million in base64.
 */
export const ANSWER_CHARACTERS_MAX = 6_000_000;

/**
 * Makes a light source of a node's API.
 *
 * Shape: `base` ends before `/light` and `/proofs`, for example `https://node.example/api/v1`.
 */
export function httpLightSource(base: string, fetch: FetchJson): LightSource {
  const ask = (path: string) => askNode(fetch, `${base}${path}`);
  return {
    lightBlock: (height) => ask(`/light/${height}`),
    async proveRange({ from, until }, height) {
      const query = [`from=${toHex(from)}`];
      if (until !== undefined) query.push(`until=${toHex(until)}`);
      if (height !== undefined) query.push(`height=${height}`);
      return proofFrom(await ask(`/proofs?${query.join("&")}`));
    },
  };
}

async function askNode(fetch: FetchJson, url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the node answered ${answer.status}`);
  const text = await answer.text();
  if (text.length > ANSWER_CHARACTERS_MAX) throw new Error("the node's answer is too long");
  return JSON.parse(text);
}

function proofFrom(json: unknown): { height: bigint; proof: Uint8Array } {
  if (typeof json === "object" && json !== null && "height" in json && "proof" in json) {
    const { height, proof } = json;
    const bytes = typeof proof === "string" ? fromBase64(proof) : undefined;
    if (bytes !== undefined && typeof height === "string" && /^[0-9]{1,19}$/.test(height)) {
      return { height: BigInt(height), proof: bytes };
    }
  }
  throw new Error("the node's answer is not a proof");
}
