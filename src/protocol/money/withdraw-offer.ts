import { peopleOf, personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { offerWithdrawn } from "./events.ts";
import { endOffer, offerRefusal } from "./offering.ts";
import { offerNumber, offers } from "./types.ts";

/**
 * Takes an offer back: the money is the author's again.
 *
 * Why: until it is accepted, money that waits is still the one's who offered it.
 */
export const withdrawOffer = defineAction({
  type: "money/withdraw-offer",
  tag: 0x0508,
  author: "person",
  summary: "Takes back money that you offered, before it is accepted.",
  visibility: "everyone",
  input: record({ offer: offerNumber }),
  about: { offer: "the offer's number" },
  refuses: ["money/no-such-offer", "money/not-your-offer", "money/offer-ended"],
  check: ({ state, author, input, now }) =>
    offerRefusal(state, input.offer, { account: personAccount(author), side: "from" }, now),
  apply({ state, input }) {
    const ended = endOffer(state, input.offer, "from");
    return [offerWithdrawn(peopleOf([ended.from, ended.to]), ended)];
  },
  why: ({ state, input }) =>
    explain(
      "money/withdraw-offer",
      "Anyone who offers money may take it back until it is accepted.",
      { offer: offers.get(state, [input.offer]) ?? null },
      "The money is yours again.",
    ),
});
