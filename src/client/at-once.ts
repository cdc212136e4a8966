/**
 * The small door for pages: what they need at once, and nothing that brings the law with it.
 *
 * Why: the law is fetched only once somebody signs or checks, so that a page is there soon.
 */
export { toPlain } from "../protocol/kernel/plain.ts";
export { accountOfCircle, circleOfAccount } from "./accounts.ts";
export { fromBase64Url, toBase64Url } from "./base64url.ts";
export { type Clock, systemClock } from "./clock.ts";
export type { Ended } from "./outbox/ends.ts";
export { type Entry, isUnfinished, readEntry, type Sealed, type Stage } from "./outbox/entry.ts";
export { mayWait } from "./outbox/may-wait.ts";
export { createOutbox, type Outbox, type SentOff } from "./outbox/outbox.ts";
export type { ChangedElsewhere, OutboxStore } from "./outbox/store.ts";
export { cutParts, type PaymentPart } from "./payment-parts.ts";
export { type Reach, reachOf } from "./reach.ts";
export type { Content, Sha256 } from "./read-text.ts";
export type { Connection } from "./reading/news.ts";
export { createReading } from "./reading/reading.ts";
export { followRehearsal } from "./reading/rehearsal.ts";
export type { Text } from "./reading/texts.ts";
export { type SeenView, UNSEEN } from "./reading/views.ts";
export {
  openRecoveryFile,
  type Recovery,
  writeRecoveryFile,
} from "./recovery-file.ts";
export type { Reply } from "./reply.ts";
export { offlineProblem, type ProblemWords, type ShownProblem } from "./shown-problem.ts";
export { isToSignAgain, SIGN_AGAIN_MAX } from "./sign-again.ts";
export { browserTransport } from "./transport/page.ts";
export { viewPath } from "./view-path.ts";
