import { leastOfOwn, requireOpen } from "../circles/index.ts";
import { circleAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { explain } from "../kernel/why.ts";
import { giveTrust, trusting, trustRefusal } from "./trusting.ts";
import { trusts } from "./types.ts";

/**
 * Says that the circle takes a person's currency, up to how much it holds of it, until when.
 *
 * Why: a circle is paid only in money that its people said it takes; it issues none of its own.
 * Source: README.md, rule 9.
 */
export const trustAsCircle = defineAction({
  type: "money/trust-as-circle",
  tag: 0x050b,
  author: "circle",
  decidedAs: "money",
  summary: "Says that the circle takes somebody's money.",
  visibility: "everyone",
  input: trusting,
  about: {
    currency: "whose money",
    cap: "how much of it the circle wants to hold at most; 0 for any amount",
    until: "until when",
  },
  demands: ({ state, author }) => ({ leastYes: leastOfOwn(state, { author, circle: author }) }),
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
    "money/ends-too-soon",
    "money/no-such-person",
    "money/own-currency",
    "money/trust-too-long",
  ],
  check: ({ state, author, input, now }) =>
    requireOpen(state, author) ??
    trustRefusal(state, { account: circleAccount(author), now }, input),
  apply: ({ state, author, input }) => giveTrust(state, circleAccount(author), input),
  why: ({ state, author, input }) =>
    explain(
      "money/trust-of-circle",
      "A circle decides whose money it takes, how much of it and until when.",
      {
        before: trusts.get(state, [circleAccount(author), input.currency]) ?? null,
        cap: input.cap,
      },
      `Circle ${author} takes the money of person ${input.currency} from now on.`,
    ),
});
