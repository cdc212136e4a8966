import { decisionKind } from "../kernel/decision-kind.ts";
import { defineEvent } from "../kernel/event.ts";
import { circleId, decisionId, personId, roleId } from "../kernel/ids.ts";
import { moment } from "../kernel/schema.ts";

/** There is a new circle. */
export const circleOpened = defineEvent(
  "circles/circle-opened",
  { circle: circleId, parent: circleId, decision: decisionId },
  "everyone",
);
/** A circle is no more. */
export const circleClosed = defineEvent(
  "circles/circle-closed",
  { circle: circleId, decision: decisionId },
  "everyone",
);
/** Somebody may come into a circle, if they accept. */
export const placeOffered = defineEvent(
  "circles/place-offered",
  { circle: circleId, person: personId, until: moment, decision: decisionId },
  "everyone",
);
/** Somebody does not want the place that stood offered. */
export const placeDeclined = defineEvent(
  "circles/place-declined",
  { circle: circleId, person: personId },
  "everyone",
);
/** A place stands offered no longer. */
export const placeLapsed = defineEvent(
  "circles/place-lapsed",
  { circle: circleId, person: personId },
  "everyone",
);
/** Somebody is in a circle, since they have accepted. */
export const admitted = defineEvent(
  "circles/admitted",
  { circle: circleId, person: personId, decision: decisionId },
  "everyone",
);
/** Somebody is no longer in a circle, because it was decided. */
export const dismissed = defineEvent(
  "circles/dismissed",
  { circle: circleId, person: personId, decision: decisionId },
  "everyone",
);
/** Somebody has left a circle. */
export const circleLeft = defineEvent(
  "circles/circle-left",
  { circle: circleId, person: personId },
  "everyone",
);
/** There is a new role. */
export const roleOpened = defineEvent(
  "circles/role-opened",
  { role: roleId, circle: circleId, decision: decisionId },
  "everyone",
);
/** Somebody may hold a role, if they accept. */
export const roleOffered = defineEvent(
  "circles/role-offered",
  { role: roleId, circle: circleId, person: personId, until: moment, decision: decisionId },
  "everyone",
);
/** Somebody does not want the role that stood offered. */
export const roleDeclined = defineEvent(
  "circles/role-declined",
  { role: roleId, circle: circleId, person: personId },
  "everyone",
);
/** A role stands offered no longer. */
export const roleLapsed = defineEvent(
  "circles/role-lapsed",
  { role: roleId, circle: circleId, person: personId },
  "everyone",
);
/** Somebody holds a role, since they have accepted. */
export const roleFilled = defineEvent(
  "circles/role-filled",
  { role: roleId, circle: circleId, person: personId, until: moment, decision: decisionId },
  "everyone",
);
/** Nobody holds a role any more. */
export const roleEmptied = defineEvent(
  "circles/role-emptied",
  { role: roleId, circle: circleId, decision: decisionId },
  "everyone",
);
/** A circle decides matters of one kind in another way. */
export const policySet = defineEvent(
  "circles/policy-set",
  { circle: circleId, kind: decisionKind, decision: decisionId },
  "everyone",
);
