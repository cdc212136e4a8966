import {
  encodeLightBlock,
  headerHash,
  type LightBlock,
  runOf,
} from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { BACKWARD_STEPS_MAX, walkBack } from "./backward.ts";
import { beginTrust } from "./begin.ts";
import type { FetchLightBlock, VerifiedBlock } from "./bisect.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { fetchBlock } from "./fetch-block.ts";
import { fetchRestart } from "./fetch-restart.ts";
import { follow } from "./follow.ts";
import type { LightClientOptions } from "./options.ts";
import { type CheckedBlock, reportOf } from "./report.ts";
import {
  DEFAULT_TRUST_RULES,
  isWithinTrust,
  type TrustedState,
  trustBlock,
  trustFounding,
} from "./trust.ts";
import { rememberBlocks, type VerifiedBlocks } from "./verified-blocks.ts";
import type { Judge } from "./verify.ts";
import { crossCheck } from "./witness.ts";

/** One visit: what was verified so far and how to verify more. */
export interface Session {
  readonly options: LightClientOptions;
  readonly judge: Judge;
  readonly known: VerifiedBlocks;
  readonly fetch: FetchLightBlock;
}

/** Begins a visit; nothing is fetched before the first question. */
export function createSession(options: LightClientOptions): Session {
  const { hasher, verify, source } = options;
  const rules = options.trust.rules ?? DEFAULT_TRUST_RULES;
  const known = rememberBlocks();
  return {
    options,
    judge: { hasher, verify, rules },
    known,
    fetch: async (height) => {
      const remembered = known.at(height);
      if (remembered !== undefined) return { ok: true, value: remembered.block };
      return fetchBlock(hasher, source, height);
    },
  };
}

/** Verifies the newest block of the node, or answers the newest verified where it is higher. */
export async function latestBlock(session: Session): Promise<Result<CheckedBlock, LightFault>> {
  const { options, judge, known } = session;
  const fetched = await fetchBlock(judge.hasher, options.source, "latest");
  if (!fetched.ok) return fetched;
  const begun = await begin(session);
  if (!begun.ok) return begun;
  const { header } = fetched.value.signedHeader;
  const same = known.at(header.height);
  if (same !== undefined) return compareWithKnown(session, same, fetched.value);
  const newest = known.latest();
  const isLater = newest !== undefined && runOf(header) > runOf(newest.block.signedHeader.header);
  if (isLater && (await leavesOut(session, newest))) return beginAnew(session, fetched.value);
  if (newest !== undefined && heightOf(newest) > header.height) return report(session, newest);
  return reach(session, fetched.value);
}

/**
 * Tells whether the next restart goes on from below a block that this device has verified, and that
 * one machine alone has made.
 *
 * Why only then: of a block that several machines have signed, one of them still has it.
 */
async function leavesOut({ options }: Session, { block }: VerifiedBlock): Promise<boolean> {
  const { header } = block.signedHeader;
  if (block.validators.validators.length !== 1) return false;
  const fetched = await fetchRestart(options.source, runOf(header) + 1n);
  return fetched.ok && BigInt(fetched.value.restart.height) < header.height;
}

/**
 * Follows a restart that leaves out blocks which this device has verified, from where its trust
 * began and not from those.
 *
 * Why it is allowed: where the only disk of a community is lost, no machine has those blocks any more.
 * Only what more than half of all members have signed leads there, as proved under a header to which
 * the anchor leads; no machine can do it alone. What was verified before is forgotten only then.
 */
async function beginAnew(
  session: Session,
  target: LightBlock,
): Promise<Result<CheckedBlock, LightFault>> {
  const { options } = session;
  const { anchor, rules } = options.trust;
  const trust = rules === undefined ? { anchor } : { anchor, rules };
  const anew = createSession({ ...options, trust });
  const begun = await begin(anew);
  if (!begun.ok) return begun;
  const reached = await reach(anew, target);
  if (!reached.ok) return reached;
  session.known.replace(anew.known);
  await options.trust.store?.save(encodeLightBlock(target)).catch(() => undefined);
  return reached;
}

/** Compares a height that is answered again with what was verified for it before. */
function compareWithKnown(
  session: Session,
  before: VerifiedBlock,
  answered: LightBlock,
): Result<CheckedBlock, LightFault> {
  const { hasher } = session.judge;
  const { header } = before.block.signedHeader;
  const hash = headerHash(hasher, answered.signedHeader.header);
  if (equalBytes(headerHash(hasher, header), hash)) return report(session, before);
  const detail = "the node answers another header than the one verified before";
  return { ok: false, reason: lightFault("conflicting-header", detail, header.height) };
}

/** Verifies the block of one height. */
export async function blockAt(
  session: Session,
  height: bigint,
): Promise<Result<CheckedBlock, LightFault>> {
  const begun = await begin(session);
  if (!begun.ok) return begun;
  const remembered = session.known.at(height);
  if (remembered !== undefined) return report(session, remembered);
  const fetched = await session.fetch(height);
  if (!fetched.ok) return fetched;
  return reach(session, fetched.value);
}

async function begin(session: Session): Promise<Result<undefined, LightFault>> {
  const { options, judge, known, fetch } = session;
  if (known.latest() !== undefined) return { ok: true, value: undefined };
  const { anchor, store } = options.trust;
  const begun = await beginTrust({ judge, anchor, store, fetch, now: options.now() });
  if (!begun.ok) return begun;
  if (begun.value !== undefined) known.add({ block: begun.value, how: "kept", signers: [] });
  return { ok: true, value: undefined };
}

/** Verifies a fetched block: forward from the nearest trust below it, else backward by links. */
async function reach(
  session: Session,
  target: VerifiedBlock["block"],
): Promise<Result<CheckedBlock, LightFault>> {
  const { options, judge, known, fetch } = session;
  const { height } = target.signedHeader.header;
  const now = options.now();
  const from = trustBelow(session, height);
  const above = known.above(height);
  if (above !== undefined && (from === undefined || !isWithinTrust(from.time, judge.rules, now))) {
    const { header } = above.block.signedHeader;
    const most = options.backwardStepsMax ?? BACKWARD_STEPS_MAX;
    const walked = await walkBack(judge.hasher, fetch, header, height, most);
    if (!walked.ok) return walked;
    return keep(session, [{ block: walked.value, how: "linked", signers: [] }]);
  }
  if (from === undefined) {
    const detail = "nothing trusted lies below or above this height";
    return { ok: false, reason: lightFault("height-not-larger", detail, height) };
  }
  const restart = (run: bigint) => fetchRestart(options.source, run);
  const path = await follow(judge, { block: fetch, restart }, from, target, now);
  if (!path.ok) return path;
  const witnesses = options.witnesses ?? [];
  const conflict = await crossCheck(judge, witnesses, from, target, now);
  if (conflict !== undefined) return { ok: false, reason: conflict };
  return keep(session, path.value);
}

/** Returns what is trusted nearest below a height: a verified block, else the founding. */
function trustBelow({ options, known }: Session, height: bigint): TrustedState | undefined {
  const below = known.below(height - 1n);
  if (below !== undefined) return trustBlock(below.block);
  const { anchor } = options.trust;
  if (anchor.kind !== "founding" || height < anchor.initialHeight) return undefined;
  return trustFounding(anchor);
}

async function keep(
  session: Session,
  path: readonly VerifiedBlock[],
): Promise<Result<CheckedBlock, LightFault>> {
  const before = session.known.latest();
  for (const verified of path) session.known.add(verified);
  const target = path[path.length - 1] as VerifiedBlock;
  const store = session.options.trust.store;
  if (store !== undefined && (before === undefined || heightOf(target) > heightOf(before))) {
    // A visit that cannot be kept costs only the next one some time.
    await store.save(encodeLightBlock(target.block)).catch(() => undefined);
  }
  return report(session, target, path);
}

function heightOf({ block }: VerifiedBlock): bigint {
  return block.signedHeader.header.height;
}

function report(
  { judge }: Session,
  verified: VerifiedBlock,
  path: readonly VerifiedBlock[] = [],
): Result<CheckedBlock, LightFault> {
  return { ok: true, value: reportOf(judge.hasher, verified, path) };
}
