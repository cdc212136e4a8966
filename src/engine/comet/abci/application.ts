import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Request, ResponseSchema } from "../proto/tendermint/abci/types_pb.ts";

type AnyRequest = Request["value"];
type AnyAnswer = NonNullable<MessageInitShape<typeof ResponseSchema>["value"]>;

/** The calls that the server answers itself, and those that no mempool of ours uses. */
type NotForApplications = "echo" | "flush" | "insertTx" | "reapTxs";

/** A call that an application answers, by its name in the protocol. */
export type AbciCall = Exclude<NonNullable<AnyRequest["case"]>, NotForApplications>;

/** What is asked by a call. */
export type AbciRequest<C extends AbciCall> = Extract<AnyRequest, { readonly case: C }>["value"];

/** What a call is answered with. */
export type AbciAnswer<C extends AbciCall> = Extract<AnyAnswer, { readonly case: C }>["value"];

/**
 * A state machine as CometBFT sees it: one function for each call of ABCI 2.0.
 *
 * Why: the server knows frames and order, the application knows the law; neither knows the other's.
 * Faults: whatever an application throws stops the node; an answer is never invented.
 */
export type Application = {
  readonly [C in AbciCall]: (request: AbciRequest<C>) => Promise<AbciAnswer<C>> | AbciAnswer<C>;
};

/** Every call that an application answers. */
export const ABCI_CALLS = [
  "info",
  "initChain",
  "query",
  "checkTx",
  "commit",
  "listSnapshots",
  "offerSnapshot",
  "loadSnapshotChunk",
  "applySnapshotChunk",
  "prepareProposal",
  "processProposal",
  "extendVote",
  "verifyVoteExtension",
  "finalizeBlock",
] as const satisfies readonly AbciCall[];
