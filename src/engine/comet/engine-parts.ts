import { type CommitGate, createCommitGate } from "./commit-gate.ts";
import { type Counts, createCounts } from "./counts.ts";
import { createEnding, type Ending } from "./ending.ts";
import type { EngineResources } from "./engine-resources.ts";
import { type Intake, openIntake } from "./intake.ts";
import { type KeptHistory, openHistory } from "./kept-history.ts";
import { createRetention, type Retention } from "./retention.ts";
import { openSnapshots, type SnapshotKeeper } from "./snapshots/keeper.ts";
import { type QuickRun, startQuickly } from "./snapshots/quick.ts";
import { createStillness } from "./stillness.ts";
import { createWakefulness, createWaker, type Wakefulness, type Waker } from "./wake.ts";

/** Everything of an engine but consensus, which drives it. */
export interface EngineParts extends EngineResources, Intake {
  readonly snapshots: SnapshotKeeper;
  readonly history: KeptHistory;
  readonly counts: Counts;
  readonly ending: Ending;
  readonly wakefulness: Wakefulness;
  readonly waker: Waker;
  readonly retention: Retention;
  /** Where each block passes before it lasts. */
  readonly gate: CommitGate;
  /** The state's way from others to here, where this start takes it over. */
  readonly run: QuickRun | undefined;
}

/** Opens the parts of an engine, and lets each hear of the blocks that concern it. */
export async function openParts(deps: EngineResources): Promise<EngineParts> {
  const { options, writer, log, news } = deps;
  const { hasher, clock, network } = options;
  const stillness = createStillness(clock, network.timing.heartbeat);
  const height = (): number => writer.head().height;
  const snapshots = await openSnapshots(options.snapshots, { hasher, log }, height);
  const intake = await openIntake(deps, stillness);
  const ending = createEnding({ ...intake, writer, log });
  const history = await openHistory(deps, ending.fail);
  ending.add(snapshots);
  ending.add(history);
  const gate = createCommitGate();
  const awake = { clock, head: writer.head, nextDue: () => writer.ledger().nextDue() };
  const wakefulness = createWakefulness(awake);
  const waker = createWaker({ ...awake, rpc: deps.rpc });
  const retention = createRetention({ options, history, snapshots });
  ending.add(waker);
  const run = await takeOver(deps, history);
  news.inform(
    stillness.heard,
    wakefulness.heard,
    waker.set,
    intake.submissions.settle,
    (block) => history.follow(block.height),
    () => run?.onBlock(),
    (block) => snapshots.follow(block.height, writer.tree()),
  );
  const counts = createCounts();
  const woken = { wakefulness, waker, retention };
  return { ...deps, ...intake, ...woken, snapshots, history, counts, ending, gate, run };
}

/** Makes ready to take the state over from others, where that is wanted and there is none yet. */
async function takeOver(
  { options, chainId, world, chain, writer }: EngineResources,
  history: KeptHistory,
): Promise<QuickRun | undefined> {
  const { quick } = options.network;
  if (quick === undefined || chain.head.height > 0) return undefined;
  return startQuickly({
    options,
    quick,
    chainId,
    world,
    onTaken(taken) {
      writer.replace(taken);
      history.beginAbove(taken.head.height);
    },
  });
}
