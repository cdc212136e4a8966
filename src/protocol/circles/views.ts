import { decisionKinds } from "../kernel/decision-kind.ts";
import { type CircleId, circleId, EVERYONE, type PersonId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { isMember, members } from "../membership/index.ts";
import { circleSize, holderOf, peopleIn, policyOf } from "./circle.ts";
import { policySentence } from "./policy.ts";
import { circles, policies, roles, rolesOf } from "./types.ts";

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
  read({ state, query, now }) {
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
      circles: childrenOf(state, query.circle),
      roles: readRoles(state, query.circle, now),
      policies: readPolicies(state, query.circle),
    };
  },
});

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
    return [{ role: key[1], purpose, holder: holderOf(state, key[1], now), since, until }];
  });
}

function readPolicies(state: Reader, circle: CircleId) {
  return decisionKinds.map((kind) => {
    const policy = policyOf(state, circle, kind);
    const isOwn = policies.has(state, [circle, kind]);
    return { kind, ...policy, isOwn, sentence: policySentence(policy) };
  });
}
