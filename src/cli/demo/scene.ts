import { DAY, HOUR } from "../../protocol/kernel/time.ts";
import type { Stage } from "./stage.ts";

/** Something that happens at a moment of the story. */
export interface Scene {
  /** Milliseconds after the founding. */
  readonly at: number;
  readonly play: (stage: Stage) => Promise<unknown>;
}

/** A scene on a day, at an hour. */
export function scene(day: number, hour: number, play: Scene["play"]): Scene {
  return { at: day * DAY + hour * HOUR, play };
}

/**
 * Plays scenes in order of time; those of one moment happen together and share blocks.
 *
 * Bounds: scenes after `until` (milliseconds after the founding) are left out.
 */
export async function playScenes(
  stage: Stage,
  foundedAt: number,
  scenes: readonly Scene[],
  until: number,
): Promise<void> {
  const byMoment = new Map<number, Scene[]>();
  for (const each of scenes) {
    if (each.at > until) continue;
    byMoment.set(each.at, [...(byMoment.get(each.at) ?? []), each]);
  }
  for (const at of [...byMoment.keys()].sort((left, right) => left - right)) {
    stage.moveTo(foundedAt + at);
    await Promise.all((byMoment.get(at) ?? []).map(({ play }) => play(stage)));
  }
}
