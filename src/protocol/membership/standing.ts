import { type Refusal, refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { moveAwake } from "./awake.ts";
import { membershipFaults as faults } from "./faults.ts";
import { type Counters, counters, type Member, members } from "./types.ts";

const NONE: Counters = {
  members: 0,
  applicants: 0,
  founders: 0,
  invitations: 0,
  admitted: 0,
  queued: 0,
};

/** Tells whether a person belongs to the community now. */
export function isMember(state: Reader, person: PersonId): boolean {
  return members.get(state, [person])?.status === "member";
}

/** How many people belong to the community now. */
export function memberCount(state: Reader): number {
  return countersOf(state).members;
}

/** Since when a person has belonged without a break; nothing for anyone who does not belong now. */
export function memberSince(state: Reader, person: PersonId): number | undefined {
  const row = members.get(state, [person]);
  return row?.status === "member" ? row.since : undefined;
}

/** Refuses unless a person belongs to the community now. */
export function requireMember(state: Reader, person: PersonId): Refusal | undefined {
  const status = members.get(state, [person])?.status;
  if (status === "member") return undefined;
  if (status === "applicant") return refuse(faults["not-yet-admitted"], { person });
  if (status === "left") return refuse(faults["has-left"], { person });
  return refuse(faults["not-a-member"], { person });
}

/** Reads the room's counts; all are 0 before the founding. */
export function countersOf(state: Reader): Counters {
  return counters.get(state, []) ?? NONE;
}

/** Writes where a person stands and keeps the counts in step. */
export function putMember(state: Writer, person: PersonId, row: Member): void {
  const before = members.get(state, [person]);
  const counted = countersOf(state);
  members.put(state, [person], row);
  moveAwake(state, person, before, row);
  counters.put(state, [], {
    ...counted,
    members: counted.members + weigh(row, isIn) - weigh(before, isIn),
    applicants: counted.applicants + weigh(row, isWaiting) - weigh(before, isWaiting),
    founders: counted.founders + weigh(row, isFounderIn) - weigh(before, isFounderIn),
  });
}

/** Tells whether a row is a member's. */
export function isIn(row: Member): boolean {
  return row.status === "member";
}

function isWaiting(row: Member): boolean {
  return row.status === "applicant";
}

function isFounderIn(row: Member): boolean {
  return row.founder && row.status === "member";
}

function weigh(row: Member | undefined, counts: (row: Member) => boolean): number {
  return row !== undefined && counts(row) ? 1 : 0;
}
