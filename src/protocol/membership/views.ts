import { noticeOf } from "../identity/index.ts";
import { invitationId, type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { admissionOf, admissionSentence } from "./admission.ts";
import { isElder } from "./elders.ts";
import { isOpenInvitation } from "./inviting.ts";
import { countersOf, isIn, isMember } from "./standing.ts";
import { invitations, invitationsOf, members, vouches, vouchesFor } from "./types.ts";
import { mayVouchFrom, standsBetween, vouchingRefusal } from "./vouching.ts";
import { admissions, applications, hearings } from "./waiting-types.ts";

/** One person: where they stand, who vouches for them, how far their application has come. */
export const personView = defineView({
  name: "membership/person",
  summary: "Where a person stands, who vouches for them and for whom they vouch.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query: { person }, now }) {
    const row = members.get(state, [person]);
    if (row === undefined) return undefined;
    const vouchedBy = [...vouchesFor.entries(state, [person])]
      .filter(
        ({ key, row }) =>
          isMember(state, key[1]) && standsBetween(state, { from: key[1], to: person }, row, now),
      )
      .map(({ key, row }) => ({ person: key[1], ...row }));
    const given = [...vouches.entries(state, [person])]
      .filter(({ key, row }) => standsBetween(state, { from: person, to: key[1] }, row, now))
      .map(({ key, row }) => ({ person: key[1], ...row }));
    const refusal = vouchingRefusal(state, person, now);
    return {
      person,
      ...row,
      isElder: isElder(state, person, now),
      vouchedBy,
      vouchesFor: given,
      admission: admissionShown(state, person, now, isIn(row)),
      application: applicationShown(state, person),
      admittedBy: admissions.get(state, [person])?.vouchers ?? [],
      hearing: hearings.get(state, [person]) ?? null,
      leaving: noticeOf(state, person) ?? null,
      mayVouch: {
        from: isIn(row) ? mayVouchFrom(state, person, now) : 0,
        refusal:
          refusal === undefined
            ? null
            : {
                code: refusal.fault.code,
                sentence: refusal.fault.sentence,
                remedy: refusal.fault.remedy,
              },
      },
    };
  },
});

/** When the application lapses, or since when only a place is missing. */
function applicationShown(state: Reader, person: PersonId) {
  const open = applications.get(state, [person]);
  if (open === undefined) return null;
  const { until, readyAt, isPaused } = open;
  return { until: readyAt === 0 ? until : 0, readyAt, isPaused };
}

function admissionShown(state: Reader, person: PersonId, now: number, belongs: boolean) {
  const admission = admissionOf(state, person, now);
  return {
    ...admission,
    isAdmitted: belongs || admission.isAdmitted,
    sentence: belongs ? "Belongs to the community." : admissionSentence(admission),
  };
}

/** One invitation, as anyone who opens the link sees it. */
export const invitationView = defineView({
  name: "membership/invitation",
  summary: "An invitation: who made it, how often it was used, whether it is open.",
  visibility: "everyone",
  query: record({ invitation: invitationId }),
  read({ state, query: { invitation }, now }) {
    const row = invitations.get(state, [invitation]);
    if (row === undefined) return undefined;
    const isOpen = isOpenInvitation(row, now) && isMember(state, row.by);
    return { invitation, ...row, isOpen };
  },
});

/** A person's invitations that are open. */
export const invitationsView = defineView({
  name: "membership/invitations",
  summary: "The invitations of a person that are open.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query: { person }, now }) {
    if (!members.has(state, [person])) return undefined;
    return [...invitationsOf.entries(state, [person])].flatMap(({ key }) => {
      const row = invitations.get(state, [key[1]]);
      if (row === undefined || !isOpenInvitation(row, now)) return [];
      return [{ invitation: key[1], ...row, isOpen: isMember(state, person) }];
    });
  },
});

/**
 * How many people stand where.
 *
 * Why without the elders: who is one follows from everybody's vouches, and nothing keeps their number.
 */
export const countsView = defineView({
  name: "membership/counts",
  summary: "How many members and applicants there are, and how many of the members are founders.",
  visibility: "everyone",
  query: record({}),
  read({ state }) {
    const { members, applicants, founders } = countersOf(state);
    return { members, applicants, founders };
  },
});
