import { peopleOf, personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { offerDeclined } from "./events.ts";
import { endOffer, offerRefusal } from "./offering.ts";
import { offerNumber, offers } from "./types.ts";

/**
 * Declines an offer: the money goes back at once.
 *
 * Why: nobody has to wait for the end of an offer to be rid of it.
 */
export const declineOffer = defineAction({
  type: "money/decline-offer",
  tag: 0x0507,
  author: "person",
  summary: "Declines money that somebody offers you.",
  visibility: "everyone",
  input: record({ offer: offerNumber }),
  about: { offer: "the offer's number" },
  refuses: ["money/no-such-offer", "money/not-your-offer", "money/offer-ended"],
  check: ({ state, author, input, now }) =>
    offerRefusal(state, input.offer, { account: personAccount(author), side: "to" }, now),
  apply({ state, input }) {
    const ended = endOffer(state, input.offer, "from");
    return [offerDeclined(peopleOf([ended.from, ended.to]), ended)];
  },
  why: ({ state, input }) =>
    explain(
      "money/decline-offer",
      "Anyone who is offered money may decline it.",
      { offer: offers.get(state, [input.offer]) ?? null },
      "The money goes back to the person who offered it.",
    ),
});
