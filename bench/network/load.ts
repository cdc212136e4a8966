import { setTimeout as pause } from "node:timers/promises";
import { median } from "../figure.ts";
import { watchHeights } from "./heights.ts";
import type { LineUp } from "./line-up.ts";
import { cpuMs } from "./process-cost.ts";
import { type BenchRpc, openRpc } from "./rpc.ts";

/** What came of a load. */
export interface LoadResult {
  /** Committed transactions per second while as many as possible were on their way. */
  readonly perSecond: number;
  readonly blocks: number;
  /** What a transaction cost the applications of all machines. Units: milliseconds of a core. */
  readonly applicationMs: number;
  /** The same for CometBFT, where it has a process of its own. */
  readonly consensusMs: number;
}

/** Transactions in one message to the RPC: CometBFT takes no more. */
const BATCH = 10;
/** Messages on their way at once. */
const LANES = 8;
/** How long nothing may be committed before the rest counts as lost. Units: milliseconds. */
const PATIENCE = 60_000;
/** What is not counted at the beginning, as a share of all. */
const WARM = 0.2;

/** Waits until every machine takes transactions. */
export async function ready({ machines }: LineUp): Promise<void> {
  for (const { rpcPort } of machines) {
    const rpc = openRpc(rpcPort);
    const until = performance.now() + PATIENCE;
    for (;;) {
      const { sync_info } = await rpc.call<{
        sync_info: { catching_up: boolean; latest_block_height: string };
      }>("status");
      if (!sync_info.catching_up && Number(sync_info.latest_block_height) > 0) break;
      if (performance.now() > until) throw new Error("a machine does not become ready");
      await pause(100);
    }
    rpc.close();
  }
}

/**
 * Sends as fast as the machines commit, with so many on their way that no mempool overflows.
 *
 * Why a window: beyond it CometBFT turns transactions away, and how fast it does so is no figure.
 */
export async function saturate(
  { machines }: LineUp,
  txs: readonly string[],
  window: number,
): Promise<LoadResult> {
  const rpcs = machines.map(({ rpcPort }) => openRpc(rpcPort));
  const [first] = rpcs as [BenchRpc];
  const blocks: { readonly at: number; readonly total: number }[] = [];
  let sent = 0;
  let committed = 0;
  let counting: Promise<void> = Promise.resolve();
  const heights = await watchHeights(first, (height, at) => {
    counting = counting.then(async () => {
      const count = await countOf(first, height);
      committed += count;
      if (count > 0) blocks.push({ at, total: committed });
    });
  });
  const before = costOf(machines);
  const begun = performance.now();
  let changed = begun;
  const lane = async (at: number): Promise<void> => {
    for (let seen = 0; committed < txs.length; ) {
      const until = Math.min(sent + BATCH, committed + window, txs.length);
      const batch = txs.slice(sent, until);
      sent = Math.max(sent, until);
      if (batch.length > 0) await sendAll(rpcs[at % rpcs.length] as BenchRpc, batch);
      else await pause(5);
      if (committed !== seen) changed = performance.now();
      seen = committed;
      if (performance.now() - changed > PATIENCE) throw lost(sent, committed);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, (_, at) => lane(at)));
  } finally {
    await heights.stop();
    await counting;
    for (const rpc of rpcs) rpc.close();
  }
  const cost = costOf(machines);
  const to = blocks.at(-1);
  if (to === undefined) throw lost(sent, committed);
  // Where everything went into one block, there is nothing to leave out at the beginning.
  const warm = blocks.find(({ total }) => total >= WARM * txs.length && total < txs.length);
  const from = warm ?? { at: begun, total: 0 };
  return {
    perSecond: ((to.total - from.total) / (to.at - from.at)) * 1000,
    blocks: blocks.length,
    applicationMs: (cost.application - before.application) / txs.length,
    consensusMs: (cost.consensus - before.consensus) / txs.length,
  };
}

/** Sends at a steady pace and returns the median time from submission to commit, in milliseconds. */
export async function pace(
  { machines }: LineUp,
  txs: readonly string[],
  perSecond: number,
): Promise<number> {
  const rpcs = machines.map(({ rpcPort }) => openRpc(rpcPort));
  const [first] = rpcs as [BenchRpc];
  const heights = await watchHeights(first);
  const from = heights.newest() + 1;
  const sentAt = new Map<string, number>();
  const begun = performance.now();
  const sending: Promise<void>[] = [];
  for (const [at, tx] of txs.entries()) {
    const due = begun + (at * 1000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    sentAt.set(tx, performance.now());
    const sent = sendAll(rpcs[at % rpcs.length] as BenchRpc, [tx]);
    sent.catch(() => {});
    sending.push(sent);
  }
  await Promise.all(sending);
  const took: number[] = [];
  const deadline = performance.now() + PATIENCE;
  for (let height = from; took.length < txs.length; ) {
    if (performance.now() > deadline) throw lost(txs.length, took.length);
    const at = heights.at.get(height);
    if (at === undefined) {
      await pause(20);
      continue;
    }
    for (const tx of await txsOf(first, height)) {
      const sent = sentAt.get(tx);
      if (sent !== undefined) took.push(at - sent);
    }
    height += 1;
  }
  await heights.stop();
  for (const rpc of rpcs) rpc.close();
  return median(took);
}

/** Sends until there was room for all: a machine that lags behind keeps its mempool full. */
async function sendAll(rpc: BenchRpc, txs: readonly string[]): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (let left = txs; left.length > 0; ) {
    left = await rpc.send(left);
    if (left.length > 0) await pause(50);
    if (performance.now() > until) throw new Error("a machine's mempool stays full");
  }
}

function costOf(machines: LineUp["machines"]) {
  const sum = (pids: readonly number[]) => pids.reduce((all, pid) => all + cpuMs(pid), 0);
  return {
    application: sum(machines.map(({ app }) => app)),
    consensus: sum(machines.flatMap(({ consensus }) => consensus ?? [])),
  };
}

function lost(sent: number, committed: number): Error {
  return new Error(`of ${sent} transactions that were sent only ${committed} came into blocks`);
}

async function countOf(rpc: BenchRpc, height: number): Promise<number> {
  const range = { minHeight: String(height), maxHeight: String(height) };
  const { block_metas } = await rpc.call<{ block_metas: { num_txs: string }[] }>(
    "blockchain",
    range,
  );
  return Number(block_metas[0]?.num_txs ?? 0);
}

async function txsOf(rpc: BenchRpc, height: number): Promise<readonly string[]> {
  const { block } = await rpc.call<{ block: { data: { txs: string[] | null } } }>("block", {
    height: String(height),
  });
  return block.data.txs ?? [];
}
