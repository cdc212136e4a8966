import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import type { InvitationId } from "../kernel/ids.ts";
import { bytes32, moment, record, u16 } from "../kernel/schema.ts";
import { isStrictKey } from "../kernel/signature.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { invitationMade } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { openInvitations, sweepInvitations } from "./inviting.ts";
import { countersOf, requireMember } from "./standing.ts";
import { counters, invitations, invitationsOf } from "./types.ts";

/**
 * Makes an invitation: a link whose secret only those know to whom it is sent.
 *
 * Why: a community opens through its members, and the ledger learns the secret's public key only.
 */
export const invite = defineAction({
  type: "membership/invite",
  tag: 0x0301,
  author: "person",
  summary: "Makes a link with which people can apply.",
  visibility: "everyone",
  input: record({ key: bytes32, uses: u16, until: moment }),
  about: {
    key: "the public key of the link's secret",
    uses: "how many people may apply with it",
    until: "when the link ends",
  },
  refuses: [
    "membership/bad-key",
    "membership/ends-too-soon",
    "membership/has-left",
    "membership/invitation-too-long",
    "membership/invitation-too-wide",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "membership/too-many-invitations",
    "membership/useless-invitation",
  ],
  check({ state, author, input, now }) {
    const stranger = requireMember(state, author);
    if (stranger !== undefined) return stranger;
    if (!isStrictKey(input.key)) return refuse(faults["bad-key"]);
    if (input.uses === 0) return refuse(faults["useless-invitation"]);
    const usesMost = parameterValue(state, "invitation-uses-max");
    if (input.uses > usesMost) return refuse(faults["invitation-too-wide"], { most: usesMost });
    if (input.until <= now) return refuse(faults["ends-too-soon"], { now });
    const latest = now + parameterValue(state, "invitation-days-max") * DAY;
    if (input.until > latest) return refuse(faults["invitation-too-long"], { latest });
    const open = openInvitations(state, author, now);
    const most = parameterValue(state, "invitations-live-max");
    return open < most ? undefined : refuse(faults["too-many-invitations"], { open, most });
  },
  apply({ state, author, input, now }) {
    sweepInvitations(state, author, now);
    const { key, uses, until } = input;
    const counted = countersOf(state);
    const invitation = (counted.invitations + 1) as InvitationId;
    counters.put(state, [], { ...counted, invitations: invitation });
    invitations.put(state, [invitation], { by: author, key, uses, used: 0, until });
    invitationsOf.put(state, [author, invitation], {});
    return [invitationMade([author], { invitation, by: author, uses, until })];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "membership/invite",
      "Every member may invite, within the number and the time that the rules allow.",
      {
        open: openInvitations(state, author, now),
        most: parameterValue(state, "invitations-live-max"),
        uses: input.uses,
        until: input.until,
      },
      "Anyone who has the link can apply until it ends; vouches decide who is admitted.",
    ),
});
