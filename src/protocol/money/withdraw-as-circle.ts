import { requireOpen } from "../circles/index.ts";
import { circleAccount, peopleOf } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { offerWithdrawn } from "./events.ts";
import { endOffer, offerRefusal } from "./offering.ts";
import { offerNumber, offers } from "./types.ts";

/**
 * Takes back money that the circle offered, before it is accepted.
 *
 * Why: until it is accepted, money that waits is still the circle's who offered it.
 * Source: README.md, rule 9.
 */
export const withdrawAsCircle = defineAction({
  type: "money/withdraw-as-circle",
  tag: 0x050f,
  author: "circle",
  decidedAs: "money",
  summary: "Takes back money that the circle offered, before it is accepted.",
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
    offerRefusal(state, input.offer, { account: circleAccount(author), side: "from" }, now),
  apply({ state, input }) {
    const ended = endOffer(state, input.offer, "from");
    return [offerWithdrawn(peopleOf([ended.from, ended.to]), ended)];
  },
  why: ({ state, author, input }) =>
    explain(
      "money/withdraw-of-circle",
      "A circle that offers money may take it back until it is accepted.",
      { offer: offers.get(state, [input.offer]) ?? null },
      `Circle ${author} takes back offer ${input.offer}.`,
    ),
});
