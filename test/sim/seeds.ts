import { readFileSync } from "node:fs";

/** Seeds that are run every time: some of every kind, and every one that ever failed. */
export interface Seeds {
  readonly law: readonly number[];
  readonly engine: readonly number[];
}

const KEPT = new URL("../../../test/sim/seeds.json", import.meta.url);

/** Reads the seeds that are kept beside the sources. */
export function keptSeeds(): Seeds {
  return JSON.parse(readFileSync(KEPT, "utf8")) as Seeds;
}

/** The seed of this run: the one that is asked for, or one that nobody has chosen. */
export function freshSeed(): number {
  const asked = process.env["FOLKMOOT_SIM_SEED"];
  if (asked === undefined) return 1_000 + (Date.now() % 2_000_000_000);
  const seed = Number(asked);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new Error(`FOLKMOOT_SIM_SEED takes a whole number, not ${asked}`);
}
