import { defineEvent } from "../kernel/event.ts";
import type { CircleId, DecisionId, PersonId, RoleId } from "../kernel/ids.ts";

/** There is a new circle. */
export const circleOpened = defineEvent<{
  circle: CircleId;
  parent: CircleId;
  decision: DecisionId;
}>("circles/circle-opened");
/** A circle is no more. */
export const circleClosed = defineEvent<{ circle: CircleId; decision: DecisionId }>(
  "circles/circle-closed",
);
/** Somebody is in a circle. */
export const admitted = defineEvent<{ circle: CircleId; person: PersonId; decision: DecisionId }>(
  "circles/admitted",
);
/** Somebody is no longer in a circle, because it was decided. */
export const dismissed = defineEvent<{ circle: CircleId; person: PersonId; decision: DecisionId }>(
  "circles/dismissed",
);
/** Somebody has left a circle. */
export const circleLeft = defineEvent<{ circle: CircleId; person: PersonId }>(
  "circles/circle-left",
);
/** There is a new role. */
export const roleOpened = defineEvent<{ role: RoleId; circle: CircleId; decision: DecisionId }>(
  "circles/role-opened",
);
/** Somebody holds a role. */
export const roleFilled = defineEvent<{
  role: RoleId;
  circle: CircleId;
  person: PersonId;
  until: number;
  decision: DecisionId;
}>("circles/role-filled");
/** Nobody holds a role any more. */
export const roleEmptied = defineEvent<{ role: RoleId; circle: CircleId; decision: DecisionId }>(
  "circles/role-emptied",
);
/** A circle decides matters of one kind in another way. */
export const policySet = defineEvent<{ circle: CircleId; kind: string; decision: DecisionId }>(
  "circles/policy-set",
);
