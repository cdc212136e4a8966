import { defineEvent } from "../kernel/event.ts";
import { invitationId, personId } from "../kernel/ids.ts";
import { choice, moment, u16, u32 } from "../kernel/schema.ts";
import { phaseKind } from "./phase-types.ts";

/** Why others ended a membership: harm, or somebody who must not be. */
const endCause = choice(["harm", "invented"]);

/** A member has made an invitation. */
export const invitationMade = defineEvent(
  "membership/invitation-made",
  { invitation: invitationId, by: personId, uses: u32, until: moment },
  "everyone",
);
/** A member has taken an invitation back. */
export const invitationRevoked = defineEvent(
  "membership/invitation-revoked",
  { invitation: invitationId, by: personId },
  "everyone",
);
/** Somebody has applied; `invitedBy` is 0 for anyone who comes back. */
export const personApplied = defineEvent(
  "membership/person-applied",
  { person: personId, invitedBy: personId },
  "everyone",
);
/** A member vouches for somebody. */
export const vouchGiven = defineEvent(
  "membership/vouch-given",
  { from: personId, to: personId, until: moment },
  "everyone",
);
/** A member no longer vouches for somebody. */
export const vouchWithdrawn = defineEvent(
  "membership/vouch-withdrawn",
  { from: personId, to: personId },
  "everyone",
);
/** An applicant has become a member. */
export const personAdmitted = defineEvent(
  "membership/person-admitted",
  { person: personId, vouches: u32 },
  "everyone",
);
/** An application has lapsed. */
export const applicationLapsed = defineEvent(
  "membership/application-lapsed",
  { person: personId },
  "everyone",
);
/** Applications were weighed again, because a rule changed or a place became free. */
export const applicationsWeighed = defineEvent(
  "membership/applications-weighed",
  { people: u32 },
  "everyone",
);
/** A growing phase has begun. */
export const phaseBegun = defineEvent(
  "membership/phase-begun",
  { limit: u32, each: u32, until: moment },
  "everyone",
);
/** A phase is over: its time, or the members that it may bring. */
export const phaseEnded = defineEvent("membership/phase-ended", { kind: phaseKind }, "everyone");
/** Somebody has handed over some of their places. */
export const placesHandedOver = defineEvent(
  "membership/places-handed-over",
  { from: personId, to: personId, places: u32 },
  "everyone",
);
/** A member is told that others want to exclude them, and why. */
export const hearingCalled = defineEvent(
  "membership/hearing-called",
  { person: personId, by: personId, from: moment },
  "everyone",
);
/** A member has answered why others want to exclude them. */
export const hearingAnswered = defineEvent(
  "membership/hearing-answered",
  { person: personId },
  "everyone",
);
/** A hearing no longer stands; an exclusion needs a new one. */
export const hearingLapsed = defineEvent(
  "membership/hearing-lapsed",
  { person: personId },
  "everyone",
);
/** A membership was ended by the others. */
export const membershipEnded = defineEvent(
  "membership/membership-ended",
  { person: personId, cause: endCause },
  "everyone",
);
/** A member may not vouch for a while, because of somebody whom they vouched for. */
export const voucherBarred = defineEvent(
  "membership/voucher-barred",
  { person: personId, until: moment },
  "everyone",
);
/** A member has said that they leave at a moment, unless they call it off. */
export const leaveAnnounced = defineEvent(
  "membership/leave-announced",
  { person: personId, by: u16, at: moment },
  "everyone",
);
/** A member or applicant has left. */
export const personLeft = defineEvent("membership/person-left", { person: personId }, "everyone");
