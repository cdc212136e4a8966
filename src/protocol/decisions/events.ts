import { defineEvent } from "../kernel/event.ts";
import type { CircleId, DecisionId, PersonId } from "../kernel/ids.ts";

/** Something was proposed to a circle. */
export const opened = defineEvent<{
  decision: DecisionId;
  circle: CircleId;
  kind: string;
  closesAt: number;
}>("decisions/opened");
/** Somebody has answered; what, stays in the ballots. */
export const voteCast = defineEvent<{ decision: DecisionId; person: PersonId }>(
  "decisions/vote-cast",
);
/** Whoever proposed it has taken it back. */
export const withdrawn = defineEvent<{ decision: DecisionId }>("decisions/withdrawn");
/** Voting has ended, and it was accepted. */
export const passed = defineEvent<{ decision: DecisionId; effectAt: number }>("decisions/passed");
/** Voting has ended, and it was not accepted. */
export const failed = defineEvent<{ decision: DecisionId }>("decisions/failed");
/** What was decided has been done. */
export const tookEffect = defineEvent<{ decision: DecisionId }>("decisions/took-effect");
/** What was decided could no longer be done. */
export const foundNoEffect = defineEvent<{ decision: DecisionId; fault: string }>(
  "decisions/found-no-effect",
);
