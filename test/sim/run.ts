/**
 * Runs the simulation for as long as one likes: `npm run sim -- --seeds N --actions N [--seed S] [--minutes N]`,
 * or lets an adversary play: `npm run sim -- --adversary NAME [--years N]`.
 */
import { parseArgs } from "node:util";
import { playAdversary } from "./adversaries/adversaries.ts";
import { type Run, runCourse } from "./course.ts";
import { freshSeed } from "./seeds.ts";
import { runWorld } from "./world.ts";

/** An action through the engine takes as long as several through the law alone. */
const ENGINE_SHARE = 5;

/** Seeds that are run unless a number is given; one that is named is run alone. */
const SEEDS = 20;

function readWords() {
  try {
    return parseArgs({
      options: {
        seeds: { type: "string" },
        actions: { type: "string", default: "2000" },
        seed: { type: "string" },
        minutes: { type: "string" },
        only: { type: "string" },
        adversary: { type: "string" },
        years: { type: "string", default: "2" },
      },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(
      "npm run sim -- [--seeds N] [--actions N] [--seed S] [--minutes N] [--only law|engine]",
    );
    console.error("npm run sim -- --adversary NAME [--years N]");
    process.exit(2);
  }
}

const values = readWords();

function countOf(name: "seeds" | "actions" | "seed" | "minutes" | "years", least: number): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  console.error(`--${name} takes a whole number from ${least} on, not ${values[name]}`);
  process.exit(2);
}

const KINDS: { readonly [kind: string]: (seed: number, actions: number) => Run | Promise<Run> } = {
  law: (seed, actions) => runCourse(seed, actions),
  engine: (seed, actions) => runWorld(seed, Math.ceil(actions / ENGINE_SHARE)),
};

async function runAll(): Promise<void> {
  const { only, seed, minutes } = values;
  if (only !== undefined && KINDS[only] === undefined) {
    console.error(`--only takes ${Object.keys(KINDS).join(" or ")}, not ${only}`);
    process.exit(2);
  }
  const actions = countOf("actions", 1);
  const first = seed === undefined ? freshSeed() : countOf("seed", 0);
  const usual = seed === undefined ? SEEDS : 1;
  const seeds = values.seeds === undefined ? usual : countOf("seeds", 1);
  const sum = { seeds: 0, actions: 0, done: 0, blocks: 0, violations: 0 };
  const begun = performance.now();
  const until = minutes === undefined ? Infinity : begun + countOf("minutes", 1) * 60_000;
  for (let at = first; at < first + seeds && performance.now() < until; at += 1) {
    sum.seeds += 1;
    for (const [kind, run] of Object.entries(KINDS)) {
      if (only !== undefined && only !== kind) continue;
      const came = await run(at, actions);
      sum.actions += came.actions;
      sum.done += came.done;
      sum.blocks += came.blocks;
      if (came.violation === undefined) continue;
      sum.violations += 1;
      const { check, what, actions: after } = came.violation;
      console.error(`${kind}, seed ${at}, after ${after} actions: ${check}: ${what}`);
      console.error(`again: npm run sim -- --seed ${at} --actions ${actions} --only ${kind}`);
    }
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const bound = sum.violations === 0 ? { bound: 3 / sum.actions } : {};
  console.log(JSON.stringify({ sim: only ?? "all", first, ...sum, ...bound, seconds }));
  process.exitCode = sum.violations === 0 ? 0 : 1;
}

if (values.adversary === undefined) await runAll();
else if (!playAdversary(values.adversary, countOf("years", 1))) process.exitCode = 2;
