import type { ChallengeId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { type Challenge, challenges, due } from "./types.ts";

/** Writes a challenge as it goes on, and when it does so next (0: never again). */
export function move(state: Writer, challenge: ChallengeId, row: Challenge, until: number): void {
  if (row.until !== 0) due.delete(state, [row.until, challenge]);
  challenges.put(state, [challenge], { ...row, until });
  if (until !== 0) due.put(state, [until, challenge], {});
}
