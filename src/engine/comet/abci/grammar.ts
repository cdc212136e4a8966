import type { AbciCall } from "./application.ts";

/** Watches the calls of one session of CometBFT and names the first that cannot come now. */
export interface Grammar {
  /**
   * Notes a call; returns what is wrong with it, or nothing.
   *
   * Shape: `height` is that of the block a call is about; calls about no block leave it out.
   */
  observe(call: AbciCall, height?: number): string | undefined;
}

/** Where the application stands when a session begins. */
export interface GrammarStart {
  /** The height of the newest committed block as it is told to CometBFT; 0 on a fresh chain. */
  readonly height: number;
  /** The height of a fresh chain's first block. */
  readonly initialHeight: number;
}

/** What may come next in a session. */
type Stage =
  /** Nothing has happened yet on a fresh chain. */
  | "fresh"
  /** A snapshot is being restored. */
  | "restoring"
  /** Between two blocks: proposals come and go. */
  | "deciding"
  /** A block has been executed and waits to be made durable. */
  | "decided";

/** Calls that read or check and may come at any time. */
const ANYTIME: ReadonlySet<AbciCall> = new Set<AbciCall>([
  "info",
  "query",
  "checkTx",
  "listSnapshots",
  "loadSnapshotChunk",
]);

const PROPOSALS: ReadonlySet<AbciCall> = new Set<AbciCall>([
  "prepareProposal",
  "processProposal",
  "extendVote",
  "verifyVoteExtension",
]);

/**
 * Starts to watch a session.
 *
 * Why: the law must never be run on calls out of order; a violation means that CometBFT, the socket
 * or this house is broken, and the only right answer is to stop.
 * Source: the grammar of calls in CometBFT's specification of ABCI 2.0.
 */
export function createGrammar({ height, initialHeight }: GrammarStart): Grammar {
  let stage: Stage = height === 0 ? "fresh" : "deciding";
  let next = height === 0 ? initialHeight : height + 1;
  /** A restored snapshot says by the first block where it stands. */
  let isRestored = false;

  const isNext = (asked: number | undefined): boolean => {
    if (isRestored && asked !== undefined) {
      next = asked;
      isRestored = false;
    }
    return asked === next;
  };

  const observeBlockCall = (call: AbciCall, asked: number | undefined): string | undefined => {
    if (stage === "restoring") {
      stage = "deciding";
      isRestored = true;
    }
    if (stage !== "deciding") return `${call} while ${STAGE_WORDS[stage]}`;
    if (!isNext(asked)) return `${call} for block ${asked}, where block ${next} is next`;
    if (call === "finalizeBlock") stage = "decided";
    return undefined;
  };

  return {
    observe(call, asked) {
      if (ANYTIME.has(call)) return undefined;
      if (PROPOSALS.has(call) || call === "finalizeBlock") return observeBlockCall(call, asked);
      if (call === "commit") {
        if (stage !== "decided") return `commit while ${STAGE_WORDS[stage]}`;
        stage = "deciding";
        next += 1;
        return undefined;
      }
      if (call === "initChain") {
        if (stage !== "fresh") return `initChain while ${STAGE_WORDS[stage]}`;
        stage = "deciding";
        return undefined;
      }
      if (call === "offerSnapshot") {
        if (stage !== "fresh" && stage !== "restoring")
          return `${call} while ${STAGE_WORDS[stage]}`;
        stage = "restoring";
        return undefined;
      }
      return stage === "restoring" ? undefined : `${call} while ${STAGE_WORDS[stage]}`;
    },
  };
}

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  fresh: "the chain has not been begun",
  restoring: "a snapshot is being restored",
  deciding: "the next block is being decided",
  decided: "a block waits for its commit",
};
