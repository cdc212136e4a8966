/**
 * Goal: nothing that people or disks do brings the law or the embedded engine off their rules.
 * Method: worlds drawn from seeds, those that are kept and a fresh one; a violation names its seed,
 * and `npm run sim -- --seed S` (or FOLKMOOT_SIM_SEED=S in the tests) runs it again.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Run, runCourse } from "./course.ts";
import { freshSeed, keptSeeds } from "./seeds.ts";
import { runWorld } from "./world.ts";

const LAW_ACTIONS = 1_200;
const ENGINE_ACTIONS = 250;

/** Worlds in which people decide much, so that what only many decisions bring about happens too. */
const DECIDING_SEEDS = [2, 18, 21];
const DECIDING_ACTIONS = 1_500;
const DECIDING = { often: ["open", "vote"] } as const;

/** Three divided by the actions without a violation bounds its rate, with 95 % confidence. */
function lineOf(kind: string, runs: readonly Run[]): string {
  const actions = runs.reduce((sum, run) => sum + run.actions, 0);
  const done = runs.reduce((sum, run) => sum + run.done, 0);
  const seeds = runs.map(({ seed }) => seed);
  return JSON.stringify({ kind, seeds, actions, done, violations: 0, bound: 3 / actions });
}

function assertSound(kind: string, run: Run): void {
  assert.equal(run.violation, undefined, `${kind}, seed ${run.seed}`);
  assert.ok(run.done > run.actions / 10, `seed ${run.seed} does something`);
}

test("the law keeps its rules in every world that is drawn", (t) => {
  const usual = [...keptSeeds().law, freshSeed()].map((seed) => runCourse(seed, LAW_ACTIONS));
  const deciding = DECIDING_SEEDS.map((seed) => runCourse(seed, DECIDING_ACTIONS, DECIDING));
  const runs = [...usual, ...deciding];
  for (const run of runs) assertSound("law", run);
  const types = new Set(runs.flatMap((run) => [...run.types.keys()]));
  for (const reached of DEEP) assert.ok(types.has(reached), `${reached} happens`);
  t.diagnostic(lineOf("law", runs));
});

/** What only happens after much else has: if it does not, the worlds have become shallow. */
const DEEP = [
  "membership/join",
  "membership/apply",
  "membership/phase-ended",
  "membership/application-lapsed",
  "identity/revoke-device",
  "identity/freeze",
  "identity/lift-freeze",
  "identity/veto-removal",
  "money/accept-offer",
  "money/offer-returned",
  "decisions/withdraw",
  "decisions/failed",
  "decisions/took-effect",
  "constitution/parameter-set",
  "constitution/article-adopted",
  "circles/circle-opened",
  "circles/policy-set",
];

test("the engine keeps what it acknowledged, whatever disk, clock and power do", async (t) => {
  const runs: Run[] = [];
  for (const seed of [...keptSeeds().engine, freshSeed()]) {
    const run = await runWorld(seed, ENGINE_ACTIONS);
    assertSound("engine", run);
    runs.push(run);
  }
  t.diagnostic(lineOf("engine", runs));
});

test("a seed draws the same world every time", () => {
  const [first, second] = [runCourse(11, 300), runCourse(11, 300)];
  assert.deepEqual(first, second);
});
