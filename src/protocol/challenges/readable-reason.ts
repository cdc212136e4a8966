import { equalBytes } from "../kernel/bytes.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { against, challenges } from "./types.ts";

/**
 * Tells whether a text is the reason of a challenge that names a person, who may read it as members do.
 *
 * Why: anyone who has only applied, or has left, must be able to read what is held against them.
 */
export function isReadableReason(state: Reader, person: PersonId, hash: Uint8Array): boolean {
  for (const { key } of against.entries(state, [person])) {
    const reason = challenges.get(state, [key[1]])?.reason;
    if (reason !== undefined && equalBytes(reason, hash)) return true;
  }
  return false;
}
