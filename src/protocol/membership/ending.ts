import { dropNotice } from "../identity/index.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { closeApplication } from "./applications.ts";
import { membershipEnded, voucherBarred } from "./events.ts";
import { endHearing } from "./hearing.ts";
import { endPlaces } from "./places.ts";
import { isMember, putMember } from "./standing.ts";
import { putTally, tallyOf } from "./tally.ts";
import { members } from "./types.ts";
import { isAbleToVouch, liveVouchers } from "./vouching.ts";
import { admissions, held, VOUCHERS_KEPT_MAX } from "./waiting-types.ts";

/** Members who can vouch that are always left. */
const VOUCHERS_LEFT_MIN = 3;
/** People looked at, in the order of their numbers, to find them; without them nobody is barred. */
const PEOPLE_SEEN_MAX = 4096;
const BARS_MAX = 65_535;

/** For how long those who let somebody in may not vouch: after the first such end, and after each later one. */
export interface Pause {
  readonly pauseDays: number;
  readonly pauseAgainDays: number;
}

/** By whose vouches a person was admitted, those who had brought fewest first; nobody for founders. */
export function admittingVouchers(state: Reader, person: PersonId): readonly PersonId[] {
  return admissions.get(state, [person])?.vouchers ?? [];
}

/** Tells whether two people were admitted by a vouch of the same member, or one by the other. */
export function sharesAdmittingVoucher(state: Reader, left: PersonId, right: PersonId): boolean {
  const ofLeft = [...admittingVouchers(state, left), left];
  const ofRight = [...admittingVouchers(state, right), right];
  return ofLeft.some((voucher) => ofRight.includes(voucher));
}

/** How many of some people were admitted by a vouch of a member. */
export function countAdmittedBy(
  state: Reader,
  voucher: PersonId,
  people: readonly PersonId[],
): number {
  return people.filter((person) => admittingVouchers(state, person).includes(voucher)).length;
}

/**
 * Ends somebody's membership or application against their will.
 *
 * Why: the vouches that they received and gave fall by one moment; anyone who is to come back needs
 * vouches that were given after it. Their places in a phase end: else those whom they invented would
 * go on inventing with them.
 * Bounds: the caller has looked whether that may be; somebody who has gone already stays gone.
 */
export function endMembership(
  state: Writer,
  person: PersonId,
  cause: "harm" | "invented",
  now: number,
): readonly Event[] {
  const row = present(members.get(state, [person]), "anyone who is put out has applied once");
  dropNotice(state, person);
  closeApplication(state, person);
  endHearing(state, person);
  endPlaces(state, person);
  const since = row.status === "left" ? row.since : now;
  putMember(state, person, { ...row, status: "left", since, fallenAt: now });
  return [membershipEnded([person], { person, cause })];
}

/**
 * Ends the membership of people who must not be here, and bars those who let them in from vouching.
 *
 * Why: a vouch is a word that one answers for, and for longer when it is repeated. Several people at
 * once are one matter. Who has left is barred as well: nobody goes and comes back to get around it.
 * Bounds: three members who can vouch always remain; a search for them that reaches its bound bars
 * nobody.
 */
export function endForCause(
  state: Writer,
  people: readonly PersonId[],
  { pauseDays, pauseAgainDays, now }: Pause & { readonly now: number },
): readonly Event[] {
  const vouchers = new Set<PersonId>();
  for (const person of people) {
    for (const voucher of answeringVouchers(state, person, now)) vouchers.add(voucher);
  }
  for (const person of people) held.delete(state, [person]);
  const events = people.flatMap((person) => [...endMembership(state, person, "invented", now)]);
  const able = ableToVouch(state, VOUCHERS_LEFT_MIN + vouchers.size, now);
  for (const voucher of vouchers) {
    const others = able.size - (able.has(voucher) ? 1 : 0);
    if (isMember(state, voucher) && others < VOUCHERS_LEFT_MIN) continue;
    able.delete(voucher);
    const tally = tallyOf(state, voucher);
    const until = now + (tally.bars === 0 ? pauseDays : pauseAgainDays) * DAY;
    const barredUntil = Math.max(tally.barredUntil, until);
    putTally(state, voucher, { ...tally, barredUntil, bars: Math.min(BARS_MAX, tally.bars + 1) });
    events.push(voucherBarred([voucher], { person: voucher, until: barredUntil }));
  }
  return events;
}

/** Who answers for somebody: by whose vouches they came; of an applicant, whose vouches stand. */
function answeringVouchers(state: Reader, person: PersonId, now: number): readonly PersonId[] {
  const isApplicant = members.get(state, [person])?.status === "applicant";
  const standing = isApplicant ? liveVouchers(state, person, now, VOUCHERS_KEPT_MAX) : [];
  return [...admittingVouchers(state, person), ...standing];
}

/** Members who can vouch, by number, but no more than `most`. */
function ableToVouch(state: Reader, most: number, now: number): Set<PersonId> {
  const able = new Set<PersonId>();
  let seen = 0;
  for (const { key, row } of members.entries(state, [])) {
    if (able.size === most || seen === PEOPLE_SEEN_MAX) break;
    seen += 1;
    if (row.status === "member" && isAbleToVouch(state, key[0], now)) able.add(key[0]);
  }
  return able;
}
