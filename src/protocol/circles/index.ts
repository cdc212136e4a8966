import { defineRoom } from "../kernel/room.ts";
import { acceptPlace } from "./accept-place.ts";
import { acceptRole } from "./accept-role.ts";
import { admit } from "./admit.ts";
import { closeCircle } from "./close-circle.ts";
import { declinePlace } from "./decline-place.ts";
import { declineRole } from "./decline-role.ts";
import { dismiss } from "./dismiss.ts";
import { circlesDue } from "./due.ts";
import { emptyRoleAction } from "./empty-role.ts";
import * as events from "./events.ts";
import { circlesFaults } from "./faults.ts";
import { fillRole } from "./fill-role.ts";
import { founding } from "./founding.ts";
import { circleTexts } from "./held-texts.ts";
import {
  circlesCountRightly,
  membershipsAgree,
  offersAgree,
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
  offersDue,
  placesOffered,
  policies,
  roles,
  rolesOf,
  rolesOffered,
} from "./types.ts";
import { circleView, listView, offersView, peopleView, standingView } from "./views.ts";

/** Who decides about what: circles within circles, their people, roles and ways to decide. */
export const circles = defineRoom({
  name: "circles",
  number: CIRCLES,
  summary: "Who decides about what: circles, the people in them, their roles and policies.",
  tables: [
    counters,
    circlesTable,
    memberships,
    circlesOf,
    policies,
    roles,
    rolesOf,
    placesOffered,
    rolesOffered,
    offersDue,
  ],
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
    acceptPlace,
    declinePlace,
    acceptRole,
    declineRole,
  ],
  events: Object.values(events),
  views: [listView, circleView, peopleView, standingView, offersView],
  faults: Object.values(circlesFaults),
  invariants: [
    circlesCountRightly,
    membershipsAgree,
    rolesBelong,
    policiesAreWithinBounds,
    offersAgree,
  ],
  refersTo: circleTexts,
  founding,
  due: circlesDue,
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
export { leastOfOwn } from "./demands.ts";
export { circlesFaults } from "./faults.ts";
export { circleTexts } from "./held-texts.ts";
export {
  defaultPolicy,
  isNowhereStricter,
  policyHash,
  policySentence,
  policyShape,
  stricterOf,
} from "./policy.ts";
export {
  circles as circlesTable,
  circlesOf,
  DISMISSAL_DAYS,
  memberships,
  placesOffered,
  policies,
  roles,
  rolesOffered,
} from "./types.ts";
