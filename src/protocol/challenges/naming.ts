import { type Refusal, refuse } from "../kernel/fault.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import {
  admittingVouchers,
  memberCount,
  members,
  membershipFaults,
  standsBetween,
  vouches,
  vouchesFor,
} from "../membership/index.ts";
import { challengesFaults as faults } from "./faults.ts";
import { running, shelters } from "./types.ts";

/** A fifth of the members may be named at once: anyone who is named does not judge. */
const NAMED_SHARE = 5;

/** Whom a challenge names, and by whose vouch they are here. */
export interface Named {
  readonly accused: readonly PersonId[];
  /** Nobody (0) where one person is named. */
  readonly voucher: PersonId;
}

/** Says why somebody cannot be challenged now, or nothing. */
export function refusalToChallenge(
  state: Reader,
  person: PersonId,
  now: number,
): Refusal | undefined {
  const row = members.get(state, [person]);
  if (row === undefined) return refuse(membershipFaults["no-such-person"], { person });
  if (row.status === "left") return refuse(membershipFaults["has-left"], { person });
  return refusalToBegin(state, person, now);
}

/**
 * Says why a challenge that names somebody cannot begin against them, or nothing.
 *
 * Why also against anyone who has left meanwhile: else invented people would leave for a moment, and those
 * who let them in would go on as if nothing had been.
 */
export function refusalToBegin(state: Reader, person: PersonId, now: number): Refusal | undefined {
  if (members.get(state, [person])?.founder) return refuse(faults["is-founder"], { person });
  const until = shelters.get(state, [person])?.until ?? 0;
  if (now < until) return refuse(faults["found-honest"], { person, until });
  const other = running.get(state, [person]);
  return other === undefined
    ? undefined
    : refuse(faults["already-challenged"], { person, ...other });
}

/** Says why these people cannot be named together by somebody, or nothing. */
export function refusalOfNamed(
  state: Reader,
  author: PersonId,
  { accused, voucher }: Named,
  now: number,
): Refusal | undefined {
  let before: number = NOBODY;
  for (const person of accused) {
    if (person <= before) return refuse(faults["nobody-named"]);
    before = person;
  }
  if (accused.length === 0) return refuse(faults["nobody-named"]);
  if (accused.includes(author)) return refuse(faults["not-yourself"]);
  for (const person of accused) {
    const refusal = refusalToChallenge(state, person, now);
    if (refusal !== undefined) return refusal;
  }
  const isAlone = accused.length === 1 && voucher === NOBODY;
  const share = (person: PersonId) => isHereBy(state, person, voucher, now);
  if (!isAlone && !accused.every(share)) return refuse(faults["no-shared-voucher"], { voucher });
  const named = accused.filter((person) => isMemberNow(state, person)).length;
  const most = namedMost(state);
  return named > most ? refuse(faults["too-many-named"], { named, most }) : undefined;
}

/** How many members one challenge can name now. */
export function namedMost(state: Reader): number {
  return Math.max(1, divFloor(memberCount(state), NAMED_SHARE));
}

/** By whose vouch somebody is here: those that let a member in, or stand for somebody who waits. */
export function vouchersOf(state: Reader, person: PersonId, now: number): readonly PersonId[] {
  if (isMemberNow(state, person)) return admittingVouchers(state, person);
  return [...vouchesFor.entries(state, [person])]
    .map(({ key }) => key[1])
    .filter((voucher) => isHereBy(state, person, voucher, now));
}

/** Tells whether a member's vouch let somebody in, or stands for somebody who waits. */
export function isHereBy(state: Reader, person: PersonId, voucher: PersonId, now: number): boolean {
  if (isMemberNow(state, person)) return admittingVouchers(state, person).includes(voucher);
  const vouch = vouches.get(state, [voucher, person]);
  return vouch !== undefined && standsBetween(state, { from: voucher, to: person }, vouch, now);
}

function isMemberNow(state: Reader, person: PersonId): boolean {
  return members.get(state, [person])?.status === "member";
}
