import { parameterValue } from "../constitution/index.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { membershipFaults as faults } from "./faults.ts";
import { isMember, requireMember } from "./standing.ts";
import { members, pace, type Vouch, vouches, vouchesFor } from "./types.ts";

/** Received vouches of one person that are looked at, in the order of the givers' numbers. */
export const RECEIVED_SEEN_MAX = 512;

/** Tells whether a vouch still stands at a moment. */
export function isLiveVouch(vouch: Vouch, now: number): boolean {
  return now < vouch.until;
}

/** Members whose vouches for a person stand, by number, but no more than `most`. */
export function liveVouchers(
  state: Reader,
  person: PersonId,
  now: number,
  most = RECEIVED_SEEN_MAX,
): PersonId[] {
  const found: PersonId[] = [];
  let seen = 0;
  for (const { key, row } of vouchesFor.entries(state, [person])) {
    if (found.length === most || seen === RECEIVED_SEEN_MAX) break;
    seen += 1;
    if (isLiveVouch(row, now) && isMember(state, key[1])) found.push(key[1]);
  }
  return found;
}

/** How many of a person's own vouches stand. */
export function vouchesGiven(state: Reader, person: PersonId, now: number): number {
  let given = 0;
  for (const { row } of vouches.entries(state, [person])) if (isLiveVouch(row, now)) given += 1;
  return given;
}

/** The moment from which a member may vouch: after the newcomers' wait and the pause since the last. */
export function mayVouchFrom(state: Reader, person: PersonId): number {
  const { wait, pause } = waits(state, person);
  return Math.max(wait, pause);
}

/** Says why a person may not vouch for anybody now, or nothing. */
export function vouchingRefusal(state: Reader, person: PersonId, now: number): Refusal | undefined {
  const stranger = requireMember(state, person);
  if (stranger !== undefined) return stranger;
  const { wait, pause } = waits(state, person);
  if (now < wait) return refuse(faults["too-new-to-vouch"], { from: wait });
  if (now < pause) return refuse(faults["vouched-recently"], { from: pause });
  const given = vouchesGiven(state, person, now);
  const most = parameterValue(state, "vouches-live-max");
  return given < most ? undefined : refuse(faults["too-many-vouches"], { given, most });
}

/** Writes a vouch in both directions. */
export function putVouch(state: Writer, from: PersonId, to: PersonId, vouch: Vouch): void {
  vouches.put(state, [from, to], vouch);
  vouchesFor.put(state, [to, from], vouch);
}

/** Removes a vouch in both directions. */
export function deleteVouch(state: Writer, from: PersonId, to: PersonId): void {
  vouches.delete(state, [from, to]);
  vouchesFor.delete(state, [to, from]);
}

/** Removes a person's vouches that have ended, so that the list of what they gave stays short. */
export function sweepVouches(state: Writer, person: PersonId, now: number): void {
  const ended = [...vouches.entries(state, [person])].filter(({ row }) => !isLiveVouch(row, now));
  for (const { key } of ended) deleteVouch(state, key[0], key[1]);
}

/** Founders do not wait as newcomers do: without them nobody could begin. */
function waits(state: Reader, person: PersonId): { readonly wait: number; readonly pause: number } {
  const row = members.get(state, [person]);
  const last = pace.get(state, [person])?.lastVouchAt;
  const waitDays = row?.founder ? 0 : parameterValue(state, "vouch-wait-days");
  const paceDays = parameterValue(state, "vouch-pace-days");
  return {
    wait: waitDays === 0 ? 0 : (row?.since ?? 0) + waitDays * DAY,
    pause: last === undefined ? 0 : last + paceDays * DAY,
  };
}
