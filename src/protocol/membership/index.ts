import { defineRoom } from "../kernel/room.ts";
import { apply } from "./apply.ts";
import * as events from "./events.ts";
import { membershipFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { countsAgree, invitationsAgree, vouchesAgree } from "./invariants.ts";
import { invite } from "./invite.ts";
import { join } from "./join.ts";
import { leave } from "./leave.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import {
  counters,
  invitations,
  invitationsOf,
  MEMBERSHIP,
  members,
  pace,
  vouches,
  vouchesFor,
} from "./types.ts";
import { countsView, invitationsView, invitationView, peopleView, personView } from "./views.ts";
import { vouch } from "./vouch.ts";
import { withdrawVouch } from "./withdraw-vouch.ts";

/** Who belongs: invitations, applications, vouches, admission, leaving. */
export const membership = defineRoom({
  name: "membership",
  number: MEMBERSHIP,
  summary: "Who belongs: people invite, apply, vouch, are admitted and leave.",
  tables: [members, counters, vouches, vouchesFor, pace, invitations, invitationsOf],
  actions: [invite, revokeInvitation, join, apply, vouch, withdrawVouch, leave],
  events: Object.values(events),
  views: [peopleView, personView, invitationView, invitationsView, countsView],
  faults: Object.values(membershipFaults),
  invariants: [countsAgree, vouchesAgree, invitationsAgree],
  founding,
});

export { isElder } from "./elders.ts";
export { membershipFaults } from "./faults.ts";
export { invitationProof } from "./inviting.ts";
export { isMember, memberCount, memberSince, requireMember } from "./standing.ts";
export { type Member, members, vouches } from "./types.ts";
