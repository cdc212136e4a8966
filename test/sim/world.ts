import type { Submission } from "#engine/engine.js";
import { EngineFault } from "#engine/engine-fault.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { communityOf, DAY, folkmootLaw, HOUR } from "#protocol/index.js";
import { createAuditor } from "./audit/auditor.ts";
import { createCast } from "./cast.ts";
import { createMemoryCheckpoint } from "./checkpoint.ts";
import type { Run, Violation } from "./course.ts";
import { createDisk, type Fate } from "./disk.ts";
import type { DrawContext } from "./draw-context.ts";
import { drawFounding } from "./founding.ts";
import { createHistorian } from "./historian.ts";
import { realKeys } from "./keys.ts";
import { comeBack, restart, start, verify, type World, type WorldDeps, Wrong } from "./machine.ts";
import { createLaggingMarker } from "./marker.ts";
import { cutPower, flipBit, mendClock } from "./misfortunes.ts";
import { createRandom } from "./random.ts";
import { createWorkload } from "./workload.ts";

/** How far a block's time may be from the true time: what the guard of the clock tolerates. */
const TIME_TOLERANCE = 120_000;

/**
 * Runs the embedded engine on a disk, a clock and a power supply that fail as a seed draws.
 *
 * Checks: what was acknowledged is there after every restart, once and where it was said to be; a
 * start leads to the state that was; what is damaged is refused by name; the whole history verifies.
 */
export async function runWorld(seed: number, actions: number, deps: WorldDeps = {}): Promise<Run> {
  const world = await begin(seed, deps);
  let violation: Violation | undefined;
  try {
    while (world.actions < actions) await step(world);
    await restart(world);
    await verify(world);
  } catch (error) {
    if (!(error instanceof Wrong || error instanceof EngineFault)) throw error;
    const check = error instanceof Wrong ? error.check : `engine: ${error.code}`;
    violation = { check, what: error.message, actions: world.actions };
  }
  await world.disk.cut();
  await world.engine.stop();
  const { blocks, done, types } = world.historian;
  return { seed, actions: world.actions, blocks: blocks(), done: done(), types, violation };
}

async function begin(seed: number, deps: WorldDeps): Promise<World> {
  const random = createRandom(seed);
  const name = `world ${seed}`;
  const beginning = drawFounding(folkmootLaw, realKeys, random.fork("founding"), { name });
  const { document, founders } = beginning;
  const community = communityOf(nativeHasher, folkmootLaw, document);
  const cast = createCast(folkmootLaw, realKeys, {
    community,
    founders,
    validator: beginning.validator,
    name,
  });
  const auditor = createAuditor(document, community, realKeys);
  const world = {
    random,
    beginning,
    disk: createDisk(deps.store),
    checkpoint: createMemoryCheckpoint(),
    marker: createLaggingMarker(),
    deps,
    workload: createWorkload(random.fork("workload")),
    historian: createHistorian(cast, auditor, (check, what) => {
      throw new Wrong(check, what);
    }),
    context: { texts: [], sent: [], past: [] },
    time: document.foundedAt,
    clockError: 0,
    actions: 0,
  };
  return Object.assign(world, { engine: await start(world) });
}

async function step(world: World): Promise<void> {
  const { random } = world;
  world.time += random.pick([5_000, HOUR / 2, 3 * HOUR, 12 * HOUR, 2 * DAY]);
  const misfortune = random.below(40);
  if (misfortune < 6) world.disk.expect([random.pick<Fate>(FATES)]);
  if (misfortune === 6) world.clockError = random.pick([-2 * HOUR, 9 * DAY]);
  await send(world);
  if (world.clockError !== 0) await mendClock(world);
  else if (await hasFailed(world)) await comeBack(world);
  world.disk.expect([]);
  await world.historian.catchUp(world.engine);
  assertTime(world);
  if (random.once(12)) await cutPower(world);
  if (random.once(25)) await flipBit(world);
  if (random.once(30)) world.checkpoint.damage(random);
  if (random.once(30)) world.checkpoint.fail();
  if (random.once(40)) await verify(world);
}

const FATES: readonly Fate[] = [
  "cut-before",
  "cut-before",
  "cut-after",
  "full",
  "failed-late",
  "lied",
];

/** Draws some actions, sends them at once, and keeps what was promised. */
async function send(world: World): Promise<void> {
  const { random, engine, workload, historian, context } = world;
  const { ledger } = engine;
  const now = world.time;
  const around: DrawContext = { random, ledger, cast: historian.cast, now, ...context };
  const count = random.pick([0, 1, 3, 8]);
  const wires = Array.from({ length: count }, () => workload.next(around));
  world.actions += count;
  const answers = await Promise.allSettled<unknown>(wires.map((wire) => engine.submit(wire)));
  if (random.once(3) || count === 0) await engine.tick().catch(() => {});
  for (const answer of answers) {
    if (answer.status === "rejected") {
      if (answer.reason instanceof EngineFault) continue;
      throw new Wrong("answers", `somebody was told: ${answer.reason}`);
    }
    historian.promise(answer.value as Submission);
  }
}

/** Tells whether the engine has stopped, which it must have when its disk failed. */
async function hasFailed({ engine }: World): Promise<boolean> {
  const pending = Symbol("runs");
  const fault = await Promise.race([engine.stopped, Promise.resolve(pending)]);
  return fault !== pending;
}

function assertTime(world: World): void {
  const { time } = world.engine.head();
  if (Math.abs(time - world.time) <= TIME_TOLERANCE || time < world.time) return;
  throw new Wrong("clock", `a block of ${time} was made at ${world.time}`);
}
