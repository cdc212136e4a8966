import { DAY, HOUR } from "../../protocol/kernel/time.ts";
import type { DemoDriver } from "./demo-driver.ts";

/** Something that happens at a moment of the story. */
export interface DemoStep {
  /** Milliseconds after the founding. */
  readonly at: number;
  readonly play: (driver: DemoDriver) => Promise<unknown>;
}

/** A step on a day, at an hour. */
export function step(day: number, hour: number, play: DemoStep["play"]): DemoStep {
  return { at: day * DAY + hour * HOUR, play };
}

/**
 * Runs steps in order of time; those of one moment happen together and share blocks.
 *
 * Bounds: steps after `until` (milliseconds after the founding) are left out.
 */
export async function runSteps(
  driver: DemoDriver,
  foundedAt: number,
  steps: readonly DemoStep[],
  until: number,
): Promise<void> {
  const byMoment = new Map<number, DemoStep[]>();
  for (const each of steps) {
    if (each.at > until) continue;
    byMoment.set(each.at, [...(byMoment.get(each.at) ?? []), each]);
  }
  for (const at of [...byMoment.keys()].sort((left, right) => left - right)) {
    driver.moveTo(foundedAt + at);
    await Promise.all((byMoment.get(at) ?? []).map(({ play }) => play(driver)));
  }
}
