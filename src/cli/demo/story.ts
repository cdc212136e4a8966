import type { Signer } from "../../engine/embedded/signer.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { type ArrivalNeeds, arrivalSteps } from "./arrivals.ts";
import { decidingSteps } from "./deciding.ts";
import type { DemoDriver } from "./demo-driver.ts";
import { runSteps } from "./demo-step.ts";
import { everydaySteps } from "./everyday.ts";
import { helpingSteps } from "./helping.ts";

/** How long before the first start the community was founded, in milliseconds. */
export const STORY_MS = 30 * DAY;

/** What the story needs to know beside the driver. */
export interface StoryNeeds extends ArrivalNeeds {
  /** The keys of the machines that people run in the end; none where one machine stays alone. */
  readonly machines: readonly Signer[];
}

/** Plays the whole month of the demonstration. */
export async function playStory(
  driver: DemoDriver,
  needs: StoryNeeds,
  foundedAt: number,
): Promise<void> {
  const steps = [
    ...arrivalSteps(needs),
    ...decidingSteps(),
    ...everydaySteps(driver.random),
    ...helpingSteps(needs.community, needs.machines),
  ];
  await runSteps(driver, foundedAt, steps, STORY_MS);
}
