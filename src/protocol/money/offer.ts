import { parameterValue } from "../constitution/index.ts";
import { personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { explain } from "../kernel/why.ts";
import { toMicro } from "./convert.ts";
import { indexAt } from "./days.ts";
import { sharesOf } from "./holding.ts";
import { makeOffer, offering, offeringRefusal } from "./making-offers.ts";

/**
 * Offers somebody money that they may not take yet; it waits for their yes and else comes back.
 *
 * Why: between people who have not met in money before, consent takes one click and no standing
 * trust.
 */
export const offer = defineAction({
  type: "money/offer",
  tag: 0x0505,
  author: "person",
  summary: "Offers somebody money; it is theirs when they accept.",
  visibility: "everyone",
  input: offering,
  about: {
    to: "who may accept it",
    currency: "whose money",
    micro: "how much",
    note: "the hash of a note; zeros for none",
  },
  refuses: [
    "money/circle-closed",
    "money/empty-payment",
    "money/insufficient",
    "money/no-such-account",
    "money/no-such-person",
    "money/to-yourself",
    "money/too-many-offers",
  ],
  check: ({ state, author, input, now }) =>
    offeringRefusal(state, { from: personAccount(author), now }, input),
  apply: ({ state, author, input, now }) =>
    makeOffer(state, { from: personAccount(author), now }, input),
  why: ({ state, author, input, now }) =>
    explain(
      "money/offer",
      "Money that somebody has not said they take waits for their yes and comes back without it.",
      {
        holdsMicro: toMicro(
          sharesOf(state, personAccount(author), input.currency),
          indexAt(state, now),
        ),
        micro: input.micro,
        offerDays: parameterValue(state, "offer-days"),
      },
      "The money waits; you can take it back until it is accepted.",
    ),
});
