import type { Application } from "./abci/application.ts";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
} from "./proto/tendermint/abci/types_pb.ts";

/** The calls by which nodes hand the whole state to each other. */
export type SnapshotCalls = Pick<
  Application,
  "listSnapshots" | "offerSnapshot" | "loadSnapshotChunk" | "applySnapshotChunk"
>;

/** A node that neither hands out its state nor takes another's: all of history is carried out. */
export const NO_SNAPSHOTS: SnapshotCalls = {
  listSnapshots: () => ({ snapshots: [] }),
  offerSnapshot: () => ({ result: OfferResult.REJECT }),
  loadSnapshotChunk: () => ({ chunk: new Uint8Array(0) }),
  applySnapshotChunk: () => ({ result: ApplyResult.ABORT }),
};
