import { decodeLightBlock, headerHash, type LightBlock } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import type { FetchLightBlock } from "./bisect.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { type Anchor, type HeaderAnchor, isWithinTrust, type TrustStore } from "./trust.ts";
import { inconsistencyOf, type Judge } from "./verify.ts";

/** Where trust begins in this visit: a block, or `undefined` for the founding itself. */
export type Beginning = LightBlock | undefined;

/** What is needed to find out where trust begins. */
export interface BeginContext {
  readonly judge: Judge;
  readonly anchor: Anchor;
  readonly store: TrustStore | undefined;
  readonly fetch: FetchLightBlock;
  readonly now: bigint;
}

/**
 * Finds out where trust begins: the block kept from the last visit, else the anchor.
 *
 * Why: a kept block that has outlived the trusting period is left aside, because a newer anchor
 * may have been given since.
 */
export async function beginTrust(context: BeginContext): Promise<Result<Beginning, LightFault>> {
  const kept = await keptBlock(context);
  if (kept !== undefined && !isOlderThan(kept, context.anchor)) return { ok: true, value: kept };
  if (context.anchor.kind === "founding") return { ok: true, value: kept };
  return blockOfAnchor(context, context.anchor);
}

/** Tells whether a newer anchor makes a kept block useless. */
function isOlderThan(kept: LightBlock, anchor: Anchor): boolean {
  return anchor.kind === "header" && kept.signedHeader.header.height < anchor.height;
}

async function keptBlock(context: BeginContext): Promise<Beginning> {
  const { judge, anchor, store, now } = context;
  const bytes = await store?.load().catch(() => undefined);
  if (bytes === undefined) return undefined;
  const kept = decodeLightBlock(judge.hasher, bytes);
  if (!kept.ok) return undefined;
  const { header } = kept.value.signedHeader;
  if (header.chainId !== anchor.chainId) return undefined;
  return isWithinTrust(header.time, judge.rules, now) ? kept.value : undefined;
}

async function blockOfAnchor(
  { judge, fetch }: BeginContext,
  anchor: HeaderAnchor,
): Promise<Result<Beginning, LightFault>> {
  const fetched = await fetch(anchor.height);
  if (!fetched.ok) return fetched;
  const { header } = fetched.value.signedHeader;
  const refuse = (fault: LightFault) => ({ ok: false as const, reason: fault });
  if (!equalBytes(headerHash(judge.hasher, header), anchor.hash)) {
    const detail = "the header is not the one that the invitation names";
    return refuse(lightFault("conflicting-header", detail, anchor.height));
  }
  if (header.chainId !== anchor.chainId) {
    return refuse(lightFault("wrong-chain", "the header is of another chain", anchor.height));
  }
  const objection = inconsistencyOf(judge.hasher, fetched.value);
  if (objection !== undefined) return refuse(lightFault(...objection, anchor.height));
  return fetched;
}
