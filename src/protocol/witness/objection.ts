import { equalBytes } from "../kernel/bytes.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { Seen } from "../kernel/seen.ts";
import type { Reader } from "../kernel/state.ts";
import { witnessFaults as faults } from "./faults.ts";
import { firstFrom } from "./first.ts";

/**
 * Says why a history is not the one that a signature names, or nothing.
 *
 * Why the first entry at or above: an entry says what the state was before the block that changed
 * it, and so after every block since the entry before.
 * Shape: `before` is the state on which the block stands that is to carry the action.
 */
export function objection(state: Reader, before: Seen, seen: Seen): Refusal | undefined {
  const { height } = seen;
  if (height > before.height) return refuse(faults["ahead"], { height, newest: before.height });
  const entry = firstFrom(state, height);
  if (entry !== undefined && height < entry.row.since) return refuse(faults["too-old"], { height });
  const root = entry === undefined ? before.root : entry.row.root;
  return equalBytes(root, seen.root) ? undefined : refuse(faults["elsewhere"], { height });
}
