import type { Application } from "../abci/application.ts";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
} from "../proto/tendermint/abci/types_pb.ts";
import { SNAPSHOT_FORMAT } from "./format.ts";
import type { RestoreCalls } from "./restore.ts";
import type { Snapshot, SnapshotShelf } from "./shelf.ts";

/** The calls by which nodes hand the whole state to each other. */
export type SnapshotCalls = Pick<
  Application,
  "listSnapshots" | "offerSnapshot" | "loadSnapshotChunk" | "applySnapshotChunk"
>;

/** A node that has its state already: it takes none from others. */
export const TAKES_NOTHING: RestoreCalls = {
  offerSnapshot: () => ({ result: OfferResult.REJECT }),
  applySnapshotChunk: () => ({ result: ApplyResult.ABORT }),
};

/**
 * The snapshots that can be used by others, the newest first.
 *
 * Why not the newest at once: anyone who takes a state over needs the two headers above it.
 */
export function usableSnapshots(shelf: SnapshotShelf | undefined, head: number): Snapshot[] {
  return (shelf?.list() ?? []).filter(({ height }) => height + 2 <= head);
}

/** Answers all four calls: hands out what lies on the shelf, and takes over as `restore` says. */
export function snapshotCalls(
  shelf: SnapshotShelf | undefined,
  head: () => number,
  restore: RestoreCalls,
): SnapshotCalls {
  return {
    ...restore,
    listSnapshots: () => ({
      snapshots: usableSnapshots(shelf, head()).map(({ height, chunks, hash, metadata }) => {
        return { height: BigInt(height), format: SNAPSHOT_FORMAT, chunks, hash, metadata };
      }),
    }),
    async loadSnapshotChunk({ height, format, chunk: index }) {
      const isKnown = format === SNAPSHOT_FORMAT;
      const chunk = isKnown ? await shelf?.chunk(Number(height), index) : undefined;
      // CometBFT tells anyone who asked that an empty chunk is missing.
      return { chunk: chunk ?? new Uint8Array(0) };
    },
  };
}
