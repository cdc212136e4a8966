import type { RuleContext } from "../kernel/action.ts";
import { inDomain } from "../kernel/domain.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { type Invitation, invitations, invitationsOf } from "./types.ts";

/** Tells whether an invitation can still serve somebody. */
export function isOpenInvitation(invitation: Invitation, now: number): boolean {
  return now < invitation.until && invitation.used < invitation.uses;
}

/** How many of a person's invitations can still serve. */
export function openInvitations(state: Reader, person: PersonId, now: number): number {
  let open = 0;
  for (const { key } of invitationsOf.entries(state, [person])) {
    const row = invitations.get(state, [key[1]]);
    if (row !== undefined && isOpenInvitation(row, now)) open += 1;
  }
  return open;
}

/** Takes a person's ended invitations off their list, so that the list stays short. */
export function sweepInvitations(state: Writer, person: PersonId, now: number): void {
  for (const { key } of [...invitationsOf.entries(state, [person])]) {
    const row = invitations.get(state, [key[1]]);
    if (row === undefined || !isOpenInvitation(row, now)) invitationsOf.delete(state, key);
  }
}

/**
 * What the link's secret signs for the key of anyone who applies with it.
 *
 * Why: anyone who sees the application on its way knows neither the secret nor a key that it signed.
 */
export function invitationProof(
  world: Pick<RuleContext, "sha256" | "community">,
  key: Uint8Array,
): Uint8Array {
  return world.sha256(inDomain("invitation-proof", world.community, key));
}
