import { assert, present } from "../kernel/assert.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Seen } from "../kernel/seen.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { firstFrom } from "./first.ts";
import { EXACT_MAX, KEPT_FOR, roots, STRETCH, window } from "./types.ts";

/** Entries that are let go at most with each that is written: more than come, so none pile up. */
const LET_GO_MAX = 2;

/**
 * Writes what the state was before a block that changed it.
 *
 * Bounds: called only for a block whose rows, these tables aside, differ from those before it; so a
 * block that brings nothing about changes nothing here either, and an idle chain comes to rest.
 * Cost: two rows written, at most three let go.
 */
export function record(state: Writer, before: Seen, now: number): void {
  const { height, root } = before;
  const held = window.get(state, []) ?? { count: 0, oldest: height, newest: -1 };
  assert(height > held.newest, "a root is recorded above those before it");
  roots.put(state, [height], { root, since: held.newest + 1, at: now });
  const isFull = held.count >= EXACT_MAX;
  const count = isFull ? held.count : held.count + 1;
  const oldest = isFull ? passOn(state, held.oldest) : held.oldest;
  window.put(state, [], { count, oldest, newest: height });
  letGo(state, oldest, now);
}

/**
 * Takes the oldest root out of those that are kept exactly; it stays if it is the last of its
 * stretch of time. Returns the height of the oldest that is kept exactly from now on.
 */
function passOn(state: Writer, oldest: number): number {
  const left = present(roots.get(state, [oldest]), "the oldest root is kept");
  const next = present(firstFrom(state, oldest + 1), "one more root than are kept exactly");
  if (stretchOf(left.at) === stretchOf(next.row.at)) roots.delete(state, [oldest]);
  return next.height;
}

/** Lets roots go whose time is over, the oldest first. */
function letGo(state: Writer, exactFrom: number, now: number): void {
  for (let gone = 0; gone < LET_GO_MAX; gone += 1) {
    const first = firstFrom(state as Reader, 0);
    if (first === undefined || first.height >= exactFrom) return;
    if (first.row.at + KEPT_FOR >= now) return;
    roots.delete(state, [first.height]);
  }
}

/** The number of the stretch of time in which a moment lies. */
export function stretchOf(at: number): number {
  return divFloor(at, STRETCH);
}
