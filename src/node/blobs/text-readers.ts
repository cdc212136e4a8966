import type { PersonId } from "../../protocol/kernel/ids.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import { textOf } from "../../protocol/texts/index.ts";
import type { ReasonIndex } from "./reason-index.ts";

/** Whose text it is, and who may read it. */
export interface TextReaders {
  readonly owner: PersonId;
  readonly audience: "public" | "community" | "author";
}

/**
 * Finds who may read a text that is there; nothing where nobody has published it, or it is erased.
 *
 * Why here alone: whatever hands texts out asks this, so that a reason is nobody's but its author's while voting lasts.
 */
export function readersOf(
  state: Reader,
  reasons: Pick<ReasonIndex, "find">,
  hash: Uint8Array,
): TextReaders | undefined {
  const text = textOf(state, hash);
  if (text?.erasedAt === 0) return { owner: text.owner, audience: text.audience };
  const reason = reasons.find(state, hash);
  if (reason === undefined) return undefined;
  return { owner: reason.owner, audience: reason.isHidden ? "author" : reason.audience };
}
