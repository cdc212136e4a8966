import { equalBytes } from "./bytes.ts";
import type { Refusal } from "./fault.ts";
import { bytes32, record, type Shape, u53 } from "./schema.ts";
import type { Reader, Writer } from "./state.ts";

/** A state that somebody has verified: the root after a block. */
export interface Seen {
  readonly height: number;
  readonly root: Uint8Array;
}

/** How a signed action names such a state: 40 bytes. */
export const seenShape: Shape<Seen> = record({ height: u53, root: bytes32 });

/** Where no state is spoken of. */
export const NOTHING_SEEN: Seen = { height: 0, root: new Uint8Array(32) };

/** What a law keeps of the states that have been. */
export interface Memory {
  /** Says why a history is not the one that a signature names, or nothing. */
  objection(state: Reader, before: Seen, seen: Seen): Refusal | undefined;
  /** Writes what the state was before a block that changed it. */
  record(state: Writer, before: Seen, now: number): void;
}

/** The block that an action is looked at for: its time, and the state on which it stands. */
export interface Standing {
  readonly now: number;
  readonly before: Seen;
  /** Says why this history is not the one that a signature names, or nothing. */
  objectionTo(seen: Seen): Refusal | undefined;
}

/**
 * Stands before a block.
 *
 * Cost: what was found for a height is found once; most devices have verified the same few pages.
 */
export function standingOn(
  memory: Memory | undefined,
  state: Reader,
  { now, before }: Pick<Standing, "now" | "before">,
): Standing {
  const found = new Map<number, { readonly root: Uint8Array; readonly refusal?: Refusal }[]>();
  return {
    now,
    before,
    objectionTo(seen) {
      if (memory === undefined) return undefined;
      const known = found.get(seen.height)?.find(({ root }) => equalBytes(root, seen.root));
      if (known !== undefined) return known.refusal;
      const refusal = memory.objection(state, before, seen);
      const others = found.get(seen.height) ?? [];
      const verdict = refusal === undefined ? { root: seen.root } : { root: seen.root, refusal };
      if (others.length < FOUND_MAX) found.set(seen.height, [...others, verdict]);
      return refusal;
    },
  };
}

/** Roots that are remembered for one height at most; one of them is right. */
const FOUND_MAX = 2;
