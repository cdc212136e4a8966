import { present } from "../kernel/assert.ts";
import type { DecisionKind, Policy } from "../kernel/decision-kind.ts";
import { type CircleId, EVERYONE, type PersonId, type RoleId } from "../kernel/ids.ts";
import type { ValueOf } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { isMember, memberCount, memberSince } from "../membership/index.ts";
import { defaultPolicy } from "./policy.ts";
import { circles, circlesOf, memberships, policies, roles, rolesOf } from "./types.ts";

/** Tells whether a circle exists and has not been closed. */
export function isOpenCircle(state: Reader, circle: CircleId): boolean {
  return circles.get(state, [circle])?.closedAt === 0;
}

/** Tells whether a person is in a circle now: as a member of the community, and of an open circle. */
export function isInCircle(state: Reader, circle: CircleId, person: PersonId): boolean {
  return joinedCircleAt(state, circle, person) !== undefined;
}

/** Since when a person has been in a circle without a break; nothing for anyone who is not in it. */
export function joinedCircleAt(
  state: Reader,
  circle: CircleId,
  person: PersonId,
): number | undefined {
  const since = memberSince(state, person);
  if (since === undefined || !isOpenCircle(state, circle)) return undefined;
  if (circle === EVERYONE) return since;
  const membership = memberships.get(state, [circle, person]);
  return membership === undefined ? undefined : Math.max(since, membership.since);
}

/**
 * Lists who is in a circle now.
 *
 * Bounds: not for the circle of everyone, which has no list of its own.
 */
export function peopleIn(state: Reader, circle: CircleId): PersonId[] {
  const people: PersonId[] = [];
  for (const { key } of memberships.entries(state, [circle])) {
    if (isMember(state, key[1])) people.push(key[1]);
  }
  return people;
}

/**
 * How many people are in a circle now.
 *
 * Cost: O(1) for everyone; else one row for each person in it.
 */
export function circleSize(state: Reader, circle: CircleId): number {
  if (!isOpenCircle(state, circle)) return 0;
  return circle === EVERYONE ? memberCount(state) : peopleIn(state, circle).length;
}

/** Returns how a circle decides matters of a kind: its own policy, or that of the circle around it. */
export function policyOf(state: Reader, circle: CircleId, kind: DecisionKind): Policy {
  let at: CircleId | undefined = circle;
  while (at !== undefined && at !== 0) {
    const own = policies.get(state, [at, kind]);
    if (own !== undefined) return own;
    at = circles.get(state, [at])?.parent;
  }
  return defaultPolicy(kind);
}

/** How deep a circle lies; the circle of everyone is at 1. */
export function depthOf(state: Reader, circle: CircleId): number {
  let depth = 0;
  let at: CircleId | undefined = circle;
  while (at !== undefined && at !== 0) {
    depth += 1;
    at = circles.get(state, [at])?.parent;
  }
  return depth;
}

/** A role as it is in the table. */
export type Role = ValueOf<typeof roles.row>;

/** Changes a circle's row. */
export function changeCircle(
  state: Writer,
  circle: CircleId,
  change: Partial<{ closedAt: number; members: number; children: number; roles: number }>,
): void {
  const row = present(circles.get(state, [circle]), "a circle that changes is there");
  circles.put(state, [circle], { ...row, ...change });
}

/** Puts a person into a circle. */
export function enterCircle(
  state: Writer,
  circle: CircleId,
  person: PersonId,
  since: number,
): void {
  const row = present(circles.get(state, [circle]), "a circle that somebody enters is there");
  memberships.put(state, [circle, person], { since });
  circlesOf.put(state, [person, circle], { since });
  circles.put(state, [circle], { ...row, members: row.members + 1 });
}

/** Takes a person out of a circle and out of their roles in it; returns these. */
export function exitCircle(
  state: Writer,
  circle: CircleId,
  person: PersonId,
  now: number,
): readonly RoleId[] {
  const row = present(circles.get(state, [circle]), "a circle that somebody leaves is there");
  memberships.delete(state, [circle, person]);
  circlesOf.delete(state, [person, circle]);
  circles.put(state, [circle], { ...row, members: row.members - 1 });
  const emptied: RoleId[] = [];
  for (const { key } of [...rolesOf.entries(state, [circle])]) {
    if (roles.get(state, [key[1]])?.holder !== person) continue;
    emptyRole(state, key[1], now);
    emptied.push(key[1]);
  }
  return emptied;
}

const VACANT = 0 as PersonId;

/** Who holds a role at a moment: 0 when nobody does, their term is over or they are not in the circle. */
export function holderOf(state: Reader, role: RoleId, now: number): PersonId {
  const row = roles.get(state, [role]);
  if (row === undefined || now >= row.until) return VACANT;
  return isInCircle(state, row.circle, row.holder) ? row.holder : VACANT;
}

/** Leaves a role to nobody. */
export function emptyRole(state: Writer, role: RoleId, now: number): void {
  const row = present(roles.get(state, [role]), "a role that is emptied is there");
  roles.put(state, [role], { ...row, holder: VACANT, since: now, until: 0 });
}
