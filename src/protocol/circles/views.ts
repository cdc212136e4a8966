import { decisionKinds } from "../kernel/decision-kind.ts";
import type { Hasher } from "../kernel/hash.ts";
import { type CircleId, circleId, EVERYONE, type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { isMember, members } from "../membership/index.ts";
import { circleSize, holderOf, peopleIn, policyOf } from "./circle.ts";
import { isPlaceOffered, roleOfferOf } from "./offering.ts";
import { policyHash, policySentence } from "./policy.ts";
import { circles, offersDue, placesOffered, policies, roles, rolesOf } from "./types.ts";

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
      members: circleSize(state, key[0]),
      roles: row.roles,
    })),
});

/** One circle: who is in it, who does what, how it decides. */
export const circleView = defineView({
  name: "circles/circle",
  summary: "One circle: who is in it, its roles, and how it decides.",
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
      members: query.circle === EVERYONE ? everyone(state) : peopleIn(state, query.circle),
      offered: offeredIn(state, query.circle, now),
      circles: childrenOf(state, query.circle),
      roles: readRoles(state, query.circle, now),
      policies: readPolicies(state, query.circle, { sha256 }),
    };
  },
});

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

function everyone(state: Reader): PersonId[] {
  const people: PersonId[] = [];
  for (const { key } of members.entries(state, [])) {
    if (isMember(state, key[0])) people.push(key[0]);
  }
  return people;
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
