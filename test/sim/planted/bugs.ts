import { type Run, runCourse, type Violation } from "../course.ts";
import { runWorld } from "../world.ts";
import { ACTIONS, type Bug, SEEDS } from "./bug.ts";
import { challengeBugs } from "./challenges.ts";
import { conversationBugs } from "./conversation.ts";
import { decidingBugs } from "./deciding.ts";
import { editionBugs } from "./editions.ts";
import { engineBugs } from "./engine.ts";
import { machineBugs } from "./machine.ts";
import { moneyBugs } from "./money.ts";
import { peopleBugs } from "./people.ts";
import { seatBugs } from "./seats.ts";
import { witnessBugs } from "./witness.ts";
import { writingBugs } from "./writing.ts";

/** Every bug that the simulation is tried with. */
export const bugs: readonly Bug[] = [
  ...engineBugs,
  ...machineBugs,
  ...peopleBugs,
  ...moneyBugs,
  ...decidingBugs,
  ...seatBugs,
  ...editionBugs,
  ...witnessBugs,
  ...challengeBugs,
  ...writingBugs,
  ...conversationBugs,
];

/** Where a planted bug was found, with all actions that were drawn until then. */
export interface Found extends Violation {
  readonly seed: number;
}

/** Looks for a planted bug on one seed after the other; it is taken out again afterwards. */
export async function findBug(bug: Bug): Promise<Found | undefined> {
  let drawn = 0;
  for (const seed of SEEDS) {
    const { violation, actions } = await runPlanted(bug, seed, ACTIONS);
    if (violation !== undefined) return { ...violation, seed, actions: drawn + violation.actions };
    drawn += actions;
  }
  return undefined;
}

/** Runs one seed with a bug planted. */
export async function runPlanted(bug: Bug, seed: number, actions: number): Promise<Run> {
  if (bug.where === "engine") return runWorld(seed, actions, bug.deps());
  const remove = bug.install?.();
  try {
    return runCourse(seed, actions, bug.deps());
  } finally {
    remove?.();
  }
}
