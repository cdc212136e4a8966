import { concatBytes } from "./bytes.ts";
import type { Hasher } from "./hash.ts";

/** What is longer gets memory of its own. */
const SCRATCH_BYTES = 65_536;

/*
 * Why kept for ever: what is hashed is needed no longer than that, and memory for it costs more than
 * a short hash. A hasher calls nothing back, so it is never in use twice.
 */
const scratch = new Uint8Array(SCRATCH_BYTES);

/** Returns the SHA-256 of byte strings one behind the other. */
export function hashJoined(
  hasher: Pick<Hasher, "sha256">,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  if (length > SCRATCH_BYTES) return hasher.sha256(concatBytes(...parts));
  let at = 0;
  for (const part of parts) {
    scratch.set(part, at);
    at += part.length;
  }
  return hasher.sha256(scratch.subarray(0, length));
}
