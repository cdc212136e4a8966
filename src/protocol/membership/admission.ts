import { parameterValue } from "../constitution/index.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { eldersUpTo, vouchersUpTo } from "./elders.ts";
import { personAdmitted } from "./events.ts";
import { disjointPaths } from "./paths.ts";
import { putMember } from "./standing.ts";
import { members } from "./types.ts";
import { liveVouchers } from "./vouching.ts";

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
 * Why: a community of a few must be able to grow, so nobody needs more vouches than there are
 * members who may give one, nor more paths than there are elders.
 */
export function admissionOf(state: Reader, person: PersonId, now: number): Admission {
  const { needed, have } = vouchesOf(state, person, now);
  const pathsNeeded = eldersUpTo(state, now, PATHS_NEEDED);
  const paths = disjointPaths(state, person, now, pathsNeeded);
  return { needed, have, pathsNeeded, paths, isAdmitted: have >= needed && paths >= pathsNeeded };
}

/**
 * Tells whether an application meets the rule now.
 *
 * Cost: paths are searched only where enough vouches stand.
 */
export function isAdmissible(state: Reader, person: PersonId, now: number): boolean {
  const { needed, have } = vouchesOf(state, person, now);
  return have >= needed && admissionOf(state, person, now).isAdmitted;
}

/** Admits an applicant if the rule holds now, and tells so. */
export function admitIfVouched(state: Writer, person: PersonId, now: number): readonly Event[] {
  const row = present(members.get(state, [person]), "whoever is weighed has applied");
  if (row.status !== "applicant" || !isAdmissible(state, person, now)) return [];
  const { have, paths } = admissionOf(state, person, now);
  putMember(state, person, { ...row, status: "member", since: now });
  return [personAdmitted([person], { person, vouches: have, paths })];
}

function vouchesOf(state: Reader, person: PersonId, now: number) {
  const required = parameterValue(state, "vouches-needed");
  return {
    needed: Math.max(1, Math.min(required, vouchersUpTo(state, now, required))),
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
