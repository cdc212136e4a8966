import { parameterValue } from "../constitution/index.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { membershipFaults as faults } from "./faults.ts";
import { placesOwner, runningPhase, settledUntil } from "./places.ts";
import { requireMember } from "./standing.ts";
import { tallyOf } from "./tally.ts";
import { members, pace, type Vouch, vouches, vouchesFor } from "./types.ts";

/** Received vouches of one person that are looked at, in the order of the givers' numbers. */
export const RECEIVED_SEEN_MAX = 512;

/** How long before its end a vouch can be given again, in days. */
export const RENEWAL_DAYS = 90;

/** Tells whether a vouch's time is not over. */
export function isLiveVouch(vouch: Vouch, now: number): boolean {
  return now < vouch.until;
}

/**
 * Tells whether a vouch stands: in its time, and not fallen with the membership of one of the two.
 *
 * Why: a membership that ended for cause takes all vouches with it, however many, by one moment.
 */
export function standsBetween(
  state: Reader,
  { from, to }: { readonly from: PersonId; readonly to: PersonId },
  vouch: Vouch,
  now: number,
): boolean {
  return (
    isLiveVouch(vouch, now) && vouch.at > fallenAt(state, from) && vouch.at > fallenAt(state, to)
  );
}

/** Members whose vouches for a person stand, by number, but no more than `most`. */
export function liveVouchers(
  state: Reader,
  person: PersonId,
  now: number,
  most = RECEIVED_SEEN_MAX,
): PersonId[] {
  const found: PersonId[] = [];
  const fallen = fallenAt(state, person);
  let seen = 0;
  for (const { key, row } of vouchesFor.entries(state, [person])) {
    if (found.length === most || seen === RECEIVED_SEEN_MAX) break;
    seen += 1;
    if (!isLiveVouch(row, now) || row.at <= fallen) continue;
    const giver = members.get(state, [key[1]]);
    if (giver?.status === "member" && row.at > giver.fallenAt) found.push(key[1]);
  }
  return found;
}

function fallenAt(state: Reader, person: PersonId): number {
  return members.get(state, [person])?.fallenAt ?? 0;
}

/** How many of a person's own vouches stand. */
export function vouchesGiven(state: Reader, person: PersonId, now: number): number {
  let given = 0;
  for (const { key, row } of vouches.entries(state, [person])) {
    if (standsBetween(state, { from: person, to: key[1] }, row, now)) given += 1;
  }
  return given;
}

/** The moment from which a member may vouch: after the newcomers' wait, a bar, and the pause since the last. */
export function mayVouchFrom(state: Reader, person: PersonId, now: number): number {
  const { wait, bar, pause } = waits(state, person, now);
  return Math.max(wait, bar, pause);
}

/** Says why a person may vouch for nobody now, not even again for the same, or nothing. */
export function renewalRefusal(state: Reader, person: PersonId, now: number): Refusal | undefined {
  const stranger = requireMember(state, person);
  if (stranger !== undefined) return stranger;
  const { wait, bar } = waits(state, person, now);
  if (now < wait) return refuse(faults["too-new-to-vouch"], { from: wait });
  return now < bar ? refuse(faults["barred-from-vouching"], { from: bar }) : undefined;
}

/** Says why a person may not vouch for anybody new now, or nothing. */
export function vouchingRefusal(state: Reader, person: PersonId, now: number): Refusal | undefined {
  const barred = renewalRefusal(state, person, now);
  if (barred !== undefined) return barred;
  const { pause } = waits(state, person, now);
  if (now < pause) return refuse(faults["vouched-recently"], { from: pause });
  const given = vouchesGiven(state, person, now);
  const most = parameterValue(state, "vouches-live-max");
  return given < most ? undefined : refuse(faults["too-many-vouches"], { given, most });
}

/** Tells whether a vouch is so near its end that it can be given again. */
export function isRenewable(vouch: Vouch, now: number): boolean {
  return vouch.until <= now + RENEWAL_DAYS * DAY;
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

/** Removes a person's vouches that stand no longer, so that the list of what they gave stays short. */
export function sweepVouches(state: Writer, person: PersonId, now: number): void {
  const ended = [...vouches.entries(state, [person])].filter(
    ({ key, row }) => !standsBetween(state, { from: person, to: key[1] }, row, now),
  );
  for (const { key } of ended) deleteVouch(state, key[0], key[1]);
}

/** Tells whether a member is past the newcomers' wait and no bar stops their vouches. */
export function isAbleToVouch(state: Reader, person: PersonId, now: number): boolean {
  return renewalRefusal(state, person, now) === undefined;
}

interface Waits {
  readonly wait: number;
  readonly bar: number;
  readonly pause: number;
}

/** The pause is the shorter of the one at the last vouch and today's, so that no change reaches back. */
function waits(state: Reader, person: PersonId, now: number): Waits {
  const last = pace.get(state, [person]);
  const pauseDays = Math.min(last?.pauseDays ?? 0, parameterValue(state, "vouch-pace-days"));
  return {
    wait: waitEnd(state, person, now),
    bar: tallyOf(state, person).barredUntil,
    pause: last === undefined ? 0 : last.lastVouchAt + pauseDays * DAY,
  };
}

/**
 * Founders do not wait as newcomers do: without them nobody could begin. Who came in a phase waits
 * an hour while it runs, and who came in the founding phase no longer after it.
 */
function waitEnd(state: Reader, person: PersonId, now: number): number {
  const row = members.get(state, [person]);
  if (row === undefined || row.founder || row.since <= settledUntil(state, now)) return 0;
  const phase = runningPhase(state, now);
  const owner = phase === undefined ? NOBODY : placesOwner(state, person, phase);
  if (owner !== NOBODY && owner !== person) return row.since + HOUR;
  const days = Math.min(row.waitDays, parameterValue(state, "vouch-wait-days"));
  return days === 0 ? 0 : row.since + days * DAY;
}
