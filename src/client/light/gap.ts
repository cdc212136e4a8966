import { headerHash, isNoBlockId, type LightBlock, runOf } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { gapConflict } from "./conflict.ts";
import type { LightFault } from "./fault.ts";
import { fetchBlock } from "./fetch-block.ts";
import type { Newest } from "./still-there.ts";

/**
 * The most pages that are fetched to link a new page with the newest verified one.
 *
 * Why no more: each is a fetch of about 0.9 kB, and a device that was away for a day would need 1,440.
 */
export const GAP_STEPS_MAX = 64n;

/** How many of them are fetched at once. */
const AT_ONCE = 8;

/**
 * Says why a page does not come after the newest one that this device has verified.
 *
 * Why its signatures do not show it: where one machine signs alone, both of its histories are signed, and
 * a node could show the newest page of the one beside the older pages of the other.
 * Why by links first: each page names the one below it, so no key leads two ways to one page. Where more
 * pages lie between than are fetched, what the law itself remembers of the states that have been is
 * proved under the new page.
 * Bounds: of several machines nothing is asked; more than a third of them would have to sign twice.
 */
export async function objectionToGap(
  newest: Newest,
  target: LightBlock,
): Promise<LightFault | undefined> {
  const { verified } = newest;
  const [own, end] = [verified.signedHeader.header, target.signedHeader.header];
  const isAlone = verified.validators.validators.length === 1;
  if (!isAlone || runOf(own) !== runOf(end) || end.height <= own.height) return undefined;
  if (end.height - own.height <= GAP_STEPS_MAX) return objectionByLinks(newest, target);
  return objectionByRoots(newest, target);
}

async function objectionByLinks(
  newest: Newest,
  target: LightBlock,
): Promise<LightFault | undefined> {
  const { judge, source, verified } = newest;
  const { hasher } = judge;
  const own = verified.signedHeader.header;
  const nameOf = (block: LightBlock) => headerHash(hasher, block.signedHeader.header);
  let above = target;
  const { height } = target.signedHeader.header;
  for (let from = height - 1n; from > own.height; from -= BigInt(AT_ONCE)) {
    const heights = Array.from({ length: AT_ONCE }, (_, at) => from - BigInt(at));
    const between = heights.filter((each) => each > own.height);
    const fetched = await Promise.all(between.map((each) => fetchBlock(hasher, source, each)));
    for (const found of fetched) {
      if (!found.ok) return found.reason;
      // The first page of a community that grew to several machines names none before it.
      if (namesNone(above)) return objectionByRoots(newest, target);
      if (!isBelow(nameOf(found.value), found.value, above)) return gapConflict(verified, above);
      above = found.value;
    }
  }
  if (namesNone(above)) return objectionByRoots(newest, target);
  return isBelow(nameOf(verified), verified, above) ? undefined : gapConflict(verified, above);
}

const namesNone = ({ signedHeader }: LightBlock): boolean =>
  isNoBlockId(signedHeader.header.lastBlockId);

/** Why it is fetched only now: it reads rows by the tables' codecs, which few who check headers need. */
async function objectionByRoots(
  newest: Newest,
  target: LightBlock,
): Promise<LightFault | undefined> {
  const known = await import("./known-roots.ts");
  return known.objectionByRoots(newest, target);
}

/** Tells whether a page is the one that the page above it names. */
function isBelow(name: Uint8Array, { signedHeader }: LightBlock, above: LightBlock): boolean {
  const [lower, upper] = [signedHeader.header, above.signedHeader.header];
  const isOfChain = lower.chainId === upper.chainId && lower.height === upper.height - 1n;
  return isOfChain && lower.time < upper.time && equalBytes(name, upper.lastBlockId.hash);
}
