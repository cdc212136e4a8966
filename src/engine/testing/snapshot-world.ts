import { createHash } from "node:crypto";
import { headerHash, type LightBlock } from "../../protocol/chain/index.ts";
import { createTree, type KeyedRow, type Tree } from "../../protocol/kernel/tree/tree.ts";
import { cutChunks } from "../comet/snapshots/cut.ts";
import { encodeBoundaries, SNAPSHOT_FORMAT, snapshotHash } from "../comet/snapshots/format.ts";
import { nativeHasher } from "../native-hasher.ts";
import { createTestEngine } from "./test-engine.ts";

/** A state large enough for several chunks, and headers that carry its root. */
export interface SnapshotWorld {
  readonly chainId: string;
  readonly height: number;
  readonly tree: Tree;
  readonly root: Uint8Array;
  readonly rows: readonly KeyedRow[];
  readonly chunks: readonly Uint8Array[];
  readonly boundaries: readonly Uint8Array[];
  /** The snapshot as CometBFT offers it. */
  readonly offer: Offer;
  /** The block after which the state is so, and the one above, which carries the root. */
  readonly light: LightBlock;
  readonly above: LightBlock;
}

/** A snapshot as it is offered. */
export interface Offer {
  readonly height: bigint;
  readonly format: number;
  readonly chunks: number;
  readonly hash: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Rows that follow from a seed: keys spread over all tables that no law has, rows of any length. */
export function seededRows(seed: string, count: number, longest: number): KeyedRow[] {
  const found = new Map<string, KeyedRow>();
  for (let at = 0; at < count; at += 1) {
    const digest = createHash("sha256").update(`${seed} ${at}`).digest();
    const key = new Uint8Array(digest);
    key[0] = 0xf0 | ((key[0] as number) & 0x0f);
    const length = 1 + (digest.readUInt32BE(4) % longest);
    found.set(digest.toString("hex"), { key, row: new Uint8Array(length).fill(digest[8] ?? 0) });
  }
  return [...found.values()];
}

/** Puts rows into a tree of their own. */
export function treeOf(rows: readonly KeyedRow[]): Tree {
  const tree = createTree(nativeHasher);
  tree.commit(tree.apply(tree.empty, rows));
  return tree;
}

/** Cuts a tree's newest version. */
export function cutAll(tree: Tree) {
  const chunks: Uint8Array[] = [];
  const boundaries: Uint8Array[] = [];
  for (const { chunk, next } of cutChunks(tree, tree.newest())) {
    chunks.push(chunk);
    if (next !== undefined) boundaries.push(next);
  }
  return { chunks, boundaries };
}

/** Builds such a state under the headers of a test engine of one machine. */
export async function snapshotWorld(given = seededRows("state", 4_000, 700)) {
  const testEngine = createTestEngine();
  const engine = await testEngine.start();
  await engine.tick();
  const height = engine.head().height;
  await engine.tick();
  const light = (await engine.lightBlock(height)) as LightBlock;
  const next = (await engine.lightBlock(height + 1)) as LightBlock;
  await engine.stop();
  const tree = treeOf(given);
  const root = tree.root(tree.newest());
  const rows = [...tree.range(tree.newest(), new Uint8Array(32), undefined)];
  const { chunks, boundaries } = cutAll(tree);
  const metadata = encodeBoundaries(boundaries);
  const hash = snapshotHash(nativeHasher, height, root, metadata);
  const lastBlockId = {
    hash: headerHash(nativeHasher, light.signedHeader.header),
    parts: next.signedHeader.header.lastBlockId.parts,
  };
  const header = { ...next.signedHeader.header, appHash: root, lastBlockId };
  const above = { ...next, signedHeader: { ...next.signedHeader, header } };
  const world: SnapshotWorld = {
    chainId: engine.chainId,
    height,
    tree,
    root,
    rows,
    chunks,
    boundaries,
    offer: {
      height: BigInt(height),
      format: SNAPSHOT_FORMAT,
      chunks: chunks.length,
      hash,
      metadata,
    },
    light,
    above,
  };
  return { testEngine, world };
}
