import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { EVERYONE, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { endMembership } from "./ending.ts";
import { membershipFaults as faults } from "./faults.ts";
import { isHeard } from "./hearing.ts";
import { members } from "./types.ts";

/**
 * Excludes a member who does harm, after they were heard.
 *
 * Why: a community must be able to part from somebody who harms it, by everyone's weighty decision
 * only. What they hold stays theirs, and they may apply again.
 * Why also anyone who has left: else they would leave a moment before, keep their vouches, and be back
 * at once.
 */
export const exclude = defineAction({
  type: "membership/exclude",
  tag: 0x030a,
  author: "circle",
  decidedAs: "member",
  summary: "Excludes a member who does harm; they may apply again.",
  visibility: "everyone",
  input: record({ person: personId }),
  about: { person: "who is excluded" },
  refuses: ["membership/not-a-member", "membership/not-heard", "membership/only-everyone"],
  check({ state, author, input, now, proposedAt }) {
    if (author !== EVERYONE) return refuse(faults["only-everyone"]);
    const { person } = input;
    if (!members.has(state, [person])) return refuse(faults["not-a-member"], { person });
    return isHeard(state, input.person, { proposedAt, now })
      ? undefined
      : refuse(faults["not-heard"], { person: input.person });
  },
  apply: ({ state, input, now }) => endMembership(state, input.person, "harm", now),
  why: ({ state, input }) =>
    explain(
      "membership/exclude",
      "Everyone together may exclude a member, who was told why and had three days to answer before it was proposed.",
      { person: input.person, since: members.get(state, [input.person])?.since ?? 0 },
      "Voice and income end; what they hold stays theirs, and they may apply again.",
    ),
});
