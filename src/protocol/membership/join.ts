import { identityFaults, isKeyTaken, recoveryProof, registerPerson } from "../identity/index.ts";
import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { equalBytes, isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { invitationId } from "../kernel/ids.ts";
import { bytes, bytes32, record } from "../kernel/schema.ts";
import { isStrictKey } from "../kernel/signature.ts";
import { explain } from "../kernel/why.ts";
import { hasRoomForApplication, openApplication } from "./applications.ts";
import { personApplied } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { invitationProof, isOpenInvitation } from "./inviting.ts";
import { isMember, putMember } from "./standing.ts";
import { invitations, invitationsOf } from "./types.ts";

/**
 * Applies with an invitation: the new key gets a person's number, and vouches decide about the rest.
 *
 * Why: the link's secret signs the new key, so anyone who copies the application cannot use it for a
 * key of their own; and the recovery key signs it too, so that nobody takes another's for theirs.
 */
export const join = defineAction({
  type: "membership/join",
  tag: 0x0303,
  author: "person",
  summary: "Applies to the community with an invitation.",
  visibility: "everyone",
  input: record({
    invitation: invitationId,
    key: bytes32,
    recovery: bytes32,
    proof: bytes(64),
    recoveryProof: bytes(64),
  }),
  about: {
    invitation: "the invitation's number, from the link",
    key: "the public key of this device",
    recovery: "the public key of the recovery file; zeros for none",
    proof: "the link's secret's signature over the new key",
    recoveryProof: "the recovery key's signature over the new key; zeros for none",
  },
  joinsWith: (input) => input.key,
  joinsBy: (input) => input.invitation,
  refuses: [
    "identity/key-taken",
    "membership/bad-key",
    "membership/invitation-closed",
    "membership/invitation-not-proven",
    "membership/no-such-invitation",
    "membership/recovery-not-proven",
    "membership/too-many-applications",
  ],
  check({ state, input, now, ...world }) {
    const row = invitations.get(state, [input.invitation]);
    if (row === undefined) return refuse(faults["no-such-invitation"]);
    if (!isOpenInvitation(row, now) || !isMember(state, row.by)) {
      return refuse(faults["invitation-closed"]);
    }
    if (!hasRoomForApplication(state, row.by)) {
      return refuse(faults["too-many-applications"], { by: row.by });
    }
    const { key, recovery, proof } = input;
    const hasRecovery = !isZero(recovery);
    if (!isStrictKey(key) || (hasRecovery && !isStrictKey(recovery)) || equalBytes(key, recovery)) {
      return refuse(faults["bad-key"]);
    }
    if (isKeyTaken(world, state, key) || (hasRecovery && isKeyTaken(world, state, recovery))) {
      return refuse(identityFaults["key-taken"]);
    }
    if (!world.verify(row.key, invitationProof(world, key), proof)) {
      return refuse(faults["invitation-not-proven"]);
    }
    const isOwn =
      !hasRecovery || world.verify(recovery, recoveryProof(world, key), input.recoveryProof);
    return isOwn ? undefined : refuse(faults["recovery-not-proven"]);
  },
  apply({ state, input, now, ...world }) {
    const { invitation } = input;
    const row = present(invitations.get(state, [invitation]), "the invitation was checked");
    const used = row.used + 1;
    invitations.put(state, [invitation], { ...row, used });
    if (used === row.uses) invitationsOf.delete(state, [row.by, invitation]);
    const keys = { device: input.key, recovery: input.recovery };
    const person = registerPerson(world, state, keys, now);
    putMember(state, person, {
      status: "applicant",
      since: now,
      appliedAt: now,
      invitedBy: row.by,
      founder: false,
      waitDays: 0,
      elderDays: 0,
      fallenAt: 0,
    });
    openApplication(state, person, row.by, now);
    return [personApplied([person, row.by], { person, invitedBy: row.by })];
  },
  why: ({ state, input, now }) => {
    const row = invitations.get(state, [input.invitation]);
    const isOpen = row !== undefined && isOpenInvitation(row, now);
    return explain(
      "membership/join",
      "Anyone who has an open invitation's link may apply with it.",
      { invitation: input.invitation, used: row?.used ?? 0, uses: row?.uses ?? 0, isOpen },
      "You get a number and are an applicant until enough members vouch for you.",
    );
  },
});
