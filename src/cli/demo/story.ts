import { DAY } from "../../protocol/kernel/time.ts";
import { type ArrivalNeeds, arrivalScenes } from "./arrivals.ts";
import { decidingScenes } from "./deciding.ts";
import { everydayScenes } from "./everyday.ts";
import { playScenes } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** How long before the first start the community was founded, in milliseconds. */
export const STORY_MS = 30 * DAY;

/** Plays the whole month of the demonstration. */
export async function playStory(
  stage: Stage,
  needs: ArrivalNeeds,
  foundedAt: number,
): Promise<void> {
  const scenes = [...arrivalScenes(needs), ...decidingScenes(), ...everydayScenes(stage.random)];
  await playScenes(stage, foundedAt, scenes, STORY_MS);
}
