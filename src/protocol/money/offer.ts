import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { currencyId, personId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { toMicro, toShares } from "./convert.ts";
import { indexAt, writeDays } from "./days.ts";
import { offerMade } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { debit, sharesOf } from "./holding.ts";
import { OFFERS_WAITING_MAX, offersWaiting, putOffer } from "./offering.ts";
import { isPerson } from "./people.ts";
import { micro } from "./types.ts";

/**
 * Offers somebody money that they may not take yet; it waits for their yes and else comes back.
 *
 * Why: between people who have not met in money before, consent takes one click and no standing
 * trust.
 * Faults: money/to-yourself, money/no-such-person, money/empty-payment, money/insufficient,
 * money/too-many-offers.
 */
export const offer = defineAction({
  type: "money/offer",
  tag: 0x0505,
  author: "person",
  summary: "Offers somebody money; it is theirs when they accept.",
  visibility: "everyone",
  input: record({ to: personId, currency: currencyId, micro, note: bytes32 }),
  about: {
    to: "who may accept it",
    currency: "whose money",
    micro: "how much",
    note: "the hash of a note; zeros for none",
  },
  check({ state, author, input, now }) {
    const { to, currency } = input;
    if (to === author) return refuse(faults["to-yourself"]);
    if (!isPerson(state, to)) return refuse(faults["no-such-person"]);
    if (input.micro === 0) return refuse(faults["empty-payment"], { currency });
    const index = indexAt(state, now);
    const held = sharesOf(state, author, currency);
    if (held < toShares(input.micro, index)) {
      const details = { currency, has: toMicro(held, index), needs: input.micro };
      return refuse(faults["insufficient"], details);
    }
    return offersWaiting(state, author) < OFFERS_WAITING_MAX
      ? undefined
      : refuse(faults["too-many-offers"], { most: OFFERS_WAITING_MAX });
  },
  apply({ state, author, input, now }) {
    const { to, currency, note } = input;
    const shares = toShares(input.micro, writeDays(state, now).index);
    const until = now + parameterValue(state, "offer-days") * DAY;
    debit(state, author, currency, shares);
    const row = { from: author, to, currency, shares, at: now, until, note };
    const number = putOffer(state, row);
    const { micro } = input;
    return [
      offerMade([author, to], {
        offer: number,
        from: author,
        to,
        currency,
        shares,
        micro,
        until,
        note,
      }),
    ];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "money/offer",
      "Money that somebody has not said they take waits for their yes and comes back without it.",
      {
        holdsMicro: toMicro(sharesOf(state, author, input.currency), indexAt(state, now)),
        micro: input.micro,
        offerDays: parameterValue(state, "offer-days"),
      },
      "The money waits; you can take it back until it is accepted.",
    ),
});
