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
/** Somebody is in a circle. */
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
/** Somebody holds a role. */
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
