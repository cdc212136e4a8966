import { leastOfOwn, requireOpen } from "../circles/index.ts";
import { circleAccount, peopleOf } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { offerAccepted } from "./events.ts";
import { endOffer, offerRefusal } from "./offering.ts";
import { offerNumber, offers } from "./types.ts";

/**
 * Accepts money that somebody offers the circle.
 *
 * Why: accepting is the circle's word for this amount, so no trust and no cap stands against it.
 * Source: README.md, rule 9.
 */
export const acceptAsCircle = defineAction({
  type: "money/accept-as-circle",
  tag: 0x050d,
  author: "circle",
  decidedAs: "money",
  summary: "Accepts money that somebody offers the circle.",
  visibility: "everyone",
  input: record({ offer: offerNumber }),
  about: { offer: "the offer's number" },
  demands: ({ state, author }) => ({ leastYes: leastOfOwn(state, { author, circle: author }) }),
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
    const ended = endOffer(state, input.offer, "to");
    return [offerAccepted(peopleOf([ended.from, ended.to]), ended)];
  },
  why: ({ state, author, input }) =>
    explain(
      "money/accept-of-circle",
      "A circle that is offered money may accept it until the offer ends.",
      { offer: offers.get(state, [input.offer]) ?? null },
      `Circle ${author} accepts offer ${input.offer}.`,
    ),
});
