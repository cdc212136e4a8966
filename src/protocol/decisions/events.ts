import { decisionKind } from "../kernel/decision-kind.ts";
import { defineEvent } from "../kernel/event.ts";
import { circleId, decisionId, personId } from "../kernel/ids.ts";
import { moment, u32 } from "../kernel/schema.ts";

/** Something was proposed to a circle. */
export const opened = defineEvent(
  "decisions/opened",
  { decision: decisionId, circle: circleId, kind: decisionKind, closesAt: moment },
  "everyone",
);
/** Somebody has answered; what, stays in the ballots. */
export const voteCast = defineEvent(
  "decisions/vote-cast",
  { decision: decisionId, person: personId },
  "everyone",
);
/** Anyone who proposed it has taken it back. */
export const withdrawn = defineEvent("decisions/withdrawn", { decision: decisionId }, "everyone");
/** Voting goes on, since somebody whom it would put out could not answer: their keys were frozen. */
export const prolonged = defineEvent(
  "decisions/prolonged",
  { decision: decisionId, closesAt: moment },
  "everyone",
);
/** Voting has ended, and it was accepted. */
export const passed = defineEvent(
  "decisions/passed",
  { decision: decisionId, effectAt: moment },
  "everyone",
);
/** Voting has ended, and it was not accepted. */
export const failed = defineEvent("decisions/failed", { decision: decisionId }, "everyone");
/** The person it would put out has answered. */
export const hearingAnswered = defineEvent(
  "decisions/hearing-answered",
  { decision: decisionId, person: personId },
  "everyone",
);
/** What was decided has been done. */
export const tookEffect = defineEvent(
  "decisions/took-effect",
  { decision: decisionId },
  "everyone",
);
/** What was decided could no longer be done. */
export const foundNoEffect = defineEvent(
  "decisions/found-no-effect",
  { decision: decisionId, fault: u32 },
  "everyone",
);
