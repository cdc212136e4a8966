// Goal: a state is taken over only as it was signed: a wrong offer, a wrong chunk, a disk that fails
// in the middle leave nothing behind that counts.
// Method: a state of several chunks with real proofs; a liar among those who send; a store whose
// every write fails once, before or after its bytes arrive.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { equalBytes } from "../../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../../protocol/rooms.ts";
import { readBeginning } from "../../beginning.ts";
import { checkpointFile, NO_CHECKPOINT } from "../../embedded/checkpoint-file.ts";
import { createMemoryMarker } from "../../embedded/head-marker.ts";
import { readHead } from "../../embedded/resume.ts";
import { nativeHasher } from "../../native-hasher.ts";
import { nativeVerify } from "../../native-signature.ts";
import { endOfSpace, SPACE } from "../../store/keys.ts";
import { createMemoryStore } from "../../store/memory-store.ts";
import type { Store } from "../../store/store.ts";
import { failingStore } from "../../testing/failing-store.ts";
import {
  cutAll,
  type Offer,
  seededRows,
  snapshotWorld,
  treeOf,
} from "../../testing/snapshot-world.ts";
import { verifyVrf } from "../../vrf.ts";
import { HOME_TIMING } from "../config.ts";
import { openCometChain } from "../open-chain.ts";
import type { CometOptions } from "../options.ts";
import {
  ResponseApplySnapshotChunk_Result as ApplyResult,
  ResponseOfferSnapshot_Result as OfferResult,
} from "../proto/tendermint/abci/types_pb.ts";
import { CHUNK_BYTES_MAX, encodeBoundaries, snapshotHash } from "./format.ts";
import { startQuickly } from "./quick.ts";
import type { RestoreCalls } from "./restore.ts";
import type { HeaderSource } from "./source.ts";

const { testEngine, world } = await snapshotWorld();
const { height, root, chunks, boundaries, offer, light, above, rows } = world;
const TRUTH: HeaderSource = {
  lightBlock: async (at) => (at === height ? light : at === height + 1 ? above : undefined),
  turns: async () => [0],
};
const judge = { hasher: nativeHasher, verify: nativeVerify, vrf: verifyVrf };

/** Begins to take the state over into a store. */
async function taking(t: TestContext, store: Store, source: HeaderSource = TRUTH) {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-restore-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const quick = { trusted: { height, hash: new Uint8Array(32) }, source };
  const options: CometOptions = {
    law: folkmootLaw,
    founding: testEngine.founding,
    store,
    clock: testEngine.clock,
    hasher: nativeHasher,
    marker: createMemoryMarker(),
    checkpoint: NO_CHECKPOINT,
    beginning: checkpointFile(join(folder, "beginning")),
    network: {
      binary: "none",
      folder: join(folder, "comet"),
      validatorSeed: new Uint8Array(32),
      nodeSeed: new Uint8Array(32),
      moniker: "late",
      p2pListen: "127.0.0.1:1",
      rpcPort: 1,
      peers: [],
      start: { height: 1, time: 0, root, validators: [], edition: 1 },
      timing: HOME_TIMING,
      quick,
    },
  };
  const taken: Uint8Array[] = [];
  const onTaken = ({ ledger }: { ledger: { root(): Uint8Array } }) => taken.push(ledger.root());
  const { chainId } = world;
  const run = await startQuickly({ options, quick, chainId, world: judge, onTaken });
  t.after(() => run.close());
  return { calls: run.calls, options, taken };
}

const given = (snapshot: Offer | undefined, appHash = root) => ({ snapshot, appHash }) as never;
const sent = (index: number, chunk: Uint8Array, sender = "somebody") =>
  ({ index, chunk, sender }) as never;

async function takeAll({ offerSnapshot, applySnapshotChunk }: RestoreCalls): Promise<void> {
  assert.deepEqual(await offerSnapshot(given(offer)), { result: OfferResult.ACCEPT });
  for (const [index, chunk] of chunks.entries()) {
    const answer = await applySnapshotChunk(sent(index, chunk));
    assert.deepEqual(answer, { result: ApplyResult.ACCEPT }, `chunk ${index}`);
  }
}

async function storedRows(store: Store): Promise<{ key: Uint8Array; row: Uint8Array }[]> {
  const found: { key: Uint8Array; row: Uint8Array }[] = [];
  const range = { from: Uint8Array.of(SPACE.row), until: endOfSpace(SPACE.row) };
  for await (const { key, value } of store.entries(range))
    found.push({ key: key.slice(1), row: value });
  return found;
}

/** The state, its rows and where history begins are all there, and a start finds them. */
async function assertTaken(options: CometOptions, store: Store): Promise<void> {
  assert.deepEqual(await storedRows(store), rows);
  const beginning = await readBeginning(store, nativeHasher);
  assert.deepEqual(beginning, { height, root, light });
  const opened = await openCometChain({ ...options, store }, judge);
  assert.equal(opened.head.height, height);
  assert.deepEqual(opened.ledger.root(), root);
}

test("chunk by chunk the whole state comes over", async (t) => {
  assert.ok(chunks.length > 2);
  const store = createMemoryStore();
  const { calls, options, taken } = await taking(t, store);
  await takeAll(calls);
  assert.deepEqual(taken, [root]);
  await assertTaken(options, store);
});

const NO_SENSE: readonly (readonly [string, number, Offer | undefined, Uint8Array?])[] = [
  ["nothing", OfferResult.REJECT, undefined],
  ["another format", OfferResult.REJECT_FORMAT, { ...offer, format: 2 }],
  ["metadata cut short", OfferResult.REJECT, { ...offer, metadata: offer.metadata.slice(1) }],
  ["another number of chunks", OfferResult.REJECT, { ...offer, chunks: chunks.length + 1 }],
  ["boundaries out of order", OfferResult.REJECT, withBoundaries(boundaries.toReversed())],
  ["another name", OfferResult.REJECT, { ...offer, hash: new Uint8Array(32) }],
  ["another root", OfferResult.REJECT, offer, new Uint8Array(32)],
  ["a height before the chain's", OfferResult.REJECT, { ...offer, height: 0n }],
  ["a height without headers", OfferResult.REJECT, atHeight(99)],
];

function atHeight(other: number): Offer {
  const hash = snapshotHash(nativeHasher, other, root, offer.metadata);
  return { ...offer, height: BigInt(other), hash };
}

function withBoundaries(wrong: readonly Uint8Array[]): Offer {
  const metadata = encodeBoundaries(wrong);
  return { ...offer, metadata, hash: snapshotHash(nativeHasher, height, root, metadata) };
}

for (const [name, result, wrong, appHash] of NO_SENSE) {
  test(`an offer of ${name} is refused`, async (t) => {
    const { calls } = await taking(t, createMemoryStore());
    assert.deepEqual(await calls.offerSnapshot(given(wrong, appHash)), { result });
    assert.deepEqual(await calls.applySnapshotChunk(sent(0, chunks[0] as Uint8Array)), {
      result: ApplyResult.ABORT,
    });
  });
}

test("an offer is refused whose root is in no header, or below no header", async (t) => {
  const { header } = above.signedHeader;
  const changed = (fields: object) => {
    const signedHeader = { ...above.signedHeader, header: { ...header, ...fields } };
    return { ...above, signedHeader };
  };
  const lastBlockId = { ...header.lastBlockId, hash: new Uint8Array(32) };
  for (const fields of [{ appHash: new Uint8Array(32) }, { lastBlockId }, { chainId: "folk-0" }]) {
    const lightBlock = async (at: number) => (at === height ? light : changed(fields));
    const { calls } = await taking(t, createMemoryStore(), { ...TRUTH, lightBlock });
    assert.deepEqual(await calls.offerSnapshot(given(offer)), { result: OfferResult.REJECT });
  }
});

/** The same state with one row changed, and one without a row: proofs that are whole and wrong. */
function liars(): (readonly [string, (index: number) => Uint8Array])[] {
  const [first, ...rest] = rows;
  assert.ok(first !== undefined);
  const changed = cutAll(
    treeOf([{ key: first.key, row: first.row.map((byte) => byte ^ 1) }, ...rest]),
  );
  const without = cutAll(treeOf(rest));
  const right = (index: number) => chunks[index] as Uint8Array;
  const flipped = (index: number, at: number) => {
    const bytes = right(index).slice();
    bytes[at] = (bytes[at] as number) ^ 1;
    return bytes;
  };
  return [
    ["nothing", () => new Uint8Array(0)],
    ["a chunk cut short", (index) => right(index).slice(0, -1)],
    ["a chunk with more behind it", (index) => Buffer.concat([right(index), Buffer.alloc(1)])],
    ["the next chunk", (index) => right((index + 1) % chunks.length)],
    ["a flipped bit at the beginning", (index) => flipped(index, 0)],
    ["a flipped bit in the middle", (index) => flipped(index, right(index).length >> 1)],
    ["a flipped bit at the end", (index) => flipped(index, right(index).length - 1)],
    ["a proof of a changed row", (index) => changed.chunks[index] as Uint8Array],
    ["a proof without a row", (index) => without.chunks[index] ?? new Uint8Array(1)],
    ["far too much", () => new Uint8Array(CHUNK_BYTES_MAX + 1)],
  ];
}

test("a wrong chunk is refused with the person who sent it, and the right one goes on", async (t) => {
  const store = createMemoryStore();
  const { calls, options } = await taking(t, store);
  await calls.offerSnapshot(given(offer));
  for (const [index, chunk] of chunks.entries()) {
    const before = (await storedRows(store)).length;
    for (const [lie, made] of liars()) {
      const wrong = made(index);
      if (equalBytes(wrong, chunk)) continue;
      const answer = await calls.applySnapshotChunk(sent(index, wrong, `liar ${lie}`));
      assert.deepEqual(answer, {
        result: ApplyResult.RETRY,
        refetchChunks: [index],
        rejectSenders: [`liar ${lie}`],
      });
    }
    assert.equal((await storedRows(store)).length, before, "nothing of it was kept");
    const answer = await calls.applySnapshotChunk(sent(index, chunk));
    assert.deepEqual(answer, { result: ApplyResult.ACCEPT });
  }
  await assertTaken(options, store);
});

test("a chunk out of turn ends it", async (t) => {
  const { calls } = await taking(t, createMemoryStore());
  await calls.offerSnapshot(given(offer));
  const answer = await calls.applySnapshotChunk(sent(1, chunks[1] as Uint8Array));
  assert.deepEqual(answer, { result: ApplyResult.ABORT });
});

test("another state that is offered begins again, without a row of the first", async (t) => {
  const store = createMemoryStore();
  const other = await snapshotWorld(seededRows("another", 900, 1_200));
  const lightBlock = async (at: number) =>
    at === other.world.height ? other.world.light : other.world.above;
  const { calls } = await taking(t, store, { ...TRUTH, lightBlock });
  const { offerSnapshot, applySnapshotChunk } = calls;
  await offerSnapshot(given(other.world.offer, other.world.root));
  await applySnapshotChunk(sent(0, other.world.chunks[0] as Uint8Array));
  assert.ok((await storedRows(store)).length > 0);
  const late = await taking(t, store);
  await takeAll(late.calls);
  await assertTaken(late.options, store);
});

test("a disk that fails at any write leaves a home that begins again", async (t) => {
  const counted = failingStore(createMemoryStore());
  await takeAll((await taking(t, counted)).calls);
  const writes = counted.writes();
  assert.equal(writes, chunks.length + 1);
  for (let failing = 0; failing < writes; failing += 1) {
    for (const arrives of [false, true]) {
      const below = createMemoryStore();
      const store = failingStore(below);
      store.failAfter(failing, arrives);
      const first = await taking(t, store);
      await assert.rejects(takeAll(first.calls), /no space left/);
      const isLast = failing === writes - 1 && arrives;
      assert.equal((await readHead(below))?.height, isLast ? height : undefined);
      assert.equal(
        (await openCometChain({ ...first.options, store: below }, judge)).head.height,
        isLast ? height : 0,
      );
      const again = await taking(t, below);
      await takeAll(again.calls);
      await assertTaken(again.options, below);
    }
  }
});
