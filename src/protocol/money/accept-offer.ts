import { peopleOf, personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { offerAccepted } from "./events.ts";
import { endOffer, offerRefusal } from "./offering.ts";
import { offerNumber, offers } from "./types.ts";

/**
 * Accepts an offer: the money is the author's, whatever they have said about its currency.
 *
 * Why: accepting is the author's word for this amount, so no trust and no cap stands against it.
 */
export const acceptOffer = defineAction({
  type: "money/accept-offer",
  tag: 0x0506,
  author: "person",
  summary: "Accepts money that somebody offers you.",
  visibility: "everyone",
  input: record({ offer: offerNumber }),
  about: { offer: "the offer's number" },
  refuses: ["money/no-such-offer", "money/not-your-offer", "money/offer-ended"],
  check: ({ state, author, input, now }) =>
    offerRefusal(state, input.offer, { account: personAccount(author), side: "to" }, now),
  apply({ state, input }) {
    const ended = endOffer(state, input.offer, "to");
    return [offerAccepted(peopleOf([ended.from, ended.to]), ended)];
  },
  why: ({ state, input }) =>
    explain(
      "money/accept-offer",
      "Anyone who is offered money may accept it until the offer ends.",
      { offer: offers.get(state, [input.offer]) ?? null },
      "The money is yours.",
    ),
});
