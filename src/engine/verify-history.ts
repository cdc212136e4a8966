import {
  BLOCK_PROTOCOL,
  type Block,
  type Commit,
  checkBlock,
  checkCommit,
  consensusHash,
  decodeBlock,
  decodeCommit,
  encodeCommit,
  equalValidatorSet,
  type Header,
  NO_BLOCK_ID,
  NO_COMMIT,
  sameBlockId,
  type ValidatorSet,
  validatorsHash,
} from "../protocol/chain/index.ts";
import { chainIdOf, type FoundingDocument, foundState } from "../protocol/founding.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { createTree, type Tree } from "../protocol/kernel/tree/tree.ts";
import { NOTHING_WITNESSED, type Witnessed } from "../protocol/kernel/witnessed.ts";
import type { Law } from "../protocol/law.ts";
import { createLedger, type Ledger, type Proposal } from "../protocol/ledger.ts";
import type { RestartCertificate } from "../protocol/restart.ts";
import { type Beginning, readBeginning } from "./beginning.ts";
import { appVersionIn, BLOCK_PARAMS, momentOf, NANOS_PER_MILLISECOND } from "./chain-params.ts";
import type { NetworkStart } from "./comet/options.ts";
import { witnessedIn } from "./comet/witnessed.ts";
import { resultsHashOf } from "./embedded/block-maker.ts";
import type { CheckpointFile } from "./embedded/checkpoint-file.ts";
import { EngineFault, messageOf } from "./engine-fault.ts";
import { nativeVerify } from "./native-signature.ts";
import { decodeHead, encodeHead, encodeOutcome } from "./records.ts";
import { restartAt, restartObjection, startAfter, startUpTo } from "./runs.ts";
import { heightKey, metaKey, SPACE } from "./store/keys.ts";
import type { Store } from "./store/store.ts";
import { createVerifiedSignatures } from "./verified-signatures.ts";
import { verifyAhead } from "./verify-ahead.ts";
import { loadBeginning } from "./verify-beginning.ts";
import { expectedIndexes, indexProblem, rowsProblem } from "./verify-rows.ts";

/** The outcome of going through all of history again. */
export type HistoryVerdict =
  | {
      readonly ok: true;
      /** The first block that was carried out again: 1, or the first that this node has. */
      readonly first: number;
      readonly height: number;
      readonly appHash: Uint8Array;
    }
  | { readonly ok: false; readonly block: number | undefined; readonly reason: string };

/** What is verified, and against what. */
export interface HistoryGround {
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

interface Step {
  readonly commit: Commit;
  readonly commitBytes: Uint8Array;
  readonly time: bigint;
  /** Unknown for a block that is not kept here. */
  readonly codes: readonly number[] | undefined;
}

const NO_COMMIT_BYTES = encodeCommit(NO_COMMIT);

/** Who signs at which height. */
interface Sets {
  at(height: number): ValidatorSet;
  /** Takes over whom the state after a block wants to sign; it counts two blocks later. */
  note(height: number, keys: readonly Uint8Array[]): void;
  /** From here on those sign whom the members have chosen; whatever was still to come is void. */
  restart(height: number, keys: readonly Uint8Array[]): void;
}

/** One machine signs until the chain goes over to CometBFT; from then on whom the state names. */
function createSets(
  { founding, hasher, network }: HistoryGround,
  beginning: Beginning | undefined,
): Sets {
  const setOf = (keys: readonly Uint8Array[]): ValidatorSet => {
    const set = equalValidatorSet(hasher, keys);
    if (!set.ok) throw new Wrong(undefined, `the machines that sign: ${set.reason}`);
    return set.value;
  };
  const own = setOf(founding.validators.map(({ key }) => key));
  let changes: { readonly from: number; readonly set: ValidatorSet }[] = [{ from: 1, set: own }];
  if (network !== undefined) {
    changes.push({ from: network.height, set: setOf(network.validators) });
  }
  if (beginning !== undefined) {
    const { height, light } = beginning;
    changes.push({ from: height, set: light.validators });
    changes.push({ from: height + 1, set: light.nextValidators });
  }
  return {
    at: (height) => changes.findLast(({ from }) => from <= height)?.set ?? own,
    note(height, keys) {
      if (network === undefined || height < network.height || keys.length === 0) return;
      changes.push({ from: height + 2, set: setOf(keys) });
    },
    restart(height, keys) {
      changes = changes.filter(({ from }) => from < height);
      changes.push({ from: height, set: setOf(keys) });
    },
  };
}

/** Where a block stands in its chain. */
interface Place {
  readonly height: number;
  /** It was made by the embedded engine and not decided under CometBFT. */
  readonly isMade: boolean;
  /** It is the first of a run under CometBFT, which names no block before it. */
  readonly isBorder: boolean;
  /** Where the run begins that it belongs to; absent before the first block under CometBFT. */
  readonly start: NetworkStart | undefined;
}

/** Thrown inside to end at the first thing that is wrong. */
class Wrong extends Error {
  readonly block: number | undefined;
  constructor(block: number | undefined, reason: string) {
    super(reason);
    this.block = block;
  }
}

/**
 * Carries out all of history again from the founding document, and compares everything with what
 * is kept: headers field by field, links, signatures, actions, roots, receipts, indexes, rows.
 *
 * Cost: as much as the history took to execute; the signatures on all cores.
 */
export async function verifyHistory(ground: HistoryGround): Promise<HistoryVerdict> {
  try {
    return await goThrough(ground);
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, block: error.block, reason: error.message };
    if (error instanceof EngineFault) return { ok: false, block: undefined, reason: error.message };
    throw error;
  }
}

async function goThrough(ground: HistoryGround): Promise<HistoryVerdict> {
  const { law, founding, store, hasher } = ground;
  const signatures = createVerifiedSignatures();
  const world = { hasher, verify: signatures.verify };
  const founded = foundState(law.rooms, founding, world);
  if (!founded.ok) throw new Wrong(undefined, `the founding document: ${founded.reason}`);
  const { community, state } = founded.value;
  const stored = await store.get(metaKey("community"));
  if (stored === undefined || !equalBytes(stored, community)) {
    throw new Wrong(undefined, "the store belongs to another community than the founding document");
  }
  const tree = createTree(hasher);
  const beginning = await readBeginning(store, hasher);
  const beforeOwn =
    beginning === undefined
      ? undefined
      : await loadBeginning(
          { store, hasher, chainId: chainIdOf(community), state: ground.beginning },
          beginning,
          tree,
        );
  if (beginning === undefined) tree.commit(tree.apply(tree.empty, state.changes()));
  const below = beginning?.height ?? 0;
  const ledger = createLedger({ law, community, world, tree, height: below });
  const sets = createSets(ground, beginning);
  if (below > 0) sets.note(below, ledger.validatorKeys());

  const last = await lastHeight(ground);
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
  let start = startUpTo(below, ground.network, ground.restarts);
  let header: Header | undefined = beginning?.light.signedHeader.header;
  for (let height = below + 1; height <= last; height += 1) {
    ground.before?.(height, last, ledger);
    const { block, step } = await readStep(ground, height);
    const begun = runFrom(ground, height, header, ledger.root());
    if (begun?.run !== undefined) sets.restart(height, begun.validators);
    start = begun ?? start;
    const isBorder = begun !== undefined;
    if (isBorder)
      before = { ...before, commit: NO_COMMIT, commitBytes: NO_COMMIT_BYTES, codes: [] };
    const place = { height, isMade: start === undefined, isBorder, start };
    checkHeader(hasher, chainIdOf(community), sets, ledger.root(), before, block, place);
    checkSignatures(chainIdOf(community), sets.at(height), step, height);
    await Promise.all(block.txs.map((wire) => ahead(ledger, signatures, hasher, wire)));
    const proposal = await execute(ground, ledger, block, toldBy(block, sets, place));
    sets.note(height, ledger.validatorKeys());
    indexes.add(height, proposal);
    before = { ...step, codes: proposal.receipts.map(({ code }) => code) };
    header = block.header;
    if (height % 500 === 0) ground.progress?.(height, last);
  }
  // A restart whose first block is still to come is checked as well.
  if (restartAt(ground.restarts ?? [], last + 1) !== undefined) {
    runFrom(ground, last + 1, header, ledger.root());
  }
  await checkEnd(ground, tree, ledger, before, last);
  const index = await indexProblem(store, indexes);
  if (index !== undefined) throw new Wrong(index.block, index.reason);
  return { ok: true, first: below + 1, height: last, appHash: ledger.root() };
}

/** Tells which run begins with a block: CometBFT's first, or one that the members have signed. */
function runFrom(
  { network, restarts = [], hasher }: HistoryGround,
  height: number,
  last: Header | undefined,
  root: Uint8Array,
): NetworkStart | undefined {
  const certificate = restartAt(restarts, height);
  if (certificate === undefined) return height === network?.height ? network : undefined;
  if (last === undefined) throw new Wrong(height, "a restart goes on from no block");
  const objection = restartObjection(hasher, certificate, last, root);
  if (objection !== undefined) throw new Wrong(height, objection);
  return startAfter(certificate);
}

/** How far history goes: to the height of the head record, and at least to what was acknowledged. */
async function lastHeight({ store, acknowledged = 0 }: HistoryGround): Promise<number> {
  const bytes = await store.get(metaKey("head"));
  const head = bytes === undefined ? undefined : decodeHead(bytes);
  const range = { from: heightKey(SPACE.block, 0), until: heightKey(SPACE.commit, 0) };
  let newest = 0;
  for await (const { key } of store.entries({ ...range, reverse: true, limit: 1 })) {
    newest = Number(Buffer.from(key).readBigUInt64BE(1));
  }
  if (head === undefined && newest === 0 && acknowledged === 0) {
    throw new Wrong(undefined, "there is no history yet");
  }
  const last = Math.max(head?.height ?? 0, acknowledged);
  if (newest > last) throw new Wrong(newest, "it is kept, but history ends before it");
  return last;
}

async function readStep(
  { store, hasher }: HistoryGround,
  height: number,
): Promise<{ readonly block: Block; readonly step: Omit<Step, "codes"> }> {
  const bytes = await read(store, heightKey(SPACE.block, height), height);
  const commitBytes = await read(store, heightKey(SPACE.commit, height), height, "its commit");
  const block = decodeBlock(bytes);
  if (!block.ok) throw new Wrong(height, `does not decode: ${block.reason}`);
  const commit = decodeCommit(commitBytes);
  if (!commit.ok) throw new Wrong(height, `its commit does not decode: ${commit.reason}`);
  const whole = checkBlock(hasher, block.value, bytes, commit.value.blockId);
  if (!whole.ok) throw new Wrong(height, whole.reason);
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
    throw new Wrong(height, `${what} cannot be read: ${messageOf(error)}`);
  }
  if (bytes === undefined) throw new Wrong(height, `${what} is missing`);
  return bytes;
}

/** Compares every field of a header that its own block does not already bind. */
function checkHeader(
  hasher: Hasher,
  chainId: string,
  sets: Sets,
  root: Uint8Array,
  before: Step,
  { header, lastCommit }: Block,
  place: Place,
): void {
  const { height, isBorder, start } = place;
  const version = appVersionIn(start?.run);
  const set = sets.at(height);
  const setHash = validatorsHash(hasher, set);
  const nextHash = validatorsHash(hasher, sets.at(height + 1));
  const lastId = height === 1 || isBorder ? NO_BLOCK_ID : before.commit.blockId;
  const checks: readonly (readonly [string, boolean])[] = [
    ["height", header.height === BigInt(height)],
    ["chain id", header.chainId === chainId],
    ["version", header.version.block === BLOCK_PROTOCOL && header.version.app === version],
    ["time", isTimely(header.time, before.time, place)],
    ["last block id", sameBlockId(header.lastBlockId, lastId)],
    ["last commit", equalBytes(encodeCommit(lastCommit), before.commitBytes)],
    ["validators hash", equalBytes(header.validatorsHash, setHash)],
    ["next validators hash", equalBytes(header.nextValidatorsHash, nextHash)],
    ["consensus hash", equalBytes(header.consensusHash, consensusHash(hasher, BLOCK_PARAMS))],
    ["app hash", equalBytes(header.appHash, root)],
    [
      "results hash",
      before.codes === undefined ||
        equalBytes(header.lastResultsHash, resultsHashOf(hasher, before.codes)),
    ],
    ["proposer", set.validators.some(({ address }) => equalBytes(address, header.proposerAddress))],
  ];
  for (const [field, isRight] of checks) {
    if (!isRight) throw new Wrong(height, `the header's ${field} is not what it must be`);
  }
}

/**
 * The first block has the founding's own time; later ones are later, and those of the embedded
 * engine at whole milliseconds.
 */
function isTimely(
  time: bigint,
  before: bigint,
  { height, isMade, isBorder, start }: Place,
): boolean {
  if (isBorder && start?.run !== undefined) {
    return time === BigInt(start.time) * NANOS_PER_MILLISECOND;
  }
  if (isMade && time % NANOS_PER_MILLISECOND !== 0n) return false;
  return height === 1 ? time === before + 1n : time > before;
}

function checkSignatures(
  chainId: string,
  set: ValidatorSet,
  { commit }: Omit<Step, "codes">,
  height: number,
): void {
  if (commit.height !== BigInt(height)) throw new Wrong(height, "its commit is of another height");
  const checked = checkCommit(nativeVerify, chainId, commit, set);
  if (!checked.ok) throw new Wrong(height, checked.reason);
}

async function ahead(
  ledger: Ledger,
  signatures: ReturnType<typeof createVerifiedSignatures>,
  hasher: Hasher,
  wire: Uint8Array,
): Promise<void> {
  const decoded = ledger.machine.decode(wire);
  if (decoded.ok) await verifyAhead(signatures, hasher, ledger.reader(), decoded.value);
}

/** What a block told the law of the machines that sign. */
function toldBy(block: Block, sets: Sets, { height, start }: Place): Witnessed {
  return start === undefined ? NOTHING_WITNESSED : witnessedIn(block, sets.at(height - 1), start);
}

/** Carries a block out again and compares what came of it. */
async function execute(
  { store }: HistoryGround,
  ledger: Ledger,
  block: Block,
  witnessed: Witnessed,
): Promise<Proposal> {
  const height = Number(block.header.height);
  const time = momentOf(block.header.time);
  const proposal = ledger.propose({ height, time, actions: block.txs, witnessed });
  const outcome = await read(store, heightKey(SPACE.outcome, height), height, "its outcome");
  if (!equalBytes(outcome, encodeOutcome(proposal.dueEvents, proposal.receipts))) {
    throw new Wrong(height, "its receipts and events are not what came of its actions");
  }
  proposal.seal().commit();
  return proposal;
}

/** Compares the record of the newest block, and every stored row with the state at the end. */
async function checkEnd(
  { store }: HistoryGround,
  tree: Tree,
  ledger: Ledger,
  { commit, time }: Step,
  height: number,
): Promise<void> {
  const hash = commit.blockId.hash;
  const head = encodeHead({ height, time: momentOf(time), hash, root: ledger.root() });
  const stored = await store.get(metaKey("head"));
  if (stored === undefined || !equalBytes(stored, head)) {
    throw new Wrong(height, "the record of the newest block does not fit it");
  }
  const wrong = await rowsProblem(store, tree);
  if (wrong !== undefined) throw new Wrong(height, wrong);
}
