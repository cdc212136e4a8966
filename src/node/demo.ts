import type { MovableClock } from "../engine/clock.ts";
import type { Engine } from "../engine/engine.ts";
import { readJson } from "./api/body.ts";
import { requireOwnPage } from "./asking/names.ts";
import type { Api, NodeContext } from "./context.ts";
import { type DemoFile, type DemoPerson, writeDemoFile } from "./home/demo-file.ts";
import { badRequest, notFound, ProblemError, problem } from "./problem.ts";

/** A demonstration: its people's keys are public, and its clock can be moved on. */
export interface Demo {
  readonly people: readonly DemoPerson[];
  /** Lets time pass; everything that becomes due happens at its own moment. */
  advance(milliseconds: number): Promise<void>;
}

/** How far the clock may be moved on at once: 400 days. Units: milliseconds. */
export const ADVANCE_MAX = 34_560_000_000;

const DUE_STEPS_MAX = 10_000;
/** How often, and for how long each time, it is waited for what is on its way. Units: milliseconds. */
const SAID_STEPS_MAX = 200;
const SAID_PAUSE = 10;

/**
 * Makes the demonstration's controls.
 *
 * Why the file is written first: a node that stops in between must not find its clock behind its
 * own newest block.
 */
export function createDemo(
  path: string,
  file: DemoFile,
  clock: MovableClock,
  engine: () => Engine,
): Demo {
  let moving: Promise<void> = Promise.resolve();
  const advance = async (milliseconds: number): Promise<void> => {
    const target = clock.now() + milliseconds;
    await writeDemoFile(path, { ...file, aheadMs: clock.ahead() + milliseconds });
    for (let step = 0; step < DUE_STEPS_MAX; step += 1) {
      const due = engine().ledger.nextDue();
      if (due === undefined || due > target) break;
      clock.advance(Math.max(due - clock.now(), 0));
      const { time } = await engine().tick();
      await allSaid(engine());
      if (engine().ledger.nextDue() === due && time >= due) break;
    }
    clock.advance(Math.max(target - clock.now(), 0));
    await engine().tick();
    await allSaid(engine());
  };
  return {
    people: file.people,
    advance(milliseconds) {
      moving = moving.catch(() => {}).then(() => advance(milliseconds));
      return moving;
    },
  };
}

/**
 * Waits until nothing waits for a block any more.
 *
 * Why: a machine gives its value to a lot as soon as it is asked; where time leaps, it would else
 * come two days too late.
 */
async function allSaid(engine: Engine): Promise<void> {
  for (let step = 0; step < SAID_STEPS_MAX && engine.waiting() > 0; step += 1) {
    await new Promise((resolve) => setTimeout(resolve, SAID_PAUSE));
  }
}

/** Adds the demonstration's people and its clock; a real community has neither. */
export function addDemoRoutes(api: Api, context: NodeContext): void {
  const { demo, clock, engine, limits, network, asking } = context;
  api.get("/demo", (c) => {
    if (demo === undefined) throw notFound("A demonstration");
    const now = Math.max(clock.now(), engine.head().time);
    return c.json({ people: demo.people, now, canMoveTime: network === undefined });
  });

  api.post("/demo/time", async (c) => {
    if (demo === undefined) throw notFound("A demonstration");
    // A page of somebody else can send this without asking; it must not move the time.
    requireOwnPage(asking.names, c.req.header("origin"), c.req.header("host"));
    if (network !== undefined) throw agreedTime();
    const { advanceMs } = await readJson(c.req.raw, limits.jsonBytesMax);
    if (!Number.isSafeInteger(advanceMs) || !isAdvance(advanceMs as number)) {
      throw badRequest(`advanceMs: not a whole number from 1 to ${ADVANCE_MAX}`);
    }
    await demo.advance(advanceMs as number);
    const { height, time } = engine.head();
    return c.json({ now: clock.now(), height, time });
  });
}

function agreedTime(): ProblemError {
  return new ProblemError(
    problem(
      409,
      "node/agreed-time",
      "Here the machines agree on what time it is.",
      "Let time pass in a demonstration on one machine.",
    ),
  );
}

function isAdvance(milliseconds: number): boolean {
  return milliseconds >= 1 && milliseconds <= ADVANCE_MAX;
}
