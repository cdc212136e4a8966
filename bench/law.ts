import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { movableClock } from "#engine/clock.js";
import { beforeFirst, makeBlock } from "#engine/embedded/block-maker.js";
import { checkpointFile } from "#engine/embedded/checkpoint-file.js";
import { startEmbeddedEngine } from "#engine/embedded/embedded-engine.js";
import { createMemoryMarker } from "#engine/embedded/head-marker.js";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { writeRows } from "#engine/founded.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { blockChanges, STORE_FORMAT } from "#engine/records.js";
import { foundingDigest, LAW_KEY } from "#engine/same-law.js";
import { metaKey, numberBytes } from "#engine/store/keys.js";
import { openLevelStore } from "#engine/store/level-store.js";
import type { Store } from "#engine/store/store.js";
import { encodeCommit, equalValidatorSet } from "#protocol/chain/index.js";
import { chainIdOf, communityOf } from "#protocol/founding.js";
import { openFor, voteFor } from "#protocol/index.js";
import { personAccount } from "#protocol/kernel/account.js";
import { present } from "#protocol/kernel/assert.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import type { RowChange } from "#protocol/kernel/state.js";
import { createLedger } from "#protocol/ledger.js";
import { holdings } from "#protocol/money/index.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { textHash } from "#protocol/texts/index.js";
import { CROWD_START, createPen, crowdFounding, seedOf, settleCrowd } from "./crowd.ts";
import { median, print, timed } from "./figure.ts";

/*
 * The law and its tree together, signatures taken as checked: a block of 2,000 transfers with its
 * root, votes and claims; then a whole engine on a disk that starts again.
 *   npm run bench law [-- --members 1000000]
 */
const TRANSFERS = 2_000;
const WARM_BLOCKS = 100;
const BLOCKS = 30;

const { values } = parseArgs({
  options: {
    members: { type: "string", default: "100000" },
    restart: { type: "string" },
    kept: { type: "string" },
  },
});
const members = Number(values.members);
const isLarge = members >= 1_000_000;
const signer = signerFromSeed(seedOf("validator"));
const founding = crowdFounding(signer.publicKey);
const figure = (bench: string, value: number, unit: string, goal?: number): void =>
  print({
    bench: `law/${bench}`,
    value,
    unit,
    ...(goal === undefined ? {} : { goal, goalIs: "at most" as const }),
    members,
  });

const settled = timed(() => settleCrowd(founding, values.restart === undefined ? members : 0));
const tree = settled.result;
if (values.restart === undefined) figure("settling", settled.took / 1000, "s");
const community = communityOf(nativeHasher, folkmootLaw, founding);
const world = { hasher: nativeHasher, verify: () => true, vrf: () => undefined };
const ledger = createLedger({ law: folkmootLaw, community, world, tree, height: 0 });
const pen = createPen(community, ledger.seen);
let height = 0;
let now = CROWD_START;

/** Carries a block out as an engine does, its actions taken apart on arrival. */
function block(wires: readonly Uint8Array[]): { readonly law: number; readonly tree: number } {
  const actions = wires.map((wire) => ledger.stateMachine.decode(wire));
  height += 1;
  now += 1_000;
  const executed = timed(() => ledger.propose({ height, time: now, actions }));
  const { receipts } = executed.result;
  const refused = receipts.find(({ code }) => code !== 0);
  if (refused !== undefined) throw new Error(`refused: ${refused.refusal?.fault.code}`);
  const sealed = timed(() => executed.result.seal().commit());
  return { law: executed.took, tree: sealed.took };
}

/** People spread over the whole community, each once. */
function spread(count: number, run: number): number[] {
  const step = Math.floor(members / count);
  return Array.from({ length: count }, (_, at) => 1 + ((at * step + run * 7) % members));
}

function transfers(run: number): Uint8Array[] {
  return spread(TRANSFERS, run).map((person) => {
    const to = 1 + (person % members);
    const parts = [{ currency: person, micro: 1_000 + run }];
    return pen.write(person, "money/pay", { to, parts, note: new Uint8Array(32) }, now);
  });
}

function benchTransfers(): void {
  for (let run = 0; run < WARM_BLOCKS; run += 1) block(transfers(run));
  const taken = Array.from({ length: BLOCKS }, (_, run) => block(transfers(WARM_BLOCKS + run)));
  const goal = isLarge ? 100 : 60;
  figure("block-of-2000-transfers", median(taken.map((one) => one.law + one.tree)), "ms", goal);
  figure("block-of-2000-transfers-best", Math.min(...taken.map((one) => one.law + one.tree)), "ms");
  figure("of-it-law", median(taken.map((one) => one.law)), "ms");
  figure("of-it-tree", median(taken.map((one) => one.tree)), "ms");
}

function benchClaims(): void {
  const rates = Array.from({ length: 10 }, (_, run) => {
    now += 3 * 86_400_000;
    const people = spread(TRANSFERS, 3 + run);
    const { law, tree } = block(
      people.map((one) => pen.write(one, "money/claim", { until: 0 }, now)),
    );
    return TRANSFERS / ((law + tree) / 1000);
  });
  print({ bench: "law/claims", value: median(rates), unit: "per second", members });
}

function benchVotes(): void {
  const digest = new Uint8Array(32).fill(9);
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  const about = { digest, audience: "public", kind: "proposal", bytes: 64 };
  block([pen.write(1, "records/publish", about, now)]);
  const proposal = openFor({ circle: 1, kind: "statement", text, effects: [] });
  block([pen.write(1, "decisions/open", proposal, now)]);
  const rates = Array.from({ length: 10 }, (_, run) => {
    const vote = {
      ...voteFor(1, run % 3 === 0 ? "no" : "yes"),
      salt: new Uint8Array(16).fill(run),
    };
    const people = spread(TRANSFERS, 5 + run);
    const { law, tree } = block(
      people.map((one) => pen.write(one, "decisions/cast-vote", vote, now)),
    );
    return TRANSFERS / ((law + tree) / 1000);
  });
  print({ bench: "law/votes", value: median(rates), unit: "per second", members });
}

/** What a phone is sent to check what somebody holds, and what it sends to pay. */
function benchBytes(): void {
  const people = spread(200, 11);
  const proofs = people.map((person) => {
    const account = [personAccount(person as PersonId)] as const;
    const until = present(holdings.endBytes(account), "there are keys behind every account's");
    return tree.prove(tree.newest(), holdings.keyBytes(account), until).length;
  });
  figure("proof-of-what-somebody-holds", median(proofs), "bytes");
  figure("payment", transfers(0)[0]?.length ?? 0, "bytes");
}

/** Lays a home's store out as an engine would have left it after its first block. */
async function writeHistory(store: Store): Promise<void> {
  const rows: RowChange[] = [];
  const everything = { from: new Uint8Array(32), until: undefined };
  for (const { key, row } of tree.range(tree.newest(), everything.from, everything.until)) {
    rows.push({ key, row });
    if (rows.length === 20_000) await writeRows(store, rows.splice(0));
  }
  await writeRows(store, rows);
  const set = equalValidatorSet(nativeHasher, [signer.publicKey]);
  if (!set.ok) throw new Error(set.reason);
  const chain = { chainId: chainIdOf(community), hasher: nativeHasher, validators: set.value };
  const root = tree.root(tree.newest());
  const input = { height: 1, time: CROWD_START, actions: [], edition: 1 };
  const made = makeBlock(chain, signer, beforeFirst(root), input);
  await store.write([
    { key: metaKey("format"), value: numberBytes(STORE_FORMAT, 4) },
    { key: metaKey("community"), value: community },
    { key: LAW_KEY, value: foundingDigest({ law: folkmootLaw, founding, hasher: nativeHasher }) },
    ...blockChanges({
      head: { height: 1, time: CROWD_START, hash: made.id.hash, root },
      block: made.bytes,
      commit: encodeCommit(made.commit),
      receipts: [],
      dueEvents: [],
      changes: [],
    }),
  ]);
}

/** Starts a whole engine on a disk, and tells how long it took and what the process then holds. */
async function benchRestart(folder: string): Promise<void> {
  const store = await openLevelStore(join(folder, "store"));
  const checkpoint = checkpointFile(join(folder, "checkpoint"));
  const begun = performance.now();
  const before = process.cpuUsage();
  const engine = await startEmbeddedEngine({
    ...{ law: folkmootLaw, founding, store, signer, checkpoint, hasher: nativeHasher },
    clock: movableClock({ now: () => CROWD_START + 1_000, steady: () => 0 }),
    marker: createMemoryMarker(),
  });
  const took = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(before);
  const coreSeconds = (user + system) / 1e6;
  if (values.kept === "rows") {
    figure("engine-rebuilds-from-rows", took, "s", isLarge ? 40 : undefined);
    figure("engine-rebuilds-from-rows-on-cores", coreSeconds, "s");
  } else {
    figure("engine-restarts-from-checkpoint", took, "s", isLarge ? 5 : undefined);
    figure("engine-restarts-from-checkpoint-on-cores", coreSeconds, "s");
    const held = process.memoryUsage().rss / 2 ** 20;
    figure("restarted-engine-memory", held, "MB", isLarge ? 2_048 : undefined);
    figure("restarted-engine-memory-at-most", process.resourceUsage().maxRSS / 1024, "MB");
  }
  await engine.stop();
  await store.close();
}

if (values.restart === undefined) {
  benchTransfers();
  benchClaims();
  benchVotes();
  benchBytes();
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-law-"));
  const store = await openLevelStore(join(folder, "store"));
  await writeHistory(store);
  await store.close();
  // Each in a process of its own, so that nothing is counted but what a node that starts there holds;
  // the first leaves the checkpoint from which the second starts.
  for (const kept of ["rows", "checkpoint"]) {
    const own = ["--members", String(members), "--restart", folder, "--kept", kept];
    spawnSync(process.execPath, [import.meta.filename, ...own], { stdio: "inherit" });
  }
  rmSync(folder, { recursive: true, force: true });
} else await benchRestart(values.restart);
