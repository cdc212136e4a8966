import type { FaultCode } from "./fault-types.ts";

/**
 * Refusals by which nothing was done, and after which the same can be done with a new signature.
 *
 * Why: the same key has signed elsewhere meanwhile, or the community's time has moved on from what
 * this device knew or had verified.
 */
const OUTDATED: ReadonlySet<string> = new Set<FaultCode>([
  "kernel/nonce-used",
  "kernel/nonce-jump",
  "kernel/expires-too-late",
  "witness/too-old",
]);

const EXPIRED: FaultCode = "kernel/expired";

/** What was signed just now and has expired all the same was signed by a wrong clock. Units: milliseconds. */
const JUST_NOW = 60_000;

/**
 * How often the same is signed again in one go.
 *
 * Why more than once: while too few machines agree, several actions of one device may wait, and the
 * state does not know their numbers yet.
 */
export const SIGN_AGAIN_MAX = 16;

/**
 * Tells whether something that was refused is signed again by itself.
 *
 * Why the age: what has waited until it expired is for its author to decide again.
 * Units: `ageMs` is how long ago it was signed, in milliseconds.
 */
export function isToSignAgain(code: string, ageMs: number): boolean {
  return OUTDATED.has(code) || (code === EXPIRED && ageMs <= JUST_NOW);
}
