import { defineEvent } from "../kernel/event.ts";
import type { InvitationId, PersonId } from "../kernel/ids.ts";

/** A member has made an invitation. */
export const invitationMade = defineEvent<{
  invitation: InvitationId;
  by: PersonId;
  uses: number;
  until: number;
}>("membership/invitation-made");
/** A member has taken an invitation back. */
export const invitationRevoked = defineEvent<{ invitation: InvitationId; by: PersonId }>(
  "membership/invitation-revoked",
);
/** Somebody has applied; `invitedBy` is 0 for whoever comes back. */
export const personApplied = defineEvent<{ person: PersonId; invitedBy: PersonId }>(
  "membership/person-applied",
);
/** A member vouches for somebody. */
export const vouchGiven = defineEvent<{ from: PersonId; to: PersonId; until: number }>(
  "membership/vouch-given",
);
/** A member no longer vouches for somebody. */
export const vouchWithdrawn = defineEvent<{ from: PersonId; to: PersonId }>(
  "membership/vouch-withdrawn",
);
/** An applicant has become a member. */
export const personAdmitted = defineEvent<{ person: PersonId; vouches: number; paths: number }>(
  "membership/person-admitted",
);
/** A member or applicant has left. */
export const personLeft = defineEvent<{ person: PersonId }>("membership/person-left");
