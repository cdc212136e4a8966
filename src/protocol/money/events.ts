import { defineEvent } from "../kernel/event.ts";
import type { CurrencyId, PersonId } from "../kernel/ids.ts";

/** An amount of one currency. */
export interface Part {
  readonly currency: CurrencyId;
  readonly micro: number;
}

/** What an event tells about an offer. */
type OfferData = {
  readonly offer: number;
  readonly from: PersonId;
  readonly to: PersonId;
  readonly currency: CurrencyId;
  readonly shares: bigint;
};

/** Somebody has collected income. */
export const incomeClaimed = defineEvent<{
  person: PersonId;
  shares: bigint;
  hours: number;
  from: number;
  until: number;
}>("money/income-claimed");
/** Somebody takes a currency from now on. */
export const trustGiven = defineEvent<{
  person: PersonId;
  currency: CurrencyId;
  cap: number;
  until: number;
}>("money/trust-given");
/** Somebody no longer takes a currency. */
export const trustEnded = defineEvent<{ person: PersonId; currency: CurrencyId }>(
  "money/trust-ended",
);
/** Money has gone from one person to another. */
export const paid = defineEvent<{
  from: PersonId;
  to: PersonId;
  micro: number;
  parts: readonly Part[];
  note: Uint8Array;
}>("money/paid");
/** Money waits for somebody's yes. */
export const offerMade = defineEvent<
  OfferData & { micro: number; until: number; note: Uint8Array }
>("money/offer-made");
/** Somebody has said yes to an offer. */
export const offerAccepted = defineEvent<OfferData>("money/offer-accepted");
/** Somebody has said no to an offer; the money went back. */
export const offerDeclined = defineEvent<OfferData>("money/offer-declined");
/** Whoever made an offer has taken it back. */
export const offerWithdrawn = defineEvent<OfferData>("money/offer-withdrawn");
/** Nobody answered an offer in time; the money went back. */
export const offerReturned = defineEvent<OfferData>("money/offer-returned");
