import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { closeApplication } from "./applications.ts";
import { personLeft } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { putMember } from "./standing.ts";
import { members } from "./types.ts";

/**
 * Leaves the community, or takes an application back.
 *
 * Why: going is always allowed. What the person holds stays theirs, what they did stays in the
 * history, others' vouches and trust stay as they are; income and voice end at once.
 * Faults: membership/not-a-member, membership/has-left.
 */
export const leave = defineAction({
  type: "membership/leave",
  tag: 0x0307,
  author: "person",
  free: "everybody may leave at any time",
  summary: "Leaves the community; you can apply again later.",
  visibility: "everyone",
  input: record({}),
  about: {},
  check({ state, author }) {
    const row = members.get(state, [author]);
    if (row === undefined) return refuse(faults["not-a-member"], { person: author });
    return row.status === "left" ? refuse(faults["has-left"], { person: author }) : undefined;
  },
  apply({ state, author, now }) {
    const row = present(members.get(state, [author]), "the person was checked");
    closeApplication(state, author);
    putMember(state, author, { ...row, status: "left", since: now });
    return [personLeft([author], { person: author })];
  },
  why: ({ state, author }) =>
    explain(
      "membership/leave",
      "Everybody may leave at any time.",
      { since: members.get(state, [author])?.since ?? 0 },
      "Income and voice end now; what you hold stays yours and can still be passed on.",
    ),
});
