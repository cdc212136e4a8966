import { decodeLightBlock, headerHash } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import type { VerifiedBlock } from "./bisect.ts";
import { namedConflict, shownConflict } from "./conflict.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { follow } from "./follow.ts";
import type { Guide } from "./guide.ts";
import { ifSigned } from "./still-there.ts";
import {
  type Anchor,
  type FoundingAnchor,
  type HeaderAnchor,
  isWithinTrust,
  type TrustStore,
  trustFounding,
} from "./trust.ts";
import { type Judge, verifyAlone } from "./verify.ts";

/** Where trust begins in this visit: a block, or `undefined` for the founding itself. */
export type Beginning = VerifiedBlock | undefined;

/** What is needed to find out where trust begins. */
export interface BeginContext {
  readonly judge: Judge;
  readonly anchor: Anchor;
  /** Older anchors, an invitation's page: what the node shows must agree with each of them. */
  readonly others: readonly Anchor[];
  readonly store: TrustStore | undefined;
  readonly guide: Guide;
  readonly now: bigint;
}

/**
 * Finds out where trust begins: the block kept from the last visit, else the anchor.
 *
 * Why all that is known is compared: a page of a fork that was kept once, or a forged invitation,
 * must not lead on unseen beside what the others say. What the node does not have says nothing.
 * Why a kept block may be left aside: it has outlived the trusting period, a newer anchor has been
 * given since, or it does not follow from the founding.
 */
export async function beginTrust(context: BeginContext): Promise<Result<Beginning, LightFault>> {
  const { anchor, others } = context;
  const kept = await keptBlock(context);
  const begun = await choose(context, kept);
  if (!begun.ok) return begun;
  if (kept !== undefined && begun.value !== kept) {
    const fault = await objectionOfKept(context, kept);
    if (fault !== undefined) return { ok: false, reason: fault };
  }
  for (const other of [anchor, ...others]) {
    const fault = await objectionOfAnchor(context, other, begun.value);
    if (fault !== undefined) return { ok: false, reason: fault };
  }
  return begun;
}

async function choose(
  context: BeginContext,
  kept: Beginning,
): Promise<Result<Beginning, LightFault>> {
  const { anchor } = context;
  if (anchor.kind === "header") {
    const isNewer = kept !== undefined && heightOf(kept) >= anchor.height;
    return isNewer ? { ok: true, value: kept } : blockOfAnchor(context, anchor);
  }
  if (kept === undefined) return { ok: true, value: undefined };
  const follows = await followsFrom(context, anchor, kept);
  if (follows === undefined) return { ok: true, value: kept };
  const isNodes = follows.code === "missing" || follows.code === "unreachable";
  return isNodes ? { ok: false, reason: follows } : { ok: true, value: undefined };
}

async function keptBlock(context: BeginContext): Promise<Beginning> {
  const { judge, anchor, store, now } = context;
  const bytes = await store?.load().catch(() => undefined);
  if (bytes === undefined) return undefined;
  const kept = decodeLightBlock(judge.hasher, bytes);
  if (!kept.ok) return undefined;
  const { header } = kept.value.signedHeader;
  if (header.chainId !== anchor.chainId) return undefined;
  if (!isWithinTrust(header.time, judge.rules, now)) return undefined;
  const alone = await verifyAlone(judge, kept.value, now);
  if (alone.verdict !== "SUCCESS") return undefined;
  return { block: kept.value, how: "kept", signers: alone.signers };
}

/**
 * Fetches the block that an anchor names, and checks who signed it.
 *
 * Why the signatures, where the name is given: a name may come from the node itself, at a first
 * visit, and a page that nobody has signed is no page of a record.
 */
async function blockOfAnchor(
  { judge, guide, now }: BeginContext,
  anchor: HeaderAnchor,
): Promise<Result<Beginning, LightFault>> {
  const fetched = await guide.block(anchor.height);
  if (!fetched.ok) return fetched;
  const block = fetched.value;
  const { header } = block.signedHeader;
  const refuse = (fault: LightFault) => ({ ok: false as const, reason: fault });
  if (header.chainId !== anchor.chainId) {
    return refuse(lightFault("wrong-chain", "the header is of another chain", anchor.height));
  }
  if (!equalBytes(headerHash(judge.hasher, header), anchor.hash)) {
    return refuse(await ifSigned(judge, block, namedConflict(block, anchor.hash)));
  }
  const alone = await verifyAlone(judge, block, now);
  if (alone.verdict !== "SUCCESS") return refuse(alone.fault);
  return { ok: true, value: { block, how: "signed", signers: alone.signers } };
}

/** Says how a kept block that was left aside contradicts what the node shows at its height. */
async function objectionOfKept(
  { judge, guide }: BeginContext,
  { block }: VerifiedBlock,
): Promise<LightFault | undefined> {
  const shown = await guide.block(block.signedHeader.header.height);
  if (!shown.ok) return undefined;
  const conflict = shownConflict(judge.hasher, block, shown.value);
  return conflict && ifSigned(judge, shown.value, conflict);
}

/** Says how an anchor contradicts what the node shows, or what trust begins with. */
async function objectionOfAnchor(
  context: BeginContext,
  anchor: Anchor,
  begun: Beginning,
): Promise<LightFault | undefined> {
  const { judge, guide } = context;
  if (anchor.kind === "founding") return objectionOfFounding(context, anchor, begun);
  const isHere = begun !== undefined && heightOf(begun) === anchor.height;
  const shown = isHere
    ? ({ ok: true, value: begun.block } as const)
    : await guide.block(anchor.height);
  if (!shown.ok) return undefined;
  const { header } = shown.value.signedHeader;
  if (header.chainId !== anchor.chainId) {
    return lightFault("wrong-chain", "the header is of another chain", anchor.height);
  }
  const hash = headerHash(judge.hasher, header);
  if (equalBytes(hash, anchor.hash)) return undefined;
  return ifSigned(judge, shown.value, namedConflict(shown.value, anchor.hash));
}

/**
 * Says how the founding contradicts what the node shows.
 *
 * Why by the first block where the founding has grown too old to lead anywhere: who were to sign it
 * is written in the founding for ever.
 */
async function objectionOfFounding(
  context: BeginContext,
  anchor: FoundingAnchor,
  begun: Beginning,
): Promise<LightFault | undefined> {
  const { judge, guide, now } = context;
  if (isWithinTrust(anchor.time, judge.rules, now)) {
    // Of the anchor itself it is known: trust has begun with it, or with what follows from it.
    const isKnown = begun === undefined || anchor === context.anchor;
    return isKnown ? undefined : followsFrom(context, anchor, begun);
  }
  const first = await guide.block(anchor.initialHeight);
  if (!first.ok) return undefined;
  const { header } = first.value.signedHeader;
  const isOurs =
    header.chainId === anchor.chainId &&
    header.time >= anchor.time &&
    equalBytes(header.validatorsHash, anchor.validatorsHash);
  if (isOurs) return undefined;
  const detail = "the first page is not the one of this community\u2019s founding";
  return lightFault("not-next-validators", detail, anchor.initialHeight);
}

/** Says why a block does not follow from a founding; a founding of long ago leads nowhere and says nothing. */
async function followsFrom(
  { judge, guide, now }: BeginContext,
  anchor: FoundingAnchor,
  { block }: VerifiedBlock,
): Promise<LightFault | undefined> {
  if (!isWithinTrust(anchor.time, judge.rules, now)) return undefined;
  const path = await follow(judge, guide, { from: trustFounding(anchor), now }, block);
  return path.ok ? undefined : path.reason;
}

function heightOf({ block }: VerifiedBlock): bigint {
  return block.signedHeader.header.height;
}
