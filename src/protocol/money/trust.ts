import { personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { explain } from "../kernel/why.ts";
import { giveTrust, trusting, trustRefusal } from "./trusting.ts";
import { trusts } from "./types.ts";

/**
 * Says that the author takes a person's currency, up to how much they hold of it, until when.
 *
 * Why: trust in money is one's own risk only, so it is apart from vouching, has a cap and ends.
 * A new word replaces the one before.
 */
export const trust = defineAction({
  type: "money/trust",
  tag: 0x0502,
  author: "person",
  summary: "Says that you take somebody's money.",
  visibility: "everyone",
  input: trusting,
  about: {
    currency: "whose money",
    cap: "how much of it you want to hold at most; 0 for any amount",
    until: "until when",
  },
  refuses: [
    "money/ends-too-soon",
    "money/no-such-person",
    "money/own-currency",
    "money/trust-too-long",
  ],
  check: ({ state, author, input, now }) =>
    trustRefusal(state, { account: personAccount(author), now }, input),
  apply: ({ state, author, input }) => giveTrust(state, personAccount(author), input),
  why: ({ state, author, input }) =>
    explain(
      "money/trust",
      "Everybody decides for themselves whose money they take, how much of it and until when.",
      {
        before: trusts.get(state, [personAccount(author), input.currency]) ?? null,
        cap: input.cap,
      },
      "Others can pay you with this money from now on, up to what you said.",
    ),
});
