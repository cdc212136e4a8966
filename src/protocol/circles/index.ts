import { defineRoom } from "../kernel/room.ts";
import { admit } from "./admit.ts";
import { closeCircle } from "./close-circle.ts";
import { dismiss } from "./dismiss.ts";
import { emptyRoleAction } from "./empty-role.ts";
import * as events from "./events.ts";
import { circlesFaults } from "./faults.ts";
import { fillRole } from "./fill-role.ts";
import { founding } from "./founding.ts";
import {
  circlesCountRightly,
  membershipsAgree,
  policiesAreWithinBounds,
  rolesBelong,
} from "./invariants.ts";
import { leaveCircle } from "./leave-circle.ts";
import { openCircle } from "./open-circle.ts";
import { openRole } from "./open-role.ts";
import { setPolicy } from "./set-policy.ts";
import {
  CIRCLES,
  circlesOf,
  circles as circlesTable,
  counters,
  memberships,
  policies,
  roles,
  rolesOf,
} from "./types.ts";
import { circleView, listView } from "./views.ts";

/** Who decides about what: circles within circles, their people, roles and ways to decide. */
export const circles = defineRoom({
  name: "circles",
  number: CIRCLES,
  summary: "Who decides about what: circles, the people in them, their roles and policies.",
  tables: [counters, circlesTable, memberships, circlesOf, policies, roles, rolesOf],
  actions: [
    openCircle,
    closeCircle,
    admit,
    dismiss,
    openRole,
    fillRole,
    emptyRoleAction,
    setPolicy,
    leaveCircle,
  ],
  events: Object.values(events),
  views: [listView, circleView],
  faults: Object.values(circlesFaults),
  invariants: [circlesCountRightly, membershipsAgree, rolesBelong, policiesAreWithinBounds],
  founding,
});

export { requireOpen } from "./authority.ts";
export {
  circleSize,
  holderOf,
  isInCircle,
  isOpenCircle,
  joinedCircleAt,
  peopleIn,
  policyOf,
} from "./circle.ts";
export { circlesFaults } from "./faults.ts";
export { defaultPolicy, policySentence, policyShape } from "./policy.ts";
export { circles as circlesTable, circlesOf, memberships, policies, roles } from "./types.ts";
