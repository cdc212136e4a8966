import { parameterValue } from "../constitution/index.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { countersOf } from "./standing.ts";
import { putTally, tallyOf } from "./tally.ts";
import { counters, members } from "./types.ts";
import { type Application, applications, held, lapses, queue } from "./waiting-types.ts";

/** Tells whether one more application may be open by a member's invitations. */
export function hasRoomForApplication(state: Reader, inviter: PersonId): boolean {
  const open = tallyOf(state, inviter).applications;
  return open < parameterValue(state, "applications-live-max");
}

/**
 * Who answers for what somebody adds as an applicant: whose invitation brought them, or they
 * themselves where nobody's did; nothing for anyone who is no applicant.
 */
export function answersFor(state: Reader, person: PersonId): PersonId | undefined {
  if (members.get(state, [person])?.status !== "applicant") return undefined;
  const by = applications.get(state, [person])?.chargedTo ?? NOBODY;
  return by === NOBODY ? person : by;
}

/** Opens an application, for which a member answers by their invitation (nobody: 0). */
export function openApplication(
  state: Writer,
  person: PersonId,
  chargedTo: PersonId,
  now: number,
): void {
  const until = lapseFrom(state, now);
  const isPaused = held.has(state, [person]);
  const row = { until, readyAt: 0, rank: 0, chargedTo, isPaused, needed: 0 };
  applications.put(state, [person], row);
  if (!isPaused) lapses.put(state, [until, person], {});
  charge(state, chargedTo, 1);
}

/** Closes an application, however it came out. */
export function closeApplication(state: Writer, person: PersonId): void {
  const open = applications.get(state, [person]);
  if (open === undefined) return;
  takeOut(state, person, open);
  applications.delete(state, [person]);
  charge(state, open.chargedTo, -1);
}

/** Lets somebody who has what is needed wait for a place, at a rank. */
export function enqueue(state: Writer, person: PersonId, rank: number, now: number): void {
  const open = applications.get(state, [person]);
  if (open === undefined || open.isPaused) return;
  takeOut(state, person, open);
  const readyAt = open.readyAt === 0 ? now : open.readyAt;
  const needed = vouchesNeeded(state, person);
  applications.put(state, [person], { ...open, readyAt, rank, needed });
  queue.put(state, [rank, readyAt, person], {});
  countQueued(state, 1);
}

/** Takes somebody from those who wait for a place back to those who need more vouches. */
export function dequeue(state: Writer, person: PersonId, now: number): void {
  const open = applications.get(state, [person]);
  if (open === undefined || open.readyAt === 0) return;
  takeOut(state, person, open);
  const until = lapseFrom(state, now);
  applications.put(state, [person], { ...open, until, readyAt: 0, rank: 0, needed: 0 });
  lapses.put(state, [until, person], {});
}

/** Lets an application rest: it is neither weighed nor does it lapse. */
export function pauseApplication(state: Writer, person: PersonId): void {
  const open = applications.get(state, [person]);
  if (open === undefined || open.isPaused) return;
  takeOut(state, person, open);
  applications.put(state, [person], { ...open, readyAt: 0, rank: 0, isPaused: true });
}

/** Lets an application that rested go on, with its whole time before it. */
export function resumeApplication(state: Writer, person: PersonId, now: number): void {
  const open = applications.get(state, [person]);
  if (open === undefined || !open.isPaused) return;
  const until = lapseFrom(state, now);
  applications.put(state, [person], { ...open, until, isPaused: false });
  lapses.put(state, [until, person], {});
}

/**
 * How many vouches somebody needs who applies: as many as when they had them, if the rule was raised.
 *
 * Why: anyone who has done what was asked, and only waits for a place, has done it.
 */
export function vouchesNeeded(state: Reader, person: PersonId): number {
  const now = Math.max(1, parameterValue(state, "vouches-needed"));
  const then = applications.get(state, [person])?.needed ?? 0;
  return then === 0 ? now : Math.min(then, now);
}

/** Takes an application off the list on which it stands: of those that lapse, or of those who wait. */
function takeOut(state: Writer, person: PersonId, open: Application): void {
  if (open.isPaused) return;
  if (open.readyAt === 0) {
    lapses.delete(state, [open.until, person]);
    return;
  }
  queue.delete(state, [open.rank, open.readyAt, person]);
  countQueued(state, -1);
}

function lapseFrom(state: Reader, now: number): number {
  return now + parameterValue(state, "application-days") * DAY;
}

function charge(state: Writer, inviter: PersonId, by: number): void {
  if (inviter === NOBODY) return;
  const tally = tallyOf(state, inviter);
  putTally(state, inviter, { ...tally, applications: Math.max(0, tally.applications + by) });
}

function countQueued(state: Writer, by: number): void {
  const counted = countersOf(state);
  counters.put(state, [], { ...counted, queued: counted.queued + by });
}
