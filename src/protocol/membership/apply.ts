import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { NOBODY } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { admissionOf, admitIfVouched, isAdmissible } from "./admission.ts";
import { personApplied } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { putMember } from "./standing.ts";
import { members } from "./types.ts";

/**
 * Applies with a number that one has already: for whoever left and comes back, and for an applicant
 * who meets the rule since it was eased.
 *
 * Why: one person is one number for ever, so whoever comes back must not need a new key; vouches
 * that still stand count again. Whoever comes back is no founder any more.
 * Faults: membership/already-here.
 */
export const apply = defineAction({
  type: "membership/apply",
  tag: 0x0304,
  author: "person",
  summary: "Applies again after having left, or has an application weighed again.",
  visibility: "everyone",
  input: record({}),
  about: {},
  check({ state, author, now }) {
    const status = members.get(state, [author])?.status ?? "left";
    if (status === "left") return undefined;
    return status === "applicant" && isAdmissible(state, author, now)
      ? undefined
      : refuse(faults["already-here"], { status });
  },
  apply({ state, author, now }) {
    const row = members.get(state, [author]);
    if (row?.status === "applicant") return admitIfVouched(state, author, now);
    const invitedBy = row?.invitedBy ?? NOBODY;
    putMember(state, author, {
      status: "applicant",
      since: now,
      appliedAt: now,
      invitedBy,
      founder: false,
    });
    const applied = personApplied([author], { person: author, invitedBy: NOBODY });
    return [applied, ...admitIfVouched(state, author, now)];
  },
  why: ({ state, author, now }) =>
    explain(
      "membership/apply",
      "Whoever left may apply again, and whoever waits may be weighed again; the same vouches are needed as from everybody.",
      { ...admissionOf(state, author, now) },
      "You are an applicant, and a member as soon as enough vouches stand.",
    ),
});
