import { decisionKinds } from "../kernel/decision-kind.ts";
import type { Hasher } from "../kernel/hash.ts";
import { type CircleId, circleId, EVERYONE, type PersonId, personId } from "../kernel/ids.ts";
import { pageOf } from "../kernel/page.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { memberCount, members } from "../membership/index.ts";
import { holderOf, isInCircle, joinedCircleAt, policyOf } from "./circle.ts";
import { isPlaceOffered, roleOfferOf } from "./offering.ts";
import { policyHash, policySentence } from "./policy.ts";
import {
  circles,
  memberships,
  offersDue,
  placesOffered,
  policies,
  roles,
  rolesOf,
} from "./types.ts";

/** All circles. */
export const listView = defineView({
  name: "circles/list",
  summary: "All circles: where they lie, what they are for, how many are in them.",
  visibility: "everyone",
  query: record({}),
  read: ({ state }) =>
    [...circles.entries(state, [])].map(({ key, row }) => ({
      circle: key[0],
      parent: row.parent,
      purpose: row.purpose,
      since: row.since,
      closedAt: row.closedAt,
      isOpen: row.closedAt === 0,
      members: enteredCount(state, key[0], row),
      roles: row.roles,
    })),
});

/** One circle: how many are in it, who does what, how it decides. */
export const circleView = defineView({
  name: "circles/circle",
  summary: "One circle: how many are in it, its roles, and how it decides.",
  visibility: "everyone",
  query: record({ circle: circleId }),
  read({ state, query, now, sha256 }) {
    const row = circles.get(state, [query.circle]);
    if (row === undefined) return undefined;
    return {
      circle: query.circle,
      parent: row.parent,
      purpose: row.purpose,
      since: row.since,
      closedAt: row.closedAt,
      isOpen: row.closedAt === 0,
      members: enteredCount(state, query.circle, row),
      offered: offeredIn(state, query.circle, now),
      circles: childrenOf(state, query.circle),
      roles: readRoles(state, query.circle, now),
      policies: readPolicies(state, query.circle, { sha256 }),
    };
  },
});

/** Who is in a circle now, a page after a number. */
export const peopleView = defineView({
  name: "circles/people",
  summary: "Who is in a circle now, by number, a page after a number (0: the first).",
  visibility: "everyone",
  query: record({ circle: circleId, after: personId }),
  read({ state, query: { circle, after } }) {
    if (!circles.has(state, [circle])) return undefined;
    const entered =
      circle === EVERYONE
        ? keysOf(members.behind(state, [after]), ([person]) => person)
        : keysOf(memberships.behind(state, [circle, after]), ([, person]) => person);
    return pageOf(
      entered,
      (person) => person,
      (person) => (isInCircle(state, circle, person) ? person : undefined),
    );
  },
});

/** Whether somebody is in a circle now. */
export const standingView = defineView({
  name: "circles/standing",
  summary: "Whether a person is in a circle now, and since when (0: they are not).",
  visibility: "everyone",
  query: record({ circle: circleId, person: personId }),
  read: ({ state, query: { circle, person } }) =>
    circles.has(state, [circle])
      ? { since: joinedCircleAt(state, circle, person) ?? 0 }
      : undefined,
});

function* keysOf<K>(rows: Iterable<{ readonly key: K }>, personIn: (key: K) => PersonId) {
  for (const { key } of rows) yield personIn(key);
}

/** What stands offered to somebody: places in circles, and roles. */
export const offersView = defineView({
  name: "circles/offers",
  summary: "What stands offered to a person: places in circles, and roles.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query: { person }, now }) {
    const all = [...offersDue.entries(state, [])].map(({ key }) => key);
    const own = all.filter(([until, to]) => to === person && now < until);
    return own.map(([until, , circle, role]) => {
      const termEndsAt = role === 0 ? 0 : (roleOfferOf(state, role, now)?.termEndsAt ?? 0);
      return { circle, role, until, termEndsAt };
    });
  },
});

function offeredIn(state: Reader, circle: CircleId, now: number) {
  const offered: { person: PersonId; until: number }[] = [];
  for (const { key, row } of placesOffered.entries(state, [circle])) {
    if (isPlaceOffered(state, circle, key[1], now))
      offered.push({ person: key[1], until: row.until });
  }
  return offered;
}

/**
 * How many people have entered a circle and not left it.
 *
 * Why with those who have left the community meanwhile: they are in it again as soon as they come
 * back, and nothing counts them apart.
 */
function enteredCount(
  state: Reader,
  circle: CircleId,
  row: { readonly closedAt: number; readonly members: number },
): number {
  if (row.closedAt !== 0) return 0;
  return circle === EVERYONE ? memberCount(state) : row.members;
}

function childrenOf(state: Reader, parent: CircleId): CircleId[] {
  const children: CircleId[] = [];
  for (const { key, row } of circles.entries(state, [])) {
    if (row.parent === parent && row.closedAt === 0) children.push(key[0]);
  }
  return children;
}

function readRoles(state: Reader, circle: CircleId, now: number) {
  return [...rolesOf.entries(state, [circle])].flatMap(({ key }) => {
    const row = roles.get(state, [key[1]]);
    if (row === undefined) return [];
    const { purpose, since, until } = row;
    const offeredTo = roleOfferOf(state, key[1], now)?.person ?? 0;
    const holder = holderOf(state, key[1], now);
    return [{ role: key[1], purpose, holder, since, until, offeredTo }];
  });
}

function readPolicies(state: Reader, circle: CircleId, hasher: Pick<Hasher, "sha256">) {
  return decisionKinds.map((kind) => {
    const policy = policyOf(state, circle, kind);
    const isOwn = policies.has(state, [circle, kind]);
    const hash = policyHash(hasher, policy);
    return { kind, ...policy, hash, isOwn, sentence: policySentence(policy) };
  });
}
