import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { admissionOf, isAdmissible, weigh } from "./admission.ts";
import { hasRoomForApplication, openApplication } from "./applications.ts";
import { personApplied } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { putMember } from "./standing.ts";
import { type Member, members } from "./types.ts";
import { admissions, applications } from "./waiting-types.ts";

/**
 * Applies with a number that one has already: for anyone who left and comes back, for whose application
 * has lapsed, and for an applicant who meets the rule since it was eased.
 *
 * Why: one person is one number for ever, so anyone who comes back must not need a new key; vouches
 * that still stand count again. Anyone who comes back is no founder any more. Who was never admitted
 * counts among the applications of anyone who invited them, as the first time.
 */
export const apply = defineAction({
  type: "membership/apply",
  tag: 0x0304,
  author: "person",
  summary: "Applies again after having left, or has an application weighed again.",
  visibility: "everyone",
  input: record({}),
  about: {},
  refuses: ["membership/already-here", "membership/too-many-applications"],
  check({ state, author, now }) {
    const row = members.get(state, [author]);
    const status = row?.status ?? "left";
    if (status === "left") {
      const inviter = chargedFor(state, author, row);
      const hasRoom = inviter === NOBODY || hasRoomForApplication(state, inviter);
      return hasRoom ? undefined : refuse(faults["too-many-applications"], { by: inviter });
    }
    const isWeighable = applications.get(state, [author])?.readyAt === 0;
    return isWeighable && isAdmissible(state, author, now)
      ? undefined
      : refuse(faults["already-here"], { status });
  },
  apply({ state, author, now }) {
    const row = members.get(state, [author]);
    if (row?.status === "applicant") return weigh(state, author, now);
    openApplication(state, author, chargedFor(state, author, row), now);
    putMember(state, author, {
      status: "applicant",
      since: now,
      appliedAt: now,
      invitedBy: row?.invitedBy ?? NOBODY,
      founder: false,
      waitDays: 0,
      elderDays: 0,
      fallenAt: row?.fallenAt ?? 0,
    });
    const applied = personApplied([author], { person: author, invitedBy: NOBODY });
    return [applied, ...weigh(state, author, now)];
  },
  why: ({ state, author, now }) =>
    explain(
      "membership/apply",
      "Anyone who left may apply again, and anyone who waits may be weighed again; the same vouches are needed as from everybody.",
      { ...admissionOf(state, author, now) },
      "You are an applicant, and a member as soon as enough vouches stand.",
    ),
});

/** Who answers for the application: nobody for anyone who has belonged before. */
function chargedFor(state: Reader, person: PersonId, row: Member | undefined): PersonId {
  if (row === undefined) return NOBODY;
  const hasBelonged = row.founder || row.waitDays !== 0 || admissions.has(state, [person]);
  return hasBelonged ? NOBODY : row.invitedBy;
}
