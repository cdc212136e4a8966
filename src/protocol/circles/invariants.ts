import { EVERYONE, type RoleId } from "../kernel/ids.ts";
import type { Invariant } from "../kernel/room.ts";
import type { Reader } from "../kernel/state.ts";
import { depthOf } from "./circle.ts";
import { policyProblem } from "./policy.ts";
import {
  circles,
  circlesOf,
  counters,
  DEPTH_MAX,
  memberships,
  offersDue,
  placesOffered,
  policies,
  roles,
  rolesOf,
  rolesOffered,
} from "./types.ts";

interface Counted {
  members: number;
  children: number;
  roles: number;
}

/** Circles are numbered from 1, lie in earlier ones, and count what is in them rightly. */
export const circlesCountRightly: Invariant = {
  name: "circles/circles-count-rightly",
  broken(state) {
    const counted = countWithin(state);
    let expected = 1;
    for (const { key, row } of circles.entries(state, [])) {
      const [circle] = key;
      if (circle !== expected) return `circle ${expected} is missing`;
      expected += 1;
      if (row.parent >= circle) return `circle ${circle} lies in a later one`;
      if ((circle === EVERYONE) !== (row.parent === 0)) return `circle ${circle} lies nowhere`;
      if (depthOf(state, circle) > DEPTH_MAX) return `circle ${circle} lies too deep`;
      const found = counted.get(circle) ?? { members: 0, children: 0, roles: 0 };
      const { members, children, roles } = row;
      if (members !== found.members) return `circle ${circle} counts ${members} members`;
      if (children !== found.children) return `circle ${circle} counts ${children} circles`;
      if (roles !== found.roles) return `circle ${circle} counts ${roles} roles`;
    }
    const total = counters.get(state, [])?.circles ?? 0;
    return total === expected - 1 ? undefined : `${total} circles are counted`;
  },
};

function countWithin(state: Reader): Map<number, Counted> {
  const counted = new Map<number, Counted>();
  const of = (circle: number): Counted => {
    const held = counted.get(circle) ?? { members: 0, children: 0, roles: 0 };
    counted.set(circle, held);
    return held;
  };
  for (const { key } of memberships.entries(state, [])) of(key[0]).members += 1;
  for (const { key } of rolesOf.entries(state, [])) of(key[0]).roles += 1;
  for (const { row } of circles.entries(state, [])) {
    if (row.closedAt === 0 && row.parent !== 0) of(row.parent).children += 1;
  }
  return counted;
}

/** The two tables of who is where say the same. */
export const membershipsAgree: Invariant = {
  name: "circles/memberships-agree",
  broken(state) {
    let there = 0;
    for (const { key, row } of memberships.entries(state, [])) {
      const [circle, person] = key;
      const back = circlesOf.get(state, [person, circle]);
      if (back?.since !== row.since) return `person ${person} in circle ${circle}`;
      there += 1;
    }
    for (const _ of circlesOf.entries(state, [])) there -= 1;
    return there === 0 ? undefined : "one table has more than the other";
  },
};

/** Roles are numbered from 1, listed in their circle, and held only by people in it. */
export const rolesBelong: Invariant = {
  name: "circles/roles-belong",
  broken(state) {
    let expected = 1;
    for (const { key, row } of roles.entries(state, [])) {
      const [role] = key;
      if (role !== expected) return `role ${expected} is missing`;
      expected += 1;
      if (!rolesOf.has(state, [row.circle, role])) return `role ${role} is not listed`;
      if (row.holder === 0) continue;
      const isIn = row.circle === EVERYONE || memberships.has(state, [row.circle, row.holder]);
      if (!isIn) return `role ${role} is held by somebody outside`;
      if (row.until <= row.since) return `role ${role} ends before it begins`;
    }
    const total = counters.get(state, [])?.roles ?? 0;
    return total === expected - 1 ? undefined : `${total} roles are counted`;
  },
};

/** Every policy lies within the bounds of its kind. */
export const policiesAreWithinBounds: Invariant = {
  name: "circles/policies-are-within-bounds",
  broken(state) {
    for (const { key, row } of policies.entries(state, [])) {
      const problem = policyProblem(key[1], row);
      if (problem !== undefined) return `circle ${key[0]}, ${key[1]}: ${problem}`;
      if (!circles.has(state, [key[0]])) return `circle ${key[0]} is missing`;
    }
    return undefined;
  },
};

/** What stands offered lapses at its moment, and a place is offered to nobody who is in the circle. */
export const offersAgree: Invariant = {
  name: "circles/offers-agree",
  broken(state) {
    let waiting = 0;
    for (const { key, row } of placesOffered.entries(state, [])) {
      const [circle, person] = key;
      waiting += 1;
      if (memberships.has(state, [circle, person])) return `${person} is in circle ${circle}`;
      if (!offersDue.has(state, [row.until, person, circle, 0 as RoleId])) {
        return `the place of person ${person} in circle ${circle} does not lapse`;
      }
    }
    for (const { key, row } of rolesOffered.entries(state, [])) {
      waiting += 1;
      const circle = roles.get(state, [key[0]])?.circle;
      if (circle === undefined) return `role ${key[0]} is offered and not there`;
      if (row.until > row.termEndsAt) return `role ${key[0]} is offered beyond its term`;
      if (!offersDue.has(state, [row.until, row.person, circle, key[0]])) {
        return `the offer of role ${key[0]} does not lapse`;
      }
    }
    for (const _ of offersDue.entries(state, [])) waiting -= 1;
    return waiting === 0 ? undefined : "something lapses that does not stand offered";
  },
};
