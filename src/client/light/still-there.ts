import { headerHash, isNoBlockId, type LightBlock } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { backConflict, shownConflict } from "./conflict.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { fetchBlock } from "./fetch-block.ts";
import type { LightSource } from "./source.ts";
import { type Judge, verifyAlone } from "./verify.ts";

/** A node, and the newest page that this device has verified. */
export interface Newest {
  readonly judge: Judge;
  readonly source: LightSource;
  readonly verified: LightBlock;
}

/**
 * Says what stands against a node that ends below what this device has verified.
 *
 * Why one page below is nothing: nodes of one community get each page at different moments, and the
 * verified page itself names the one below it.
 */
export async function objectionToEnd(
  { judge, verified }: Newest,
  end: LightBlock,
): Promise<LightFault | undefined> {
  const { height, lastBlockId } = verified.signedHeader.header;
  const { header } = end.signedHeader;
  const isBelow = header.height === height - 1n;
  const isNamed = equalBytes(headerHash(judge.hasher, header), lastBlockId.hash);
  return isBelow && isNamed ? undefined : ifSigned(judge, end, backConflict(verified, end));
}

/** Says what stands against a node that shows a page of the same height as the newest verified one. */
export async function objectionToSame(
  { judge, verified }: Newest,
  shown: LightBlock,
): Promise<LightFault | undefined> {
  const conflict = shownConflict(judge.hasher, verified, shown);
  return conflict === undefined ? undefined : ifSigned(judge, shown, conflict);
}

/**
 * Returns a conflict where its other page is signed, as pages are; else what is wrong with that page.
 *
 * Why: what nobody has signed is no history, and must not call people to look at two.
 */
export async function ifSigned(
  judge: Judge,
  shown: LightBlock,
  conflict: LightFault,
): Promise<LightFault> {
  const alone = await verifyAlone(judge, shown, shown.signedHeader.header.time);
  return alone.verdict === "SUCCESS" ? conflict : alone.fault;
}

/**
 * Says what stands against a node that does not have the newest page that this device has verified.
 *
 * Why signatures do not show it: a machine that came back from an old backup, or runs twice, signs a
 * second history by the same key, and every step of it verifies.
 * Cost: a fetch, unless the target is the very next page and names the verified one.
 */
export async function objectionToHistory(
  { judge, source, verified }: Newest,
  target: LightBlock,
): Promise<LightFault | undefined> {
  const { header } = verified.signedHeader;
  const next = target.signedHeader.header;
  const isNext = next.height === header.height + 1n;
  const hash = headerHash(judge.hasher, header);
  if (isNext && equalBytes(next.lastBlockId.hash, hash)) return undefined;
  const shown = await fetchBlock(judge.hasher, source, header.height);
  if (!shown.ok) return shown.reason;
  const conflict = await objectionToSame({ judge, source, verified }, shown.value);
  // The first page of a community that grew to several machines names none before it.
  if (conflict !== undefined || !isNext || isNoBlockId(next.lastBlockId)) return conflict;
  const detail = "the newest page does not name the page below it";
  return lightFault("broken-link", detail, next.height);
}
