import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { type Phase, phases, places } from "./phase-types.ts";
import { memberCount } from "./standing.ts";
import { members } from "./types.ts";

/** Days after which a member has places in a growing phase. */
const STANDING_DAYS = 730;

/** The phase that runs now, or nothing. */
export function runningPhase(state: Reader, now: number): Phase | undefined {
  const phase = phases.get(state, []);
  return phase !== undefined && phase.endedAt === 0 && now < phase.until ? phase : undefined;
}

/**
 * Up to when anyone who was admitted counts as past the newcomers' wait.
 *
 * Why: those who came while a community was founded are its beginning; from then on they are like
 * everybody.
 */
export function settledUntil(state: Reader, now: number): number {
  const phase = phases.get(state, []);
  if (phase === undefined) return 0;
  const isOver = phase.kind === "founding" && phase.endedAt === 0 && phase.until <= now;
  return isOver ? Math.max(phase.settledUntil, phase.until) : phase.settledUntil;
}

/** Whose places a member spends in a phase: their own, or those by which they came; else nobody's. */
export function placesOwner(state: Reader, person: PersonId, phase: Phase): PersonId {
  const held = places.get(state, [person]);
  if (held?.phase === phase.number) return held.root;
  return isGivenPlaces(state, person, phase) ? person : NOBODY;
}

/** How many places a member can spend in a phase: those of the whole tree that they belong to. */
export function placesLeft(state: Reader, person: PersonId, phase: Phase): number {
  return ownPlaces(state, placesOwner(state, person, phase), phase);
}

/** How many places of their own somebody has left. */
export function ownPlaces(state: Reader, owner: PersonId, phase: Phase): number {
  const held = places.get(state, [owner]);
  if (held?.phase === phase.number) return held.left;
  return isGivenPlaces(state, owner, phase) ? phase.each : 0;
}

/** Writes how many places of their own somebody has left. */
export function putPlaces(state: Writer, owner: PersonId, phase: Phase, left: number): void {
  places.put(state, [owner], { phase: phase.number, root: owner, left });
}

/** Spends a place of a voucher's tree for a newcomer, who belongs to the tree from then on. */
export function spendPlace(
  state: Writer,
  phase: Phase,
  { voucher, newcomer }: { readonly voucher: PersonId; readonly newcomer: PersonId },
): void {
  const owner = placesOwner(state, voucher, phase);
  putPlaces(state, owner, phase, ownPlaces(state, owner, phase) - 1);
  if (places.get(state, [newcomer])?.phase === phase.number) return;
  places.put(state, [newcomer], { phase: phase.number, root: owner, left: 0 });
}

/** Ends the places that somebody has of their own; nobody who came by them can spend them either. */
export function endPlaces(state: Writer, person: PersonId): void {
  const held = places.get(state, [person]);
  if (held?.root === person && held.left > 0) places.put(state, [person], { ...held, left: 0 });
}

/** Ends a phase at a moment, if it runs. */
export function endPhase(state: Writer, phase: Phase, at: number): void {
  const isFounding = phase.kind === "founding";
  phases.put(state, [], {
    ...phase,
    endedAt: at,
    settledUntil: isFounding ? Math.max(phase.settledUntil, at) : phase.settledUntil,
  });
}

/** Tells whether a phase has as many members as it may bring. */
export function isPhaseFull(state: Reader, phase: Phase): boolean {
  return memberCount(state) >= phase.limit;
}

/**
 * Founders get the places of a founding phase; of a growing one those who were founders, came in the
 * founding phase, or have belonged for two years.
 *
 * Why so long: else whom a few invented in one growing phase would double themselves in a next one.
 */
function isGivenPlaces(state: Reader, person: PersonId, phase: Phase): boolean {
  const row = members.get(state, [person]);
  if (row?.status !== "member" || row.since > phase.since) return false;
  if (row.founder) return true;
  if (phase.kind === "founding") return false;
  return row.since <= phase.settledUntil || row.since + STANDING_DAYS * DAY <= phase.since;
}
