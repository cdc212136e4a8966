import type { ActionType } from "../action-types.ts";

/** What is about keys, or gives a secret away, beside all of `identity`. */
const AT_ONCE: ReadonlySet<string> = new Set<ActionType>(["membership/join", "membership/invite"]);

/**
 * Tells whether something may wait in an outbox; else it is done now, or not at all.
 *
 * Why not what is about keys: somebody who has lost a phone, or has just made a key, must know at once
 * where they stand. Why not invitations: their secret is shown together with their number.
 */
export const mayWait = (type: ActionType): boolean =>
  !type.startsWith("identity/") && !AT_ONCE.has(type);
