import { nativeHasher } from "../../engine/native-hasher.ts";
import { type LightBlock, lightBlockFromJson } from "../../protocol/chain/index.ts";
import { askSite } from "../ask-site.ts";
import type { NodeContext } from "../context.ts";

/** The longest answer that is read. Units: bytes. */
const ANSWER_MAX = 1_000_000;

/** What a node adds to such a question: anyone who is asked so answers from what it keeps itself. */
export const ASKED_BY_NODE = "own";

/**
 * Fetches a header from before this node's history from another node.
 *
 * Why unverified: anyone who asks is a light client, which believes nobody and checks it itself; it
 * only has to find the headers that lead from its own trust to the newest.
 */
export async function lightFromOthers(
  { engine, network }: NodeContext,
  height: number,
): Promise<LightBlock | undefined> {
  if (height >= engine.firstBlock()) return undefined;
  for (const site of network?.sites ?? []) {
    const block = await lightFrom(site, height).catch(() => undefined);
    const header = block?.signedHeader.header;
    if (header?.chainId === engine.chainId && header.height === BigInt(height)) return block;
  }
  return undefined;
}

async function lightFrom(site: string, height: number): Promise<LightBlock | undefined> {
  const json = await askSite(site, `/light/${height}?${ASKED_BY_NODE}=1`, ANSWER_MAX);
  const block = lightBlockFromJson(nativeHasher, json);
  return block.ok ? block.value : undefined;
}
