import { defineEvent } from "../kernel/event.ts";
import { accountId, type CurrencyId, currencyId, personId } from "../kernel/ids.ts";
import { bytes32, list, moment, record, u32 } from "../kernel/schema.ts";
import { micro, offerNumber, PARTS_MAX, shares, TAKEN_OVER_MAX } from "./types.ts";

/** An amount of one currency. */
export interface Part {
  readonly currency: CurrencyId;
  readonly micro: number;
}

/** What an event tells about an offer. */
const offerFields = {
  offer: offerNumber,
  from: accountId,
  to: accountId,
  currency: currencyId,
  shares,
};

/** Somebody has collected income. */
export const incomeClaimed = defineEvent(
  "money/income-claimed",
  { person: personId, shares, hours: u32, from: moment, until: moment },
  "everyone",
);
/** Somebody takes a currency from now on. */
export const trustGiven = defineEvent(
  "money/trust-given",
  { account: accountId, currency: currencyId, cap: micro, until: moment },
  "everyone",
);
/** Somebody no longer takes a currency. */
export const trustEnded = defineEvent(
  "money/trust-ended",
  { account: accountId, currency: currencyId },
  "everyone",
);
/** Money has gone from one account to another. */
export const paid = defineEvent(
  "money/paid",
  {
    from: accountId,
    to: accountId,
    micro,
    parts: list(record({ currency: currencyId, micro }), PARTS_MAX),
    note: bytes32,
  },
  "everyone",
);
/** Money waits for somebody's yes. */
export const offerMade = defineEvent(
  "money/offer-made",
  { ...offerFields, micro, until: moment, note: bytes32 },
  "everyone",
);
/** Somebody has said yes to an offer. */
export const offerAccepted = defineEvent("money/offer-accepted", offerFields, "everyone");
/** Somebody has said no to an offer; the money went back. */
export const offerDeclined = defineEvent("money/offer-declined", offerFields, "everyone");
/** Anyone who made an offer has taken it back. */
export const offerWithdrawn = defineEvent("money/offer-withdrawn", offerFields, "everyone");
/** Nobody answered an offer in time; the money went back. */
export const offerReturned = defineEvent("money/offer-returned", offerFields, "everyone");
/** The circle around a closed one has taken over money that it held. */
export const takenOver = defineEvent(
  "money/taken-over",
  {
    from: accountId,
    to: accountId,
    parts: list(record({ currency: currencyId, shares }), TAKEN_OVER_MAX),
  },
  "everyone",
);
