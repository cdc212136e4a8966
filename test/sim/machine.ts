import type { Clock } from "#engine/clock.js";
import { type CheckpointFile, NO_CHECKPOINT } from "#engine/embedded/checkpoint-file.js";
import { startEmbeddedEngine } from "#engine/embedded/embedded-engine.js";
import type { Engine } from "#engine/engine.js";
import { EngineFault } from "#engine/engine-fault.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { verifyHistory } from "#engine/verify-history.js";
import { toHex } from "#protocol/index.js";
import type { MemoryCheckpoint } from "./checkpoint.ts";
import type { Disk, WeakStore } from "./disk.ts";
import type { DrawContext } from "./draw-context.ts";
import { lawOfTwo } from "./editions.ts";
import type { Beginning } from "./founding.ts";
import type { Historian } from "./historian.ts";
import type { MemoryMarker } from "./marker.ts";
import type { Random } from "./random.ts";
import type { Workload } from "./workload.ts";

/** What a world runs on; a bug can be planted in any of it. */
export interface WorldDeps {
  readonly store?: WeakStore;
  /** Makes the engine's clock of the true one. */
  readonly wrapClock?: (clock: WorldClock) => Clock;
  readonly wrapCheckpoint?: (checkpoint: CheckpointFile) => CheckpointFile;
  readonly wrapEngine?: (engine: Engine) => Engine;
}

/** The time as it is, and how far the machine's clock is wrong. */
export interface WorldClock extends Clock {
  truth(): number;
  error(): number;
}

/** A community on a machine, and all that the machine stands on. */
export interface World {
  readonly random: Random;
  readonly beginning: Beginning;
  readonly disk: Disk;
  readonly checkpoint: MemoryCheckpoint;
  readonly marker: MemoryMarker;
  readonly deps: WorldDeps;
  readonly workload: Workload;
  readonly historian: Historian;
  readonly context: Pick<DrawContext, "texts" | "sent" | "past">;
  engine: Engine;
  time: number;
  clockError: number;
  actions: number;
}

/** Thrown inside to end at the first thing that is wrong. */
export class Wrong extends Error {
  readonly check: string;
  constructor(check: string, what: string) {
    super(what);
    this.check = check;
  }
}

/**
 * No block is made but for actions and when one is asked for.
 *
 * Why: the timers of the machine that simulates would make two runs of a seed differ.
 */
const QUIET = 2_000_000_000;
const LIMITS = { heartbeat: QUIET, proofDelay: QUIET, gatherFor: 5_000, checkpointEvery: 9 };

/** Starts the engine on what is there. */
export async function start(world: Omit<World, "engine">): Promise<Engine> {
  const clock: WorldClock = {
    now: () => world.time + world.clockError,
    steady: () => world.time,
    truth: () => world.time,
    error: () => world.clockError,
  };
  const { deps, beginning, checkpoint } = world;
  const file = world.random.once(4) ? NO_CHECKPOINT : checkpoint;
  const engine = await startEmbeddedEngine({
    law: lawOfTwo,
    founding: beginning.document,
    store: await world.disk.open(),
    signer: beginning.validator,
    clock: deps.wrapClock?.(clock) ?? clock,
    hasher: nativeHasher,
    marker: world.marker,
    checkpoint: deps.wrapCheckpoint?.(file) ?? file,
    limits: LIMITS,
  });
  return deps.wrapEngine?.(engine) ?? engine;
}

/** Stops the engine if it runs, and starts it again; all that was promised must be there. */
export async function restart(world: World): Promise<void> {
  await world.engine.stop();
  try {
    world.engine = await start(world);
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    throw new Wrong("restart", `refused: ${error.code}: ${error.message}`);
  }
  await world.historian.catchUp(world.engine);
  await world.historian.assertKept(world.engine);
}
/**
 * Starts again after the engine has stopped, or after the power was cut.
 *
 * Why a disk that lied is told apart: what it lost cannot be had back, so the start must be refused.
 */
export async function comeBack(world: World): Promise<void> {
  const { disk, engine, deps } = world;
  await engine.stop();
  if (disk.isCut() && disk.lost() > 0 && deps.store === undefined) {
    await expectRefusal(world, "what the disk lost");
    await disk.restore();
    await disk.cut();
  } else if (disk.isCut() && world.random.once(2)) {
    world.marker.lag(world.random);
  }
  await restart(world);
}

/** Starts an engine that must refuse by name. */
export async function expectRefusal(world: World, what: string): Promise<void> {
  let engine: Engine;
  try {
    engine = await start(world);
  } catch (error) {
    if (error instanceof EngineFault) return;
    throw new Wrong("damage", `${what}: the start failed without a name: ${error}`);
  }
  await engine.stop();
  throw new Wrong("damage", `${what} went unseen at the start`);
}

/** Goes through all of history as it is on the disk. */
export async function verify(world: World): Promise<void> {
  const { engine, disk, beginning } = world;
  if (disk.unsynced() > 0) return;
  await engine.stop();
  const verdict = await verifyHistory({
    law: lawOfTwo,
    founding: beginning.document,
    store: await disk.open(),
    hasher: nativeHasher,
    acknowledged: world.historian.blocks(),
  });
  if (!verdict.ok) throw new Wrong("verify", `block ${verdict.block}: ${verdict.reason}`);
  if (toHex(verdict.appHash) !== toHex(engine.ledger.root())) {
    throw new Wrong("verify", "going through all of history leads to another root");
  }
  await restart(world);
}
