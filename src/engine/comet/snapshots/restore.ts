import { headerHash, type LightBlock } from "../../../protocol/chain/index.ts";
import { equalBytes } from "../../../protocol/kernel/bytes.ts";
import { createTree, type Tree, type TreeLoad } from "../../../protocol/kernel/tree/tree.ts";
import { type ProvedRow, verifyRange } from "../../../protocol/kernel/tree/verify.ts";
import type { Beginning } from "../../beginning.ts";
import type { EngineLog } from "../../embedded/options.ts";
import { rowKey } from "../../store/keys.ts";
import type { Store } from "../../store/store.ts";
import type { CometOptions } from "../options.ts";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
} from "../proto/tendermint/abci/types_pb.ts";
import type { SnapshotCalls } from "./calls.ts";
import { forgetRows } from "./forget.ts";
import {
  type Boundaries,
  CHUNK_BYTES_MAX,
  decodeBoundaries,
  rangeOfChunk,
  SNAPSHOT_FORMAT,
  snapshotHash,
} from "./format.ts";
import type { HeaderSource } from "./source.ts";

/** What a state is taken over with. */
export interface RestoreDeps extends Pick<CometOptions, "hasher" | "store"> {
  readonly chainId: string;
  /** The height of CometBFT's first block. */
  readonly initialHeight: number;
  readonly source: HeaderSource;
  readonly log: EngineLog;
  /** Hears of every step forward. */
  readonly onProgress: () => void;
  /** Makes the state durable as the whole state after a block, in one step. */
  readonly finish: (taken: TakenState) => Promise<void>;
}

/** A state that is complete and has the root that was signed. */
export interface TakenState {
  readonly tree: Tree;
  readonly version: number;
  readonly beginning: Beginning;
  /** The block above, whose header carries the root. */
  readonly above: LightBlock;
}

/** A snapshot that is being taken over. */
interface Taking {
  readonly beginning: Beginning;
  readonly above: LightBlock;
  readonly boundaries: Boundaries;
  readonly tree: Tree;
  readonly load: TreeLoad;
  /** The chunk that comes next. */
  next: number;
}

/** The calls by which a node takes the state over. */
export type RestoreCalls = Pick<SnapshotCalls, "offerSnapshot" | "applySnapshotChunk">;

const RESULT_OF_REFUSAL = { reject: OfferResult.REJECT, format: OfferResult.REJECT_FORMAT };

/**
 * Takes a state over chunk by chunk.
 *
 * Why each chunk alone is proved against the signed root: no row of a liar is ever written, the liar
 * is known by its chunk, and all that was right before stays.
 */
export function createRestore(deps: RestoreDeps): RestoreCalls {
  const { log, onProgress, store } = deps;
  let taking: Taking | undefined;
  return {
    async offerSnapshot({ snapshot, appHash }) {
      taking = undefined;
      const begun =
        snapshot === undefined ? ("reject" as const) : await begin(deps, snapshot, appHash);
      if (typeof begun === "string") {
        log.warn("a snapshot is refused", { height: Number(snapshot?.height ?? 0n) });
        return { result: RESULT_OF_REFUSAL[begun] };
      }
      await forgetRows(store);
      taking = begun;
      onProgress();
      const { height } = begun.beginning;
      log.info("the state is taken over", { height, chunks: begun.boundaries.length + 1 });
      return { result: OfferResult.ACCEPT };
    },
    async applySnapshotChunk({ index, chunk, sender }) {
      if (taking === undefined || index !== taking.next) return { result: ApplyResult.ABORT };
      const rows = rowsOf(deps, taking, chunk);
      if (typeof rows === "string") {
        log.warn("a chunk is refused, and anyone who sent it", { chunk: index, sender, why: rows });
        return { result: ApplyResult.RETRY, refetchChunks: [index], rejectSenders: [sender] };
      }
      await keep(store, taking, rows);
      if (taking.next > taking.boundaries.length) {
        await conclude(deps, taking);
        taking = undefined;
      }
      onProgress();
      return { result: ApplyResult.ACCEPT };
    },
  };
}

type Offered = NonNullable<Parameters<RestoreCalls["offerSnapshot"]>[0]["snapshot"]>;

/** Looks at an offer; says how it is refused where it cannot be what was signed. */
async function begin(
  deps: RestoreDeps,
  { height: at, format, chunks, hash, metadata }: Offered,
  root: Uint8Array,
): Promise<Taking | "reject" | "format"> {
  const { hasher, source, initialHeight, chainId } = deps;
  const height = Number(at);
  if (format !== SNAPSHOT_FORMAT) return "format";
  if (!Number.isSafeInteger(height) || height < initialHeight) return "reject";
  const boundaries = decodeBoundaries(metadata, chunks);
  if (boundaries === undefined) return "reject";
  if (!equalBytes(hash, snapshotHash(hasher, height, root, metadata))) return "reject";
  const light = await source.lightBlock(height);
  const above = await source.lightBlock(height + 1);
  if (light === undefined || above === undefined) return "reject";
  const { header } = light.signedHeader;
  const next = above.signedHeader.header;
  const isOne =
    header.chainId === chainId &&
    next.chainId === chainId &&
    equalBytes(next.lastBlockId.hash, headerHash(hasher, header)) &&
    equalBytes(next.appHash, root);
  if (!isOne) return "reject";
  const tree = createTree(hasher);
  const beginning = { height, root: root.slice(), light };
  return { beginning, above, boundaries, tree, load: tree.load(), next: 0 };
}

/** The rows that a chunk proves to be those of its range, or why it is refused. */
function rowsOf(
  { hasher }: RestoreDeps,
  { beginning, boundaries, next }: Taking,
  chunk: Uint8Array,
): readonly ProvedRow[] | string {
  if (chunk.length > CHUNK_BYTES_MAX) return "chunk-too-long";
  const { from, until } = rangeOfChunk(boundaries, next);
  const verdict = verifyRange(hasher, beginning.root, from, until, chunk);
  return verdict.ok ? verdict.rows : verdict.reason;
}

async function keep(store: Store, taking: Taking, rows: readonly ProvedRow[]): Promise<void> {
  for (const { key, row } of rows) {
    if (!taking.load.add(key, row)) throw new Error("proved rows come in the order of their keys");
  }
  await store.write(rows.map(({ key, row }) => ({ key: rowKey(key), value: row })));
  taking.next += 1;
}

async function conclude(deps: RestoreDeps, taking: Taking): Promise<void> {
  const { tree, load, beginning, above } = taking;
  const version = load.finish();
  if (!equalBytes(tree.root(version), beginning.root)) {
    throw new Error("chunks that are proved one by one have the root that was signed");
  }
  await deps.finish({ tree, version, beginning, above });
}
