import { callOffNotice, noticeOf } from "../identity/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { membershipFaults as faults } from "./faults.ts";

/**
 * Calls off that one leaves: the membership goes on as if nothing had been said.
 *
 * Why from any key, frozen or new or a recovery key: anyone who stays by mistake can leave later; anyone who was
 * made to leave by a thief needs the vouches of others.
 * Source: README.md, rule 15.
 */
export const stay = defineAction({
  type: "membership/stay",
  tag: 0x030d,
  author: "person",
  recovers: true,
  whileFrozen: true,
  free: "the safety of keys has no price",
  summary: "Stays: calls off that you leave.",
  visibility: "everyone",
  input: record({}),
  about: {},
  refuses: ["membership/not-leaving"],
  check: ({ state, author }) =>
    noticeOf(state, author) === undefined ? refuse(faults["not-leaving"]) : undefined,
  apply: ({ state, author, device, now }) => callOffNotice(state, { person: author, device, now }),
  why({ state, author }) {
    const given = noticeOf(state, author);
    return explain(
      "membership/stay",
      "Until a member has left, each of their keys can call it off; those that rank behind it do not begin again for 30 days.",
      { at: given?.at ?? 0, by: given?.by ?? 0 },
      "You stay a member; nothing has changed.",
    );
  },
});
