import { requireOpen } from "../circles/index.ts";
import { circleAccount, peopleOf } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { offerDeclined } from "./events.ts";
import { endOffer, offerRefusal } from "./offering.ts";
import { offerNumber, offers } from "./types.ts";

/**
 * Declines money that somebody offers the circle.
 *
 * Why: nobody has to wait for the end of an offer to be rid of it.
 * Source: README.md, rule 9.
 */
export const declineAsCircle = defineAction({
  type: "money/decline-as-circle",
  tag: 0x050e,
  author: "circle",
  decidedAs: "money",
  summary: "Declines money that somebody offers the circle.",
  visibility: "everyone",
  input: record({ offer: offerNumber }),
  about: { offer: "the offer's number" },
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
    "money/no-such-offer",
    "money/not-your-offer",
    "money/offer-ended",
  ],
  check: ({ state, author, input, now }) =>
    requireOpen(state, author) ??
    offerRefusal(state, input.offer, { account: circleAccount(author), side: "to" }, now),
  apply({ state, input }) {
    const ended = endOffer(state, input.offer, "from");
    return [offerDeclined(peopleOf([ended.from, ended.to]), ended)];
  },
  why: ({ state, author, input }) =>
    explain(
      "money/decline-of-circle",
      "A circle that is offered money may decline it.",
      { offer: offers.get(state, [input.offer]) ?? null },
      `Circle ${author} declines offer ${input.offer}.`,
    ),
});
