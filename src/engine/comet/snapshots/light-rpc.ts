import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LightBlock } from "../../../protocol/chain/index.ts";
import { consensusParamsJson } from "../genesis.ts";
import { signedHeaderJson, validatorsJson } from "./light-json.ts";
import type { HeaderSource } from "./source.ts";
import { areTurnsLikely } from "./turns.ts";

/** A door on this machine alone, at which CometBFT's light client gets verified headers. */
export interface LightRpc {
  /** The door's addresses; CometBFT wants two, and compares what they say. */
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/** The longest question that is read. Units: bytes. */
const QUESTION_BYTES_MAX = 64 * 1024;

const PER_PAGE_MAX = 100;

/**
 * Opens the door.
 *
 * Why at all: CometBFT takes a state over only against headers that it fetches from other nodes'
 * RPC, which no node of ours opens to others. Here it finds what our own light client has verified.
 */
export async function openLightRpc(source: HeaderSource): Promise<LightRpc> {
  const server = createServer((request, response) => {
    void answer(source, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    urls: [1, 2].map((door) => `http://127.0.0.1:${port}/${door}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  source: HeaderSource,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { id, method, params } = await readQuestion(request);
  const told = await resultOf(source, method, params).then(
    (result) => ({ result }),
    (error: Error) => ({ error: { code: -32603, message: "Internal error", data: error.message } }),
  );
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ jsonrpc: "2.0", id, ...told }));
}

interface Question {
  readonly id: unknown;
  readonly method: string;
  readonly params: { readonly [name: string]: unknown };
}

async function readQuestion(request: IncomingMessage): Promise<Question> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > QUESTION_BYTES_MAX) throw new Error("the question is too long");
    parts.push(part as Buffer);
  }
  const read = JSON.parse(Buffer.concat(parts).toString("utf8")) as Partial<Question> | null;
  return { id: read?.id ?? null, method: String(read?.method), params: read?.params ?? {} };
}

/** Throws: Error in words by which CometBFT's light client knows that a height is missing. */
async function resultOf(
  source: HeaderSource,
  method: string,
  params: Question["params"],
): Promise<object> {
  if (!["commit", "validators", "consensus_params"].includes(method)) {
    throw new Error(`${method} is not answered here`);
  }
  const height = Number(params["height"]);
  const block = Number.isSafeInteger(height) ? await source.lightBlock(height) : undefined;
  if (block === undefined) throw new Error(`height ${height} is not available`);
  if (method === "commit") return signedHeaderJson(block);
  if (method === "consensus_params") {
    const { version } = block.signedHeader.header;
    return { block_height: String(height), consensus_params: consensusParamsJson(version.app) };
  }
  const page = pageOf(params["page"], Number.MAX_SAFE_INTEGER) ?? 1;
  const perPage = pageOf(params["per_page"], PER_PAGE_MAX) ?? PER_PAGE_MAX;
  return validatorsJson(block, await turnsOf(source, block), page, perPage);
}

async function turnsOf(source: HeaderSource, block: LightBlock): Promise<readonly number[]> {
  const { height } = block.signedHeader.header;
  const turns = await source.turns(Number(height));
  if (turns !== undefined && areTurnsLikely(block, turns)) return turns;
  throw new Error(`height ${height} is not available`);
}

function pageOf(value: unknown, most: number): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isSafeInteger(number) && number >= 1 ? Math.min(number, most) : undefined;
}
