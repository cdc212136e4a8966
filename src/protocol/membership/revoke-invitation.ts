import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { invitationId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { invitationRevoked } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { isOpenInvitation } from "./inviting.ts";
import { invitations, invitationsOf } from "./types.ts";

/**
 * Takes an invitation back; who has applied with it stays an applicant.
 */
export const revokeInvitation = defineAction({
  type: "membership/revoke-invitation",
  tag: 0x0302,
  author: "person",
  summary: "Takes one of your links back, so that nobody can apply with it any more.",
  visibility: "everyone",
  input: record({ invitation: invitationId }),
  about: { invitation: "the invitation's number" },
  refuses: [
    "membership/invitation-closed",
    "membership/no-such-invitation",
    "membership/not-your-invitation",
  ],
  check({ state, author, input, now }) {
    const row = invitations.get(state, [input.invitation]);
    if (row === undefined) return refuse(faults["no-such-invitation"]);
    if (row.by !== author) return refuse(faults["not-your-invitation"]);
    return isOpenInvitation(row, now) ? undefined : refuse(faults["invitation-closed"]);
  },
  apply({ state, author, input, now }) {
    const { invitation } = input;
    const row = present(invitations.get(state, [invitation]), "the invitation was checked");
    invitations.put(state, [invitation], { ...row, until: now });
    invitationsOf.delete(state, [author, invitation]);
    return [invitationRevoked([author], { invitation, by: author })];
  },
  why: ({ state, input }) =>
    explain(
      "membership/revoke-invitation",
      "Anyone who made an invitation may take it back.",
      { invitation: input.invitation, used: invitations.get(state, [input.invitation])?.used ?? 0 },
      "The link no longer opens; anyone who has applied with it stays an applicant.",
    ),
});
