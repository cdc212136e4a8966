import { present } from "../kernel/assert.ts";
import type { CircleId, DecisionId, PersonId, RoleId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { circlesOf, OFFER_DAYS, offersDue, placesOffered, roles, rolesOffered } from "./types.ts";

const NO_ROLE = 0 as RoleId;

/** A place in a circle, or a role, that is offered. */
export interface Offered {
  readonly circle: CircleId;
  readonly person: PersonId;
  /** 0 for a place. */
  readonly role: RoleId;
  readonly until: number;
}

/** The moment up to which what is offered now stands. */
export function offeredUntil(now: number): number {
  return now + OFFER_DAYS * DAY;
}

/** Tells whether a place stands offered to somebody. */
export function isPlaceOffered(
  state: Reader,
  circle: CircleId,
  person: PersonId,
  now: number,
): boolean {
  const offered = placesOffered.get(state, [circle, person]);
  return offered !== undefined && now < offered.until;
}

/** What of a role stands offered, and to whom. */
export function roleOfferOf(state: Reader, role: RoleId, now: number) {
  const offered = rolesOffered.get(state, [role]);
  return offered !== undefined && now < offered.until ? offered : undefined;
}

/** Offers a place; whatever stood offered there before gives way. */
export function offerPlace(
  state: Writer,
  { circle, person }: Pick<Offered, "circle" | "person">,
  { now, decision }: { readonly now: number; readonly decision: DecisionId },
): void {
  endPlaceOffer(state, circle, person);
  const until = offeredUntil(now);
  placesOffered.put(state, [circle, person], { until, decision });
  offersDue.put(state, [until, person, circle, NO_ROLE], {});
}

/** Offers a role up to the end of a term; whatever stood offered of it before gives way. */
export function offerRole(
  state: Writer,
  { role, person }: Pick<Offered, "role" | "person">,
  given: { readonly now: number; readonly termEndsAt: number; readonly decision: DecisionId },
): void {
  endRoleOffer(state, role);
  const { circle } = present(roles.get(state, [role]), "a role that is offered is there");
  const { termEndsAt, decision } = given;
  const until = Math.min(offeredUntil(given.now), termEndsAt);
  rolesOffered.put(state, [role], { person, until, termEndsAt, decision });
  offersDue.put(state, [until, person, circle, role], {});
}

/** Takes an offered place away; nothing happens where none stands. */
export function endPlaceOffer(state: Writer, circle: CircleId, person: PersonId): void {
  const offered = placesOffered.get(state, [circle, person]);
  if (offered === undefined) return;
  placesOffered.delete(state, [circle, person]);
  offersDue.delete(state, [offered.until, person, circle, NO_ROLE]);
}

/** Takes an offered role away and tells whom it was offered to, if it was. */
export function endRoleOffer(state: Writer, role: RoleId): PersonId | undefined {
  const offered = rolesOffered.get(state, [role]);
  if (offered === undefined) return undefined;
  const { circle } = present(roles.get(state, [role]), "a role that was offered is there");
  rolesOffered.delete(state, [role]);
  offersDue.delete(state, [offered.until, offered.person, circle, role]);
  return offered.person;
}

/** How many circles a person is in. */
export function countCircles(state: Reader, person: PersonId): number {
  let count = 0;
  for (const _ of circlesOf.entries(state, [person])) count += 1;
  return count;
}
