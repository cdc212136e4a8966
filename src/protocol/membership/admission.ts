import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { dequeue, enqueue, vouchesNeeded } from "./applications.ts";
import { pathsNeededUpTo } from "./elders.ts";
import { countIntake } from "./intake.ts";
import { admit, rankOf } from "./letting-in.ts";
import { disjointPaths } from "./paths.ts";
import type { Phase } from "./phase-types.ts";
import { placesLeft, runningPhase, spendPlace } from "./places.ts";
import { serveQueue } from "./queueing.ts";
import { members } from "./types.ts";
import { liveVouchers } from "./vouching.ts";
import { applications } from "./waiting-types.ts";

/** Paths from elders that share nobody and that an applicant needs, where there are as many elders. */
const PATHS_NEEDED = 2;

/** How far an application has come. */
export interface Admission {
  /** Vouches that are needed. */
  readonly needed: number;
  /** Vouches that stand. */
  readonly have: number;
  /** Separate paths of vouches from elders that are needed. */
  readonly pathsNeeded: number;
  /** Separate paths that there are, counted no further than needed. */
  readonly paths: number;
  /** Tells whether the rule holds. */
  readonly isAdmitted: boolean;
}

/**
 * Weighs an application: enough vouches, and enough separate paths of vouches from elders.
 *
 * Why: what is needed never falls because few may vouch; a community of a few grows by a phase, in
 * which one vouch within the places admits.
 */
export function admissionOf(state: Reader, person: PersonId, now: number): Admission {
  const phase = runningPhase(state, now);
  if (phase !== undefined) {
    const have = payingVoucher(state, person, phase, now) === undefined ? 0 : 1;
    return { needed: 1, have, pathsNeeded: 0, paths: 0, isAdmitted: have > 0 };
  }
  const { needed, have } = vouchesOf(state, person, now);
  const pathsNeeded = pathsNeededUpTo(state, now, PATHS_NEEDED);
  const paths = disjointPaths(state, person, now, pathsNeeded);
  return { needed, have, pathsNeeded, paths, isAdmitted: have >= needed && paths >= pathsNeeded };
}

/**
 * Tells whether an application meets the rule now.
 *
 * Cost: paths are searched only where enough vouches stand.
 */
export function isAdmissible(state: Reader, person: PersonId, now: number): boolean {
  if (applications.get(state, [person])?.isPaused) return false;
  const { needed, have } = vouchesOf(state, person, now);
  const isShort = runningPhase(state, now) === undefined && have < needed;
  return !isShort && admissionOf(state, person, now).isAdmitted;
}

/**
 * Weighs an applicant: admits them in a phase, else lets them wait for a place, which may be free.
 */
export function weigh(state: Writer, person: PersonId, now: number): readonly Event[] {
  if (members.get(state, [person])?.status !== "applicant") return [];
  const phase = runningPhase(state, now);
  if (phase !== undefined) return weighInPhase(state, person, phase, now);
  if (isAdmissible(state, person, now)) enqueue(state, person, rankOf(state, person, now), now);
  else dequeue(state, person, now);
  return serveQueue(state, now, isAdmissible);
}

function weighInPhase(state: Writer, person: PersonId, phase: Phase, now: number) {
  if (applications.get(state, [person])?.isPaused) return [];
  const voucher = payingVoucher(state, person, phase, now);
  if (voucher === undefined) return [];
  spendPlace(state, phase, { voucher, newcomer: person });
  // What a community decides to grow by is no longer free for its pace.
  if (phase.kind === "growing") countIntake(state, now);
  return admit(state, person, now);
}

/** The first member whose vouch stands and whose places are not all spent. */
function payingVoucher(state: Reader, person: PersonId, phase: Phase, now: number) {
  return liveVouchers(state, person, now).find((from) => placesLeft(state, from, phase) > 0);
}

function vouchesOf(state: Reader, person: PersonId, now: number) {
  return {
    needed: vouchesNeeded(state, person),
    have: liveVouchers(state, person, now).length,
  };
}

/** Says in a sentence how far an application has come. */
export function admissionSentence({
  needed,
  have,
  pathsNeeded,
  paths,
  isAdmitted,
}: Admission): string {
  if (isAdmitted) return `${have} of ${needed} vouches stand, from people whom elders know.`;
  if (have < needed) return `${have} of ${needed} vouches stand; ${needed - have} more are needed.`;
  return `${have} vouches stand, but only ${paths} of ${pathsNeeded} separate ways lead to elders.`;
}
