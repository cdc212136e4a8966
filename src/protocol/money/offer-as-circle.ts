import { leastOfOwn, requireOpen } from "../circles/index.ts";
import { parameterValue } from "../constitution/index.ts";
import { circleAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { explain } from "../kernel/why.ts";
import { makeOffer, offering, offeringRefusal } from "./making-offers.ts";
import { receiverText, unitsOf } from "./sentences.ts";

/**
 * Offers money of the circle to somebody who may not take it yet; without their yes it comes back.
 *
 * Source: README.md, rule 9.
 */
export const offerAsCircle = defineAction({
  type: "money/offer-as-circle",
  tag: 0x050a,
  author: "circle",
  decidedAs: "money",
  summary: "Offers money of the circle to somebody; it is theirs when they accept.",
  visibility: "everyone",
  input: offering,
  about: {
    to: "who may accept it",
    currency: "whose money",
    micro: "how much",
    note: "the hash of a note; zeros for none",
  },
  demands: ({ state, author }) => ({ leastYes: leastOfOwn(state, { author, circle: author }) }),
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
    "money/circle-closed",
    "money/empty-payment",
    "money/insufficient",
    "money/no-such-account",
    "money/no-such-person",
    "money/to-yourself",
    "money/too-many-offers",
  ],
  check: ({ state, author, input, now }) =>
    requireOpen(state, author) ??
    offeringRefusal(state, { from: circleAccount(author), now }, input),
  apply: ({ state, author, input, now }) =>
    makeOffer(state, { from: circleAccount(author), now }, input),
  why: ({ state, author, input }) =>
    explain(
      "money/offer-of-circle",
      "Money of a circle that somebody has not said they take waits for their yes and comes back without it.",
      {
        from: author,
        to: input.to,
        micro: input.micro,
        offerDays: parameterValue(state, "offer-days"),
      },
      `Circle ${author} offers ${unitsOf([input])} to ${receiverText(input.to)}.`,
    ),
});
