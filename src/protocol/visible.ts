import { isInCircle } from "./circles/index.ts";
import { compareBytes } from "./kernel/bytes.ts";
import type { Event } from "./kernel/event.ts";
import type { PersonId } from "./kernel/ids.ts";
import { fromPlain } from "./kernel/plain.ts";
import type { Reader } from "./kernel/state.ts";
import type { AnyTable } from "./kernel/table.ts";
import type { AnyVisibility, Visibility } from "./kernel/visibility.ts";
import { findEvent, type Law } from "./law.ts";
import { isMember } from "./membership/index.ts";

/** Who looks, and at which state. */
export interface Look {
  readonly state: Reader;
  /** 0 for somebody who has not signed in. */
  readonly viewer: PersonId;
}

/** Keys from one up to, not including, another; none at the end means to the end of the table. */
export interface KeyRange {
  readonly from: Uint8Array;
  readonly until: Uint8Array | undefined;
}

/** Tells whether somebody may see a thing now: the one place that knows what a visibility means. */
export function isVisible(visibility: AnyVisibility, thing: unknown, look: Look): boolean {
  const declared = visibility as Visibility<unknown>;
  const { state, viewer } = look;
  if (declared === "everyone") return true;
  if (declared === "members") return isMember(state, viewer);
  switch (declared.to) {
    case "circle":
      return isInCircle(state, declared.circleOf(thing, state), viewer);
    case "author":
      return isOwn(declared.authorOf(thing), viewer);
    case "author-until-closed":
      return (
        isOwn(declared.authorOf(thing), viewer) ||
        !declared.matter.isOpen(state, declared.matterOf(thing))
      );
  }
}

/**
 * Tells whether somebody may see all that a range of a table's keys holds, and that it holds no
 * more.
 *
 * Why: a range without rows tells something too, so it is judged by its keys.
 */
export function isRangeVisible(table: AnyTable, range: KeyRange, look: Look): boolean {
  const declared = table.visibility as Visibility<readonly unknown[]>;
  if (typeof declared === "string") return isVisible(declared, [], look);
  if (isOneRow(table, range)) return isVisible(declared, table.readKey(range.from), look);
  if (declared.to !== "author-until-closed") return false;
  for (const matter of declared.matter.open(look.state)) {
    if (overlaps(range, { from: table.keyBytes([matter]), until: table.endBytes([matter]) })) {
      return false;
    }
  }
  return true;
}

/** Tells whether somebody may hear of an event; one that no edition knows is for nobody. */
export function isEventVisible(law: Law, event: Event, look: Look): boolean {
  const kind = findEvent(law, event.type);
  if (kind === undefined) return false;
  if (kind.visibility === "everyone") return true;
  const data = fromPlain(kind.data, event.data);
  return data.ok && isVisible(kind.visibility, data.value, look);
}

function isOwn(author: PersonId, viewer: PersonId): boolean {
  return viewer !== 0 && author === viewer;
}

function isOneRow(table: AnyTable, { from, until }: KeyRange): boolean {
  const key = table.readKey(from);
  const end = table.endBytes(key);
  if (until === undefined || end === undefined) return false;
  return compareBytes(from, table.keyBytes(key)) === 0 && compareBytes(until, end) <= 0;
}

function overlaps(one: KeyRange, other: KeyRange): boolean {
  return isBefore(one.from, other.until) && isBefore(other.from, one.until);
}

function isBefore(key: Uint8Array, end: Uint8Array | undefined): boolean {
  return end === undefined || compareBytes(key, end) < 0;
}
