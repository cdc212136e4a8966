import type { Signer } from "../../engine/embedded/signer.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { type ArrivalNeeds, arrivalScenes } from "./arrivals.ts";
import { decidingScenes } from "./deciding.ts";
import { everydayScenes } from "./everyday.ts";
import { helpingScenes } from "./helping.ts";
import { playScenes } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** How long before the first start the community was founded, in milliseconds. */
export const STORY_MS = 30 * DAY;

/** What the story needs to know beside the stage. */
export interface StoryNeeds extends ArrivalNeeds {
  /** The keys of the machines that people run in the end; none where one machine stays alone. */
  readonly machines: readonly Signer[];
}

/** Plays the whole month of the demonstration. */
export async function playStory(stage: Stage, needs: StoryNeeds, foundedAt: number): Promise<void> {
  const scenes = [
    ...arrivalScenes(needs),
    ...decidingScenes(),
    ...everydayScenes(stage.random),
    ...helpingScenes(needs.community, needs.machines),
  ];
  await playScenes(stage, foundedAt, scenes, STORY_MS);
}
