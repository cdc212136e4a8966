import {
  editionIn,
  encodeLightBlock,
  type Header,
  type LightBlock,
  runOf,
} from "../../protocol/chain/index.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { BACKWARD_STEPS_MAX, walkBack } from "./backward.ts";
import { beginTrust } from "./begin.ts";
import type { FetchLightBlock, VerifiedBlock } from "./bisect.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { fetchBlock } from "./fetch-block.ts";
import { fetchRestart } from "./fetch-restart.ts";
import { follow } from "./follow.ts";
import { GAP_STEPS_MAX, objectionToGap } from "./gap.ts";
import type { Guide } from "./guide.ts";
import type { LightClientOptions } from "./options.ts";
import { type CheckedBlock, reportOf } from "./report.ts";
import { judgeOfQuestion } from "./signature-budget.ts";
import { objectionToEnd, objectionToHistory, objectionToSame } from "./still-there.ts";
import {
  DEFAULT_TRUST_RULES,
  isWithinTrust,
  requireTrustRules,
  type TrustedState,
  trustBlock,
  trustFounding,
} from "./trust.ts";
import { rememberBlocks, type VerifiedBlocks } from "./verified-blocks.ts";
import { type Judge, verifyAlone } from "./verify.ts";
import { crossCheck, type Opinions } from "./witness.ts";

/** The edition of a community's founding. */
const FIRST_EDITION = 1;

/** One visit: what was verified so far and how to verify more. */
export interface Session {
  readonly options: LightClientOptions;
  readonly judge: Judge;
  readonly known: VerifiedBlocks;
  readonly fetch: FetchLightBlock;
  readonly found: Found;
}

/** What this visit has found out besides the blocks themselves. */
interface Found {
  /** The newest verified height that the node was seen to have. */
  confirmed: bigint;
  /** What the witnesses said when they were last asked. */
  opinions: Opinions;
}

/** Begins a visit; nothing is fetched before the first question. Throws: RangeError for bad rules. */
export function createSession(options: LightClientOptions): Session {
  const { hasher, verify, source } = options;
  const rules = requireTrustRules(options.trust.rules ?? DEFAULT_TRUST_RULES);
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
    found: {
      confirmed: 0n,
      opinions: { asked: options.witnesses?.length ?? 0, agreeing: 0, words: [] },
    },
  };
}

/** The session for one question, which has its own measure of work. */
export function questionIn(session: Session): Session {
  return { ...session, judge: judgeOfQuestion(session.judge, session.options.agreeToMore) };
}

/**
 * Verifies the newest block of the node.
 *
 * Shape: the newest verified block where the node ends one page below it.
 */
export async function latestBlock(session: Session): Promise<Result<CheckedBlock, LightFault>> {
  const { options, judge, known } = session;
  const fetched = await fetchBlock(judge.hasher, options.source, "latest");
  if (!fetched.ok) return fetched;
  const begun = await begin(session);
  if (!begun.ok) return begun;
  const { header } = fetched.value.signedHeader;
  if (header.chainId !== options.trust.anchor.chainId) {
    const fault = lightFault("wrong-chain", "the header is of another chain", header.height);
    return { ok: false, reason: fault };
  }
  const newest = known.latest();
  if (newest === undefined) return reach(session, fetched.value, "newest");
  const isLater = runOf(header) > runOf(newest.block.signedHeader.header);
  if (isLater && (await leavesOut(session, newest))) return beginAgain(session, fetched.value);
  if (heightOf(newest) < header.height) return reach(session, fetched.value, "newest");
  const about = { judge, source: options.source, verified: newest.block };
  const isSame = heightOf(newest) === header.height;
  const objectionTo = isSame ? objectionToSame : objectionToEnd;
  const objection = await objectionTo(about, fetched.value);
  if (objection !== undefined) return { ok: false, reason: objection };
  session.found.confirmed = heightOf(newest);
  // A page that was kept from another visit is not known to the witnesses of this one.
  const isToAsk = session.found.opinions.words.length < session.found.opinions.asked;
  const other = isToAsk
    ? await askWitnesses(session, newest.block, trustBelow(session, heightOf(newest)))
    : undefined;
  return other === undefined ? report(session, newest) : { ok: false, reason: other };
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
async function beginAgain(
  session: Session,
  target: LightBlock,
): Promise<Result<CheckedBlock, LightFault>> {
  const { options, judge } = session;
  const { anchor, rules } = options.trust;
  const trust = rules === undefined ? { anchor } : { anchor, rules };
  const again = { ...createSession({ ...options, trust }), judge };
  const begun = await begin(again);
  if (!begun.ok) return begun;
  const reached = await reach(again, target, "newest");
  if (!reached.ok) return reached;
  session.known.replace(again.known);
  await options.trust.store?.save(encodeLightBlock(target)).catch(() => undefined);
  return reached;
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

/**
 * The time by which pages are judged: this device's, never earlier than the newest page it has verified.
 *
 * Why it only ever lets trust end sooner: a clock that went back must not make an old page vouch longer.
 */
function timeOf({ options, known }: Session): bigint {
  const newest = known.latest()?.block.signedHeader.header.time ?? 0n;
  const own = options.now();
  return own > newest ? own : newest;
}

const guideOf = ({ options, fetch }: Session): Guide => ({
  block: fetch,
  restart: (run) => fetchRestart(options.source, run),
});

async function begin(session: Session): Promise<Result<undefined, LightFault>> {
  const { options, judge, known } = session;
  if (known.latest() !== undefined) return { ok: true, value: undefined };
  const { anchor, others = [], store } = options.trust;
  const guide = guideOf(session);
  const begun = await beginTrust({ judge, anchor, others, store, guide, now: options.now() });
  if (!begun.ok) return begun;
  if (begun.value !== undefined) known.add(begun.value);
  return { ok: true, value: undefined };
}

/** Verifies a fetched block: forward from the nearest trust below it, else backward by links. */
async function reach(
  session: Session,
  target: VerifiedBlock["block"],
  which: "newest" | "any" = "any",
): Promise<Result<CheckedBlock, LightFault>> {
  const { judge, known } = session;
  const { height } = target.signedHeader.header;
  const now = timeOf(session);
  const from = trustBelow(session, height);
  const above = known.above(height);
  const isOnlyAbove = from === undefined || !isWithinTrust(from.time, judge.rules, now);
  if (above !== undefined && (isOnlyAbove || isLinkedBetter(above, target))) {
    const linked = await reachBack(session, above, height);
    // Links end where one machine became a network; what lies below is verified from below.
    const isBelowNetwork = !linked.ok && linked.reason.code === "another-run";
    if (isOnlyAbove || !isBelowNetwork) return linked;
  }
  if (from === undefined) {
    const detail = "nothing trusted lies below or above this height";
    return { ok: false, reason: lightFault("height-not-larger", detail, height) };
  }
  const path = await follow(judge, guideOf(session), { from, now }, target);
  if (!path.ok) {
    // A second history may break at a step that does not hold; that it is one is told all the same.
    const isOfRun = runOf(target.signedHeader.header) === from.run;
    const other = isOfRun ? await confirmNewest(session, target) : undefined;
    return { ok: false, reason: other?.conflict === undefined ? path.reason : other };
  }
  const objection = await confirmNewest(session, target);
  if (objection !== undefined) return { ok: false, reason: objection };
  const other =
    (which === "newest" ? await objectionToTurn(session, from.header, target) : undefined) ??
    (await askWitnesses(session, target, from));
  return other === undefined ? keep(session, path.value) : { ok: false, reason: other };
}

/**
 * Tells whether a page below a verified one is rather reached by links from there.
 *
 * Why, where one machine signs alone: its key signs a second history as well, and links lead one way.
 */
function isLinkedBetter({ block }: VerifiedBlock, target: LightBlock): boolean {
  const [above, below] = [block.signedHeader.header, target.signedHeader.header];
  const isAlone = block.validators.validators.length === 1;
  const isNear = above.height - below.height <= GAP_STEPS_MAX;
  return isAlone && isNear && runOf(above) === runOf(below);
}

/**
 * Says why the newest page does not carry the edition of the law that is in force.
 *
 * Why of the newest alone: nodes prove the states of 64 heights, and older pages are linked from it.
 * Why it is fetched only now: it reads a row by the tables' codecs, which few who check headers need.
 */
async function objectionToTurn(
  { judge, options: { source } }: Session,
  below: Header | undefined,
  target: LightBlock,
): Promise<LightFault | undefined> {
  if (!isTurn(below, target.signedHeader.header)) return undefined;
  const { objectionToEdition } = await import("./edition-turn.ts");
  return objectionToEdition({ judge, source }, target);
}

/** Tells whether a page names another edition of the law than the trusted page below it, or the founding. */
function isTurn(below: Header | undefined, header: Header): boolean {
  return editionIn(header) !== (below === undefined ? FIRST_EDITION : editionIn(below));
}

/** Asks the witnesses for a page that has been verified; the fault where one proves another. */
async function askWitnesses(
  session: Session,
  verified: LightBlock,
  from: TrustedState | undefined,
): Promise<LightFault | undefined> {
  const { options, judge } = session;
  const { witnesses = [] } = options;
  const opinions = await crossCheck(judge, witnesses, { from, verified, now: timeOf(session) });
  if (!opinions.ok) return opinions.reason;
  session.found.opinions = opinions.value;
  // What cannot be noted is asked again.
  if (witnesses.length > 0) await options.heard?.(opinions.value.words).catch(() => undefined);
  return undefined;
}

/** Walks down from a verified block, and checks who signed what it arrives at. */
async function reachBack(
  session: Session,
  { block: above }: VerifiedBlock,
  height: bigint,
): Promise<Result<CheckedBlock, LightFault>> {
  const { options, judge, fetch } = session;
  const { header } = above.signedHeader;
  const most = options.backwardStepsMax ?? BACKWARD_STEPS_MAX;
  const walked = await walkBack(judge.hasher, fetch, header, { height, stepsMax: most });
  if (!walked.ok) return walked;
  const objection = await confirmNewest(session, walked.value);
  if (objection !== undefined) return { ok: false, reason: objection };
  const alone = await verifyAlone(judge, walked.value, header.time);
  if (alone.verdict !== "SUCCESS") return { ok: false, reason: alone.fault };
  return keep(session, [{ block: walked.value, how: "linked", signers: alone.signers }]);
}

/** Asks the node for the newest verified page, where it was not seen to have it yet. */
async function confirmNewest(
  { judge, options, known, found }: Session,
  target: LightBlock,
): Promise<LightFault | undefined> {
  const newest = known.latest();
  if (newest === undefined) return undefined;
  const isBelow = target.signedHeader.header.height < heightOf(newest);
  if (isBelow && found.confirmed >= heightOf(newest)) return undefined;
  const about = { judge, source: options.source, verified: newest.block };
  const objection =
    (await objectionToHistory(about, target)) ?? (await objectionToGap(about, target));
  if (objection === undefined) found.confirmed = heightOf(newest);
  return objection;
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
  const { known, found, options } = session;
  const before = known.latest();
  for (const verified of path) known.add(verified);
  const target = path[path.length - 1] as VerifiedBlock;
  const isNewest = before === undefined || heightOf(target) > heightOf(before);
  if (isNewest) {
    found.confirmed = heightOf(target);
    // A visit that cannot be kept costs only the next one some time.
    await options.trust.store?.save(encodeLightBlock(target.block)).catch(() => undefined);
  }
  return report(session, target, path);
}

function heightOf({ block }: VerifiedBlock): bigint {
  return block.signedHeader.header.height;
}

function report(
  { judge, found }: Session,
  verified: VerifiedBlock,
  path: readonly VerifiedBlock[] = [],
): Result<CheckedBlock, LightFault> {
  return { ok: true, value: { ...reportOf(judge.hasher, verified, path), ...found.opinions } };
}
