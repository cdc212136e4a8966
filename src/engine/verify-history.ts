import {
  type Block,
  checkBlock,
  checkCommit,
  decodeBlock,
  decodeCommit,
  encodeCommit,
  type Header,
  NO_COMMIT,
  type ValidatorSet,
} from "../protocol/chain/index.ts";
import type { RestartCertificate } from "../protocol/chain/restart.ts";
import type { CheckedAction } from "../protocol/checked-action.ts";
import { EditionMissing } from "../protocol/editions.ts";
import { chainIdOf, type FoundingDocument, foundState } from "../protocol/founding.ts";
import { type BlockEvidence, NO_EVIDENCE } from "../protocol/kernel/block-evidence.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { createTree, type Tree } from "../protocol/kernel/tree/tree.ts";
import type { Law } from "../protocol/law.ts";
import { type BlockInput, createLedger, type Ledger, type Proposal } from "../protocol/ledger.ts";
import { readBeginning } from "./beginning.ts";
import { momentOf, NANOS_PER_MILLISECOND } from "./chain-params.ts";
import { evidenceIn } from "./comet/block-evidence.ts";
import type { NetworkStart } from "./comet/options.ts";
import type { CheckpointFile } from "./embedded/checkpoint-file.ts";
import { EngineFault, messageOf } from "./engine-fault.ts";
import { nativeVerify } from "./native-signature.ts";
import { decodeHead, encodeHead, encodeOutcome } from "./records.ts";
import { restartAt, restartObjection, startAfter, startUpTo } from "./runs.ts";
import { assertSameLaw } from "./same-law.ts";
import { assertSameStore } from "./same-store.ts";
import { StillToCopy } from "./still-to-copy.ts";
import { heightKey, metaKey, SPACE } from "./store/keys.ts";
import type { Store } from "./store/store.ts";
import { checkedAhead } from "./verify-ahead.ts";
import { loadBeginning } from "./verify-beginning.ts";
import { checkHeader, type Place, type Step } from "./verify-header.ts";
import { expectedIndexes, indexProblem, rowsProblem } from "./verify-rows.ts";
import { createSets, type Sets } from "./verify-sets.ts";
import { createVrfMemory } from "./vrf-memory.ts";
import { WrongHistory } from "./wrong-history.ts";

/** The outcome of going through all of history again. */
export type HistoryVerdict =
  | {
      readonly ok: true;
      /** The first block that was carried out again: 1, or the first that this node has. */
      readonly first: number;
      readonly height: number;
      readonly appHash: Uint8Array;
      /** The edition of the law that holds after it. */
      readonly edition: number;
    }
  | {
      readonly ok: false;
      readonly block: number | undefined;
      readonly reason: string;
      /** Whether nothing is wrong: the machine was stopped before it had copied its newest block. */
      readonly isStillToCopy?: true;
    };

/** What is verified, and against what. */
export interface HistoryDeps {
  readonly law: Law;
  readonly founding: FoundingDocument;
  readonly store: Store;
  readonly hasher: Hasher;
  /** Where the chain goes over to CometBFT; absent for a community of one machine. */
  readonly network?: NetworkStart;
  /** Every restart that the members have signed, the first one first; none unless given. */
  readonly restarts?: readonly RestartCertificate[];
  /** The state with which history begins here, where it was taken over from others. */
  readonly beginning?: CheckpointFile;
  /** The height that is known to have been acknowledged, from outside the store. */
  readonly acknowledged?: number;
  /** Called now and then with the height that has been reached. */
  readonly progress?: (height: number, of: number) => void;
  /** Called before each block is carried out, with the state that it stands on. */
  readonly before?: (height: number, of: number, ledger: Ledger) => void;
}

const NO_COMMIT_BYTES = encodeCommit(NO_COMMIT);

/**
 * Carries out all of history again from the founding document, and compares everything with what
 * is kept: headers field by field, links, signatures, actions, roots, receipts, indexes, rows.
 *
 * Cost: as much as the history took to execute; the signatures on all cores.
 */
export async function verifyHistory(deps: HistoryDeps): Promise<HistoryVerdict> {
  try {
    return await goThrough(deps);
  } catch (error) {
    if (error instanceof StillToCopy)
      return { ok: false, block: error.block, reason: error.message, isStillToCopy: true };
    if (error instanceof WrongHistory)
      return { ok: false, block: error.block, reason: error.message };
    if (error instanceof EngineFault || error instanceof EditionMissing)
      return { ok: false, block: undefined, reason: error.message };
    throw error;
  }
}

async function goThrough(deps: HistoryDeps): Promise<HistoryVerdict> {
  const { law, founding, store, hasher } = deps;
  const world = { hasher, verify: nativeVerify, vrf: createVrfMemory() };
  const founded = foundState(law, founding, world);
  if (!founded.ok) throw new WrongHistory(undefined, `the founding document: ${founded.reason}`);
  const { community, state } = founded.value;
  await assertSameStore(store, community);
  await assertSameLaw(store, deps);
  const tree = createTree(hasher);
  const beginning = await readBeginning(store, hasher);
  const beforeOwn =
    beginning === undefined
      ? undefined
      : await loadBeginning(
          { store, hasher, chainId: chainIdOf(community), state: deps.beginning },
          beginning,
          tree,
        );
  if (beginning === undefined) tree.commit(tree.apply(tree.empty, state.changes()));
  const below = beginning?.height ?? 0;
  const ledger = createLedger({ law, community, world, tree, height: below });
  const sets = createSets(deps, beginning);
  if (below > 0) sets.note(below, ledger.validatorKeys());

  const { last, newest } = await lastHeight(deps);
  const indexes = expectedIndexes();
  let before: Step =
    beforeOwn === undefined
      ? {
          commit: NO_COMMIT,
          commitBytes: NO_COMMIT_BYTES,
          time: BigInt(founding.foundedAt) * NANOS_PER_MILLISECOND - 1n,
          codes: [],
        }
      : { ...beforeOwn, codes: undefined };
  let start = startUpTo(below, deps.network, deps.restarts);
  let header: Header | undefined = beginning?.light.signedHeader.header;
  let next = makeReady(deps, ledger, below + 1);
  for (let height = below + 1; height <= last; height += 1) {
    deps.before?.(height, last, ledger);
    if (height > newest && height >= (deps.network?.height ?? Infinity)) {
      throw new StillToCopy(height);
    }
    const { block, step, actions } = await next;
    if (height < last) next = makeReady(deps, ledger, height + 1);
    const begun = runFrom(deps, height, header, ledger.root());
    if (begun?.run !== undefined) sets.restart(height, begun.validators);
    start = begun ?? start;
    const isBorder = begun !== undefined;
    if (isBorder)
      before = { ...before, commit: NO_COMMIT, commitBytes: NO_COMMIT_BYTES, codes: [] };
    const { edition } = ledger.law;
    const place = { height, edition, isMade: start === undefined, isBorder, start };
    const chainId = chainIdOf(community);
    checkHeader(hasher, block, place, { chainId, sets, root: ledger.root(), before });
    checkSignatures(chainId, sets.at(height), step, height);
    const evidence = toldBy(block, sets, place);
    const proposal = await execute(deps, ledger, block.header, { actions, evidence });
    sets.note(height, ledger.validatorKeys());
    indexes.add(height, proposal);
    before = { ...step, codes: proposal.receipts.map(({ code }) => code) };
    header = block.header;
    if (height % 500 === 0) deps.progress?.(height, last);
  }
  // A restart whose first block is still to come is checked as well.
  if (restartAt(deps.restarts ?? [], last + 1) !== undefined) {
    runFrom(deps, last + 1, header, ledger.root());
  }
  await checkEnd(deps, { tree, ledger }, before, last);
  const index = await indexProblem(store, indexes);
  if (index !== undefined) throw new WrongHistory(index.block, index.reason);
  return {
    ok: true,
    first: below + 1,
    height: last,
    appHash: ledger.root(),
    edition: ledger.law.edition,
  };
}

/** Tells which run begins with a block: CometBFT's first, or one that the members have signed. */
function runFrom(
  { network, restarts = [], hasher }: HistoryDeps,
  height: number,
  last: Header | undefined,
  root: Uint8Array,
): NetworkStart | undefined {
  const certificate = restartAt(restarts, height);
  if (certificate === undefined) return height === network?.height ? network : undefined;
  if (last === undefined) throw new WrongHistory(height, "a restart goes on from no block");
  const objection = restartObjection(hasher, certificate, last, root);
  if (objection !== undefined) throw new WrongHistory(height, objection);
  return startAfter(certificate);
}

/** How far history goes: to the height of the head record, and at least to what was acknowledged. */
/** The last height that is known here, and the newest block that is kept. */
async function lastHeight({ store, acknowledged = 0 }: HistoryDeps) {
  const bytes = await store.get(metaKey("head"));
  const head = bytes === undefined ? undefined : decodeHead(bytes);
  const range = { from: heightKey(SPACE.block, 0), until: heightKey(SPACE.commit, 0) };
  let newest = 0;
  for await (const { key } of store.entries({ ...range, reverse: true, limit: 1 })) {
    newest = Number(Buffer.from(key).readBigUInt64BE(1));
  }
  if (head === undefined && newest === 0 && acknowledged === 0) {
    throw new WrongHistory(undefined, "there is no history yet");
  }
  const last = Math.max(head?.height ?? 0, acknowledged);
  if (newest > last) throw new WrongHistory(newest, "it is kept, but history ends before it");
  return { last, newest };
}

async function readStep(
  { store, hasher }: HistoryDeps,
  height: number,
): Promise<{ readonly block: Block; readonly step: Omit<Step, "codes"> }> {
  const bytes = await read(store, heightKey(SPACE.block, height), height);
  const commitBytes = await read(store, heightKey(SPACE.commit, height), height, "its commit");
  const block = decodeBlock(bytes);
  if (!block.ok) throw new WrongHistory(height, `does not decode: ${block.reason}`);
  const commit = decodeCommit(commitBytes);
  if (!commit.ok) throw new WrongHistory(height, `its commit does not decode: ${commit.reason}`);
  const whole = checkBlock(hasher, block.value, bytes, commit.value.blockId);
  if (!whole.ok) throw new WrongHistory(height, whole.reason);
  const step = { commit: commit.value, commitBytes, time: block.value.header.time };
  return { block: block.value, step };
}

async function read(
  store: Store,
  key: Uint8Array,
  height: number,
  what = "it",
): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await store.get(key);
  } catch (error) {
    throw new WrongHistory(height, `${what} cannot be read: ${messageOf(error)}`);
  }
  if (bytes === undefined) throw new WrongHistory(height, `${what} is missing`);
  return bytes;
}

function checkSignatures(
  chainId: string,
  set: ValidatorSet,
  { commit }: Omit<Step, "codes">,
  height: number,
): void {
  if (commit.height !== BigInt(height))
    throw new WrongHistory(height, "its commit is of another height");
  const checked = checkCommit(nativeVerify, chainId, commit, set);
  if (!checked.ok) throw new WrongHistory(height, checked.reason);
}

/** What a block told the law of the machines that sign. */
function toldBy(block: Block, sets: Sets, { height, start }: Place): BlockEvidence {
  return start === undefined ? NO_EVIDENCE : evidenceIn(block, sets.at(height - 1), start);
}

/** A block as it is kept, with all that can be known of its actions before it is carried out. */
interface ReadyBlock {
  readonly block: Block;
  readonly step: Omit<Step, "codes">;
  readonly actions: readonly CheckedAction[];
}

/**
 * Reads a block, and has the signatures of its actions verified.
 *
 * Why while the block before it is carried out: the law runs on one core, and signatures on the
 * others meanwhile. What was found holds for the key that was known; where that block changes the
 * key or the law, carrying this one out looks again.
 * What is wrong with it is said when its turn comes.
 */
function makeReady(deps: HistoryDeps, ledger: Ledger, height: number): Promise<ReadyBlock> {
  const ready = readStep(deps, height).then(async ({ block, step }) => {
    return { block, step, actions: await checkedAhead(ledger, block.txs) };
  });
  ready.catch(() => {});
  return ready;
}

/** Carries a block out again and compares what came of it. */
async function execute(
  { store }: HistoryDeps,
  ledger: Ledger,
  header: Header,
  { actions, evidence }: Required<Pick<BlockInput, "actions" | "evidence">>,
): Promise<Proposal> {
  const height = Number(header.height);
  const time = momentOf(header.time);
  const proposal = ledger.propose({ height, time, actions, evidence });
  const outcome = await read(store, heightKey(SPACE.outcome, height), height, "its outcome");
  if (!equalBytes(outcome, encodeOutcome(proposal.dueEvents, proposal.receipts))) {
    throw new WrongHistory(height, "its receipts and events are not what came of its actions");
  }
  proposal.seal().commit();
  return proposal;
}

/** What came of carrying all blocks out again. */
interface Replayed {
  readonly tree: Tree;
  readonly ledger: Ledger;
}

/** Compares the record of the newest block, and every stored row with the state at the end. */
async function checkEnd(
  { store }: HistoryDeps,
  { tree, ledger }: Replayed,
  { commit, time }: Step,
  height: number,
): Promise<void> {
  const hash = commit.blockId.hash;
  const head = encodeHead({ height, time: momentOf(time), hash, root: ledger.root() });
  const stored = await store.get(metaKey("head"));
  if (stored === undefined || !equalBytes(stored, head)) {
    throw new WrongHistory(height, "the record of the newest block does not fit it");
  }
  const wrong = await rowsProblem(store, tree);
  if (wrong !== undefined) throw new WrongHistory(height, wrong);
}
