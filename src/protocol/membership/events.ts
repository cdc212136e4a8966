import { defineEvent } from "../kernel/event.ts";
import { invitationId, personId } from "../kernel/ids.ts";
import { moment, u32 } from "../kernel/schema.ts";

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
/** Somebody has applied; `invitedBy` is 0 for whoever comes back. */
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
  { person: personId, vouches: u32, paths: u32 },
  "everyone",
);
/** A member or applicant has left. */
export const personLeft = defineEvent("membership/person-left", { person: personId }, "everyone");
