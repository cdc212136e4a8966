import { fromBase64 } from "../../protocol/chain/base64.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { askJson } from "../ask.ts";
import type { Transport } from "../transport/transport.ts";
import type { LightSource, RangeProof } from "./source.ts";

/**
 * The longest answer that is read.
 *
 * Units: characters. A proof of 4 MiB takes about 5.6 million in base64.
 */
export const ANSWER_CHARACTERS_MAX = 6_000_000;

/** The part of `fetch` that is used. */
export type FetchJson = (
  url: string,
  init: { readonly headers: Record<string, string> },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

/** Makes a light source of a node that is reached by a client's transport. */
export function nodeLightSource(transport: Transport): LightSource {
  const question = (path: string) => ({ method: "GET" as const, path });
  return apiLightSource({
    value: (path) => askJson(transport, question(path)),
    orNothing: (path) => askJson(transport, question(path), "or nothing"),
  });
}

/**
 * Makes a light source of a node that is reached by `fetch` alone.
 *
 * Shape: `base` ends before `/light` and `/proofs`, for example `https://node.example/api/v1`.
 */
export function httpLightSource(base: string, fetch: FetchJson): LightSource {
  const orNothing = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${base}${path}`, { headers: { accept: "application/json" } });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`the node answered ${answer.status}`);
    const text = await answer.text();
    if (text.length > ANSWER_CHARACTERS_MAX) throw new Error("the node's answer is too long");
    return JSON.parse(text);
  };
  const value = async (path: string): Promise<unknown> => {
    const answer = await orNothing(path);
    if (answer === undefined) throw new Error("the node answered 404");
    return answer;
  };
  return apiLightSource({ value, orNothing });
}

/** Asks for JSON; of what does not exist, one throws and the other answers `undefined`. */
interface AskApi {
  value(path: string): Promise<unknown>;
  orNothing(path: string): Promise<unknown>;
}

/** Puts the questions of a light client as paths of a node's API. */
function apiLightSource({ value, orNothing }: AskApi): LightSource {
  return {
    lightBlock: (height) => orNothing(`/light/${height}`),
    restart: (run) => value(`/network/restarts/${run}`),
    async proveRange({ from, until }, height) {
      const search = new URLSearchParams({ from: toHex(from) });
      if (until !== undefined) search.set("until", toHex(until));
      if (height !== undefined) search.set("height", (height + 1n).toString());
      return proofFrom(await value(`/proofs?${search}`));
    },
  };
}

/** Reads the API's answer, which counts by the header that carries the root: one above the state. */
function proofFrom(json: unknown): RangeProof {
  if (typeof json === "object" && json !== null && "height" in json && "proof" in json) {
    const { height, proof } = json;
    const bytes = typeof proof === "string" ? fromBase64(proof) : undefined;
    if (bytes !== undefined && typeof height === "number" && Number.isSafeInteger(height)) {
      return { height: BigInt(height) - 1n, proof: bytes };
    }
  }
  throw new Error("the node's answer is not a proof");
}
