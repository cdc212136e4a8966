import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createLightClient, type LightClient } from "#client/light/index.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import { systemClock } from "#engine/clock.js";
import { cometBinary } from "#engine/comet/binary.js";
import { startCometEngine } from "#engine/comet/comet-engine.js";
import { nodeIdOf } from "#engine/comet/comet-home.js";
import type { CometNetwork, NetworkStart } from "#engine/comet/options.js";
import type { QuickStart } from "#engine/comet/snapshots/source.js";
import { checkpointFile, NO_CHECKPOINT } from "#engine/embedded/checkpoint-file.js";
import { createMemoryMarker } from "#engine/embedded/head-marker.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import type { Engine } from "#engine/engine.js";
import { writeRows } from "#engine/founded.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { encodeHead, STORE_FORMAT } from "#engine/records.js";
import { foundingDigest, LAW_KEY } from "#engine/same-law.js";
import { metaKey, numberBytes } from "#engine/store/keys.js";
import { openLevelStore } from "#engine/store/level-store.js";
import type { Store } from "#engine/store/store.js";
import { freePorts } from "#node/index.js";
import { headerHash, lightBlockToJson } from "#protocol/chain/index.js";
import { communityOf } from "#protocol/founding.js";
import type { RowChange } from "#protocol/kernel/state.js";
import type { Tree } from "#protocol/kernel/tree/tree.js";
import { members as memberTable } from "#protocol/membership/types.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { crowdFounding, seedOf, settleCrowd } from "./crowd.ts";
import { print } from "./figure.ts";

/*
 * How long a machine that takes the state over needs from its start to the first answer that a light
 * client has verified, with CometBFT on loopback; both machines share this process and its cores.
 *   npm run bench state-sync [-- --members 100000]
 */
const GOAL = 60;
const EVERY = 1_000;
const TIMING = { commit: 200, propose: 3_000, vote: 1_000, heartbeat: 1_000 };

const { values } = parseArgs({ options: { members: { type: "string", default: "100000" } } });
const members = Number(values.members);
const founding = crowdFounding(signerFromSeed(seedOf("validator")).publicKey);
const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-sync-"));
const [p2p, rpc, lateP2p, lateRpc] = (await freePorts(4)) as [number, number, number, number];

/** Lays the first machine's store out as one that has grown from a single machine. */
async function settle(store: Store, tree: Tree): Promise<NetworkStart> {
  const rows: RowChange[] = [];
  for (const { key, row } of tree.range(tree.newest(), new Uint8Array(32), undefined)) {
    rows.push({ key, row });
    if (rows.length === 20_000) await writeRows(store, rows.splice(0));
  }
  await writeRows(store, rows);
  const root = tree.root(tree.newest());
  // The first block of consensus comes just before a snapshot is due.
  const head = { height: EVERY - 2, time: Date.now() - 60_000, hash: new Uint8Array(32), root };
  const community = communityOf(nativeHasher, folkmootLaw, founding);
  await store.write([
    { key: metaKey("format"), value: numberBytes(STORE_FORMAT, 4) },
    { key: metaKey("community"), value: community },
    { key: LAW_KEY, value: foundingDigest({ law: folkmootLaw, founding, hasher: nativeHasher }) },
    { key: metaKey("head"), value: encodeHead(head) },
  ]);
  const validators = founding.validators.map(({ key }) => key);
  return { height: head.height + 1, time: head.time + 1_000, root, validators, edition: 1 };
}

interface Machine {
  readonly name: string;
  readonly store: Store;
  readonly start: NetworkStart;
  readonly ports: readonly [number, number];
  readonly peers: readonly string[];
  readonly quick?: QuickStart;
  readonly onLog?: (what: string, figures: object) => void;
}

function run({ name, store, start, ports, peers, quick, onLog }: Machine): Promise<Engine> {
  const home = join(folder, name);
  const network: CometNetwork = {
    binary: cometBinary(),
    folder: join(home, "comet"),
    validatorSeed: seedOf(name === "first" ? "validator" : name),
    nodeSeed: seedOf(`node ${name}`),
    moniker: name,
    p2pListen: `127.0.0.1:${ports[0]}`,
    rpcPort: ports[1],
    peers,
    start,
    timing: TIMING,
    ...(quick === undefined ? {} : { quick }),
  };
  const tell = (what: string, figures: object = {}): void => onLog?.(what, figures);
  return startCometEngine({
    law: folkmootLaw,
    founding,
    store,
    clock: systemClock,
    hasher: nativeHasher,
    marker: createMemoryMarker(),
    checkpoint: NO_CHECKPOINT,
    beginning: checkpointFile(join(home, "beginning")),
    snapshots: { folder: join(home, "snapshots"), every: EVERY },
    network,
    log: { info: tell, warn: tell, error: tell },
  });
}

async function lightJson(engine: Engine, height: bigint | "latest"): Promise<unknown> {
  const at = height === "latest" ? engine.head().height : Number(height);
  const block = await engine.lightBlock(at);
  if (block === undefined) throw new Error(`no block ${at}`);
  return lightBlockToJson(block);
}

/** A light client of the late machine, which trusts what that machine's operator trusted. */
function clientOf(engine: Engine, quick: QuickStart): LightClient {
  const { height, hash } = quick.trusted;
  return createLightClient({
    source: {
      // What the late machine does not have it would fetch from the first.
      lightBlock: (at) => lightJson(at === BigInt(height) ? first : engine, at),
      async proveRange({ from, until }) {
        const at = engine.head().height - 1;
        const answer = engine.ledger.prove(at, from, until);
        if (!answer.ok) throw new Error(answer.reason);
        return { height: BigInt(at), proof: answer.proof };
      },
    },
    trust: { anchor: { kind: "header", chainId: engine.chainId, height: BigInt(height), hash } },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(Date.now()) * 1_000_000n,
  });
}

/** Asks until there is an answer; a proof needs one more block than the state. */
async function firstAnswer(client: LightClient, key: Uint8Array): Promise<void> {
  for (;;) {
    const answer = await client.verifiedRow(key);
    if (answer.ok && answer.value.rows.length === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const tree = settleCrowd(founding, members);
const rows = tree.size(tree.newest());
const stores = await Promise.all(
  ["first", "late"].map((name) => openLevelStore(join(folder, `${name}-store`))),
);
const [firstStore, lateStore] = stores as [Store, Store];
const start = await settle(firstStore, tree);
let made: { readonly chunks?: number; readonly took?: number } = {};
const first = await run({
  name: "first",
  store: firstStore,
  start,
  ports: [p2p, rpc],
  peers: [],
  onLog(what, figures) {
    if (what.startsWith("a snapshot")) made = figures;
  },
});
while (((await first.network?.())?.snapshots ?? []).length === 0) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const trusted = await first.lightBlock(start.height);
if (trusted === undefined) throw new Error("there is a first block");
const quick: QuickStart = {
  trusted: {
    height: start.height,
    hash: headerHash(nativeHasher, trusted.signedHeader.header),
  },
  source: {
    lightBlock: (at) => first.lightBlock(at),
    turns: async (at) => first.turns?.(at),
  },
};
const begun = performance.now();
const late = await run({
  name: "late",
  store: lateStore,
  start,
  ports: [lateP2p, lateRpc],
  peers: [`${nodeIdOf(seedOf("node first"))}@127.0.0.1:${p2p}`],
  quick,
});
const running = performance.now();
await firstAnswer(clientOf(late, quick), memberTable.keyBytes([members] as never));
const answered = performance.now();
const size = (path: string): number => statSync(join(folder, path)).size / 1e6;
const about = { members, rows, chunks: made.chunks };
const figure = (bench: string, value: number, unit: string, more: object = {}): void =>
  print({ bench: `state-sync/${bench}`, value, unit, ...more, ...about });
figure("snapshot-made", (made.took ?? 0) / 1000, "s");
figure("state", size("late/beginning"), "MB");
figure("engine-goes-on", (running - begun) / 1000, "s");
figure("first-verified-answer", (answered - begun) / 1000, "s", { goal: GOAL, goalIs: "at most" });
figure("memory-of-both", process.memoryUsage().rss / 2 ** 20, "MB");
await late.stop();
await first.stop();
for (const store of stores) await store.close();
rmSync(folder, { recursive: true, force: true });
