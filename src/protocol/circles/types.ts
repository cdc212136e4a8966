import { decisionKind } from "../kernel/decision-kind.ts";
import { circleId, decisionId, personId, roleId } from "../kernel/ids.ts";
import { bytes32, moment, record, u32 } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { policyShape } from "./policy.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const CIRCLES = 4;

/** How deep circles lie within circles at most, the circle of everyone counted. */
export const DEPTH_MAX = 8;
/** Open circles within one circle at most. */
export const CHILDREN_MAX = 256;
/** People in one circle at most, the circle of everyone excepted. */
export const CIRCLE_MEMBERS_MAX = 10_000;
/** Circles that one person is in at most. */
export const CIRCLES_OF_ONE_MAX = 256;
/**
 * Days for which a place or a role stands offered; anyone who does not accept meanwhile does not get it.
 *
 * Why fixed, as the shares below: what protects from a majority is nothing that it could move.
 */
export const OFFER_DAYS = 30;
/** Days that anyone who is to be dismissed has to answer, while people vote. */
export const DISMISSAL_DAYS = 3;
/** People from whom on a third must agree to what a circle decides about itself. */
export const THIRD_FROM = 5;
/** How many of fewer people must agree, or all but the one concerned. */
export const LEAST_OF_FEW = 2;
/** Roles in one circle at most. */
export const ROLES_MAX = 256;
/** Days for which a role is given at most. */
export const ROLE_DAYS_MAX = 1095;

/** Counts what the room numbers. */
export const counters = table({
  id: 0x0401,
  name: "circles/counters",
  about: "How many circles and roles have ever been numbered.",
  visibility: "everyone",
  key: [],
  row: record({ circles: u32, roles: u32 }),
});

/** Circles: who decides about what. */
export const circles = table({
  id: 0x0402,
  name: "circles/circles",
  about: "A circle: the one it lies in, its purpose, since and until when, how many are in it.",
  visibility: "everyone",
  key: [part("circle", circleId)],
  row: record({
    parent: circleId,
    purpose: bytes32,
    since: moment,
    /** 0 while it is open. */
    closedAt: moment,
    /** Rows of memberships; 0 for the circle of everyone, which has none of its own. */
    members: u32,
    /** Open circles that lie in it. */
    children: u32,
    /** Roles that it has had. */
    roles: u32,
  }),
});

/** Who is in a circle. */
export const memberships = table({
  id: 0x0403,
  name: "circles/memberships",
  about: "A person is in a circle, since when.",
  visibility: "everyone",
  key: [part("circle", circleId), part("person", personId)],
  row: record({ since: moment }),
});

/** The circles that a person is in. */
export const circlesOf = table({
  id: 0x0404,
  name: "circles/circles-of",
  about: "A circle has a person in it, since when.",
  visibility: "everyone",
  key: [part("person", personId), part("circle", circleId)],
  row: record({ since: moment }),
});

/** How circles decide. */
export const policies = table({
  id: 0x0405,
  name: "circles/policies",
  about: "How a circle decides matters of one kind; without a row, as the circle around it does.",
  visibility: "everyone",
  key: [part("circle", circleId), part("kind", decisionKind)],
  row: policyShape,
});

/** Roles: what somebody does on behalf of a circle. */
export const roles = table({
  id: 0x0406,
  name: "circles/roles",
  about: "A role: its circle, its purpose, who holds it (0: nobody), since and until when.",
  visibility: "everyone",
  key: [part("role", roleId)],
  row: record({
    circle: circleId,
    purpose: bytes32,
    holder: personId,
    since: moment,
    until: moment,
  }),
});

/** The roles of a circle. */
export const rolesOf = table({
  id: 0x0407,
  name: "circles/roles-of",
  about: "A role belongs to a circle, since when.",
  visibility: "everyone",
  key: [part("circle", circleId), part("role", roleId)],
  row: record({ since: moment }),
});

/** Places in circles that people have not accepted yet. */
export const placesOffered = table({
  id: 0x0408,
  name: "circles/places-offered",
  about: "A place in a circle stands offered to a person, until when, by which decision.",
  visibility: "everyone",
  key: [part("circle", circleId), part("person", personId)],
  row: record({ until: moment, decision: decisionId }),
});

/** Roles that people have not accepted yet. */
export const rolesOffered = table({
  id: 0x0409,
  name: "circles/roles-offered",
  about:
    "A role stands offered to a person, until when, up to when they would hold it, by which decision.",
  visibility: "everyone",
  key: [part("role", roleId)],
  row: record({ person: personId, until: moment, termEndsAt: moment, decision: decisionId }),
});

/** What stands offered, by the moment at which it lapses. */
export const offersDue = table({
  id: 0x040a,
  name: "circles/offers-due",
  about: "What stands offered to a person, found by when it lapses: a place (role 0) or a role.",
  visibility: "everyone",
  key: [
    part("until", moment),
    part("person", personId),
    part("circle", circleId),
    part("role", roleId),
  ],
  row: record({}),
});
