import type { CheckedAction } from "../../protocol/checked-action.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import {
  ACTION_BYTES_MAX,
  BLOCK_ACTIONS_MAX,
  BLOCK_BYTES_MAX,
} from "../../protocol/kernel/limits.ts";
import type { BlockInput } from "../../protocol/ledger.ts";
import type { Admission } from "../admission/admission.ts";
import { appVersionOf, momentOf } from "../chain-params.ts";
import { EngineFault } from "../engine-fault.ts";
import type { AbciRequest, Application } from "./abci/application.ts";
import { type CommitSeen, evidenceOf } from "./block-evidence.ts";
import type { BlockResult, BlockWriter } from "./block-writer.ts";
import type { NetworkStart } from "./options.ts";
import {
  CheckTxType,
  ResponseProcessProposal_ProposalStatus as ProposalStatus,
  ResponseVerifyVoteExtension_VerifyStatus as VerifyStatus,
} from "./proto/tendermint/abci/types_pb.ts";
import type { Retention } from "./retention.ts";
import type { SnapshotCalls } from "./snapshots/calls.ts";
import { nanosOf } from "./time.ts";
import { WAKE_CODE, type Wakefulness, wokenHeight } from "./wake.ts";

/** What the law's application needs. */
export interface ApplicationDeps {
  readonly chainId: string;
  readonly start: NetworkStart;
  readonly writer: BlockWriter;
  readonly admission: Admission;
  readonly snapshots: SnapshotCalls;
  readonly wakefulness: Wakefulness;
  /** The blocks that CometBFT may forget. */
  readonly retention: Retention;
  readonly onRefused: (id: Uint8Array, code: number) => void;
}

/** A block that is prepared, proposed or decided. */
type BlockRequest = AbciRequest<"prepareProposal" | "processProposal" | "finalizeBlock">;

/** The code with which an action is turned away when too many of a person's actions wait. */
export const QUOTA_CODE = 999;

/** How much longer than its bytes an action is in a block: a tag and at most three digits of length. */
const ENTRY_OVERHEAD = 4;

/**
 * Shows the law to CometBFT.
 *
 * Why nothing lasts before `commit`: CometBFT may ask for the same block again after a crash, and
 * the law must then stand where it stood; so a block's state is written once, whole, in `commit`.
 */
export function createApplication(deps: ApplicationDeps): Application {
  const { start, writer, admission, snapshots, wakefulness, retention } = deps;
  const inputOf = (block: BlockRequest, lastCommit: CommitSeen | undefined): BlockInput => ({
    height: Number(block.height),
    time: momentOf(nanosOf(block.time)),
    actions: admission.known(block.txs),
    evidence: evidenceOf(block, lastCommit, start),
  });

  return {
    ...snapshots,
    info: () => stateOf(start, writer),
    initChain(request) {
      assertStart(deps, request);
      return { appHash: start.root };
    },
    query: () => ({ code: 1, log: "Ask the node's own interface." }),
    async checkTx({ tx, type }) {
      const woken = wokenHeight(tx);
      if (woken !== undefined) return { code: wakefulness.isWelcome(woken) ? 0 : WAKE_CODE };
      if (type === CheckTxType.RECHECK) {
        const refused = admission.again(tx);
        if (refused === undefined) return { code: 0 };
        deps.onRefused(refused.id, refused.refusal.fault.number);
        return { code: refused.refusal.fault.number };
      }
      const verdict = await admission.enter(tx);
      if (verdict.state === "waiting") return { code: 0 };
      return { code: verdict.state === "full" ? QUOTA_CODE : verdict.refusal.fault.number };
    },
    prepareProposal(request) {
      const bytesMax = Math.min(Number(request.maxTxBytes), BLOCK_BYTES_MAX);
      if (wakefulness.isOfThePast(momentOf(nanosOf(request.time)))) return { txs: [] };
      const actions = request.txs.filter((tx) => wokenHeight(tx) === undefined);
      const block = inputOf({ ...request, txs: actions }, request.localLastCommit);
      return {
        txs: writer
          .choose({ ...block, actions: withinBytes(block.actions, bytesMax) })
          .map(({ wire }) => wire),
      };
    },
    processProposal(request) {
      if (!isWithinLimits(request.txs)) return { status: ProposalStatus.REJECT };
      const block = inputOf(request, request.proposedLastCommit);
      writer.executeAhead({ ...block, hash: request.hash });
      return { status: ProposalStatus.ACCEPT };
    },
    extendVote: () => ({ voteExtension: new Uint8Array(0) }),
    verifyVoteExtension: ({ voteExtension }) => ({
      status: voteExtension.length === 0 ? VerifyStatus.ACCEPT : VerifyStatus.REJECT,
    }),
    finalizeBlock(request) {
      const block = inputOf(request, request.decidedLastCommit);
      return answerOf(writer.execute({ ...block, hash: request.hash }), start);
    },
    async commit() {
      const { height } = await writer.commit();
      return { retainHeight: await retention.from(height) };
    },
  };
}

/** Where the law stands; what happened before CometBFT's first block is no business of its own. */
function stateOf(start: NetworkStart, writer: BlockWriter) {
  const { height, root } = writer.head();
  const isBegun = height >= start.height;
  return {
    data: "folkmoot",
    version: "1",
    appVersion: appVersionOf(writer.ledger().law.edition, start.run),
    lastBlockHeight: BigInt(isBegun ? height : 0),
    lastBlockAppHash: isBegun ? root : new Uint8Array(0),
  };
}

/** Refuses a genesis that does not lead on from this node's history. Throws: EngineFault. */
function assertStart(
  { chainId, start, writer }: ApplicationDeps,
  genesis: AbciRequest<"initChain">,
): void {
  if (genesis.chainId !== chainId || Number(genesis.initialHeight) !== start.height) {
    throw genesisDiffers("names another chain or another first block");
  }
  const { height, root } = writer.head();
  if (height !== start.height - 1 || !equalBytes(root, start.root)) {
    throw genesisDiffers("does not go on from where this node's history ends");
  }
}

/** What came of a block, as CometBFT is told it. */
function answerOf({ root, codes, updates, turnedTo }: BlockResult, { run }: NetworkStart) {
  return {
    ...(turnedTo === undefined
      ? {}
      : { consensusParamUpdates: { version: { app: appVersionOf(turnedTo, run) } } }),
    txResults: codes.map((code) => ({ code })),
    validatorUpdates: updates.map(({ key, power }) => ({
      pubKey: { sum: { case: "ed25519" as const, value: key } },
      power: BigInt(power),
    })),
    appHash: root,
  };
}

/** Takes as many actions, from the first on, as fit into a block. */
function withinBytes(actions: readonly CheckedAction[], bytesMax: number): CheckedAction[] {
  const fitting: CheckedAction[] = [];
  let left = bytesMax;
  for (const action of actions) {
    left -= action.wire.length + ENTRY_OVERHEAD;
    if (left < 0 || fitting.length === BLOCK_ACTIONS_MAX) break;
    fitting.push(action);
  }
  return fitting;
}

/**
 * Tells whether a proposed block keeps the limits.
 *
 * Why nothing else is looked at: a block with actions that the law refuses is harmless, and a node
 * that turns down what others accept stops the network.
 */
function isWithinLimits(txs: readonly Uint8Array[]): boolean {
  let bytes = 0;
  for (const tx of txs) {
    if (tx.length === 0 || tx.length > ACTION_BYTES_MAX) return false;
    bytes += tx.length;
  }
  return txs.length <= BLOCK_ACTIONS_MAX && bytes <= BLOCK_BYTES_MAX;
}

function genesisDiffers(how: string): EngineFault {
  return new EngineFault(
    "other-community",
    `the network's genesis ${how}`,
    "Fetch network.json again from a node of this community.",
  );
}
