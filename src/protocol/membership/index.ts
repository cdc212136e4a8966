import { defineRoom } from "../kernel/room.ts";
import { answerHearing } from "./answer-hearing.ts";
import { apply } from "./apply.ts";
import { awakeAgrees } from "./awake-invariant.ts";
import { callHearing } from "./call-hearing.ts";
import { membershipDue } from "./due.ts";
import * as events from "./events.ts";
import { exclude } from "./exclude.ts";
import { membershipFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { growthView } from "./growth-view.ts";
import { handOverPlaces } from "./hand-over-places.ts";
import { hearingTexts } from "./hearing.ts";
import { countsAgree, invitationsAgree, leavingAgrees, vouchesAgree } from "./invariants.ts";
import { invite } from "./invite.ts";
import { join } from "./join.ts";
import { leave } from "./leave.ts";
import { openGrowingPhase } from "./open-growing-phase.ts";
import { phases, places } from "./phase-types.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { applicantsView, heardView, peopleView, someView } from "./roll.ts";
import { stay } from "./stay.ts";
import {
  awake,
  counters,
  invitations,
  invitationsOf,
  MEMBERSHIP,
  members,
  pace,
  vouches,
  vouchesFor,
} from "./types.ts";
import { countsView, invitationsView, invitationView, personView } from "./views.ts";
import { vouch } from "./vouch.ts";
import { applicationsAgree, placesAgree } from "./waiting-invariants.ts";
import {
  admissions,
  applications,
  chores,
  hearingEnds,
  hearings,
  held,
  intake,
  lapses,
  queue,
  tallies,
} from "./waiting-types.ts";
import { withdrawVouch } from "./withdraw-vouch.ts";

/** Who belongs: invitations, applications, vouches, admission, leaving. */
export const membership = defineRoom({
  name: "membership",
  number: MEMBERSHIP,
  summary: "Who belongs: people invite, apply, vouch, are admitted and leave.",
  tables: [
    members,
    counters,
    vouches,
    vouchesFor,
    pace,
    invitations,
    invitationsOf,
    applications,
    lapses,
    queue,
    admissions,
    intake,
    tallies,
    chores,
    phases,
    places,
    hearings,
    held,
    hearingEnds,
    awake,
  ],
  actions: [
    invite,
    revokeInvitation,
    join,
    apply,
    vouch,
    withdrawVouch,
    leave,
    stay,
    handOverPlaces,
    openGrowingPhase,
    exclude,
    callHearing,
    answerHearing,
  ],
  events: Object.values(events),
  views: [
    peopleView,
    someView,
    applicantsView,
    heardView,
    personView,
    invitationView,
    invitationsView,
    countsView,
    growthView,
  ],
  faults: Object.values(membershipFaults),
  invariants: [
    countsAgree,
    vouchesAgree,
    invitationsAgree,
    applicationsAgree,
    placesAgree,
    awakeAgrees,
    leavingAgrees,
  ],
  founding,
  refersTo: hearingTexts,
  due: membershipDue,
});

export { answersFor } from "./applications.ts";
export { awakeCount, isAwake, noteAwake } from "./awake.ts";
export { isElder } from "./elders.ts";
export {
  admittingVouchers,
  countAdmittedBy,
  endForCause,
  endMembership,
  type Pause,
  sharesAdmittingVoucher,
} from "./ending.ts";
export { membershipFaults } from "./faults.ts";
export { go } from "./going.ts";
export { HEARING_DAYS, hearingEnd } from "./hearing.ts";
export { invitationProof } from "./inviting.ts";
export { pauseAdmission, resumeAdmission } from "./pausing.ts";
export { phases, places } from "./phase-types.ts";
export { settledUntil } from "./places.ts";
export { isMember, memberCount, memberSince, requireMember } from "./standing.ts";
export { awake, counters, type Member, members, vouches, vouchesFor } from "./types.ts";
export { isAbleToVouch, standsBetween } from "./vouching.ts";
export { admissions, intake, tallies as memberTallies } from "./waiting-types.ts";
