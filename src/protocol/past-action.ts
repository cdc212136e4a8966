import { editionIn, type Header } from "./chain/index.ts";
import { type CheckedAction, takeApart } from "./checked-action.ts";
import { editionOf } from "./editions.ts";
import { present } from "./kernel/assert.ts";
import type { Hasher } from "./kernel/hash.ts";
import type { Law } from "./law.ts";

/** Finds the edition under which a block was carried out, among those that a program has. */
export function editionOfBlock(law: Pick<Law, "editions">, header: Pick<Header, "version">): Law {
  return present(editionOf(law, editionIn(header)), "a program has the editions of its blocks");
}

/**
 * Takes an action of a block apart, as the edition of that block reads it.
 *
 * Why not as the newest reads it: an action may have ended since, and what it says is then hidden or
 * shown as it was.
 */
export function pastAction(
  law: Pick<Law, "editions">,
  hasher: Hasher,
  header: Pick<Header, "version">,
  wire: Uint8Array,
): CheckedAction {
  return takeApart(editionOfBlock(law, header), hasher, wire);
}
