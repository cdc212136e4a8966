import { createDecisions } from "./create-room.ts";
import { createDecisionsTwo } from "./create-room-two.ts";
import { methods } from "./methods/index.ts";

/** How a circle decides: proposals, votes, outcomes, and what they bring about. */
export const decisions = createDecisions(methods);

/** The same in the second edition, in which people say why they answer as they do. */
export const decisionsTwo = createDecisionsTwo(methods);

export { type Counted, countBallots, methodOf } from "./count.ts";
export { createDecisions } from "./create-room.ts";
export { createDecisionsTwo } from "./create-room-two.ts";
export { decisionsFaults } from "./faults.ts";
export { methods } from "./methods/index.ts";
export {
  type Counts,
  createMethods,
  type DecisionContext,
  defineMethod,
  type Method,
  type Methods,
  neededByQuorum,
  type Outcome,
  type Step,
} from "./methods/method.ts";
export { answer, openFor, voteFor, yesNo } from "./methods/yes-no.ts";
export { REASON_BYTES_MAX, reasonOf, reasons } from "./reasons.ts";
export { type Terms, termsOf } from "./terms.ts";
export {
  ballots,
  type Decision,
  decisions as decisionsTable,
  hearings,
  openDecisions,
} from "./types.ts";
