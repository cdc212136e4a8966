import { present } from "../kernel/assert.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { AccountId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { ledgerOf } from "./days.ts";
import { moneyFaults as faults } from "./faults.ts";
import { credit } from "./holding.ts";
import { due, ledger, type Offer, offers, offersFrom, offersTo } from "./types.ts";

/** Offers from one account that may wait at once. */
export const OFFERS_WAITING_MAX = 64;

/** How many offers from an account wait. */
export function offersWaiting(state: Reader, account: AccountId): number {
  let waiting = 0;
  for (const _ of offersFrom.entries(state, [account])) waiting += 1;
  return waiting;
}

/** Numbers an offer and lets it wait. */
export function putOffer(state: Writer, row: Offer): number {
  const counted = ledgerOf(state);
  const offer = counted.offers + 1;
  ledger.put(state, [], { ...counted, offers: offer });
  offers.put(state, [offer], row);
  offersTo.put(state, [row.to, offer], {});
  offersFrom.put(state, [row.from, offer], {});
  due.put(state, [row.until, offer], {});
  return offer;
}

/** Ends an offer: its shares go to one of the two accounts; returns what an event tells about it. */
export function endOffer(state: Writer, offer: number, winner: "from" | "to") {
  const row = present(offers.get(state, [offer]), "an offer that ends has waited");
  const { from, to, currency, shares } = row;
  offers.delete(state, [offer]);
  offersTo.delete(state, [to, offer]);
  offersFrom.delete(state, [from, offer]);
  due.delete(state, [row.until, offer]);
  credit(state, row[winner], currency, shares);
  return { offer, from, to, currency, shares };
}

/** Who acts on an offer: the account, and on which side of the offer it must be. */
interface OfferSide {
  readonly account: AccountId;
  readonly side: "from" | "to";
}

/** Refuses unless an offer waits and is this account's to answer or to take back. */
export function offerRefusal(
  state: Reader,
  offer: number,
  { account, side }: OfferSide,
  now: number,
): Refusal | undefined {
  const row = offers.get(state, [offer]);
  if (row === undefined) return refuse(faults["no-such-offer"]);
  if (row[side] !== account) return refuse(faults["not-your-offer"]);
  return now < row.until ? undefined : refuse(faults["offer-ended"], { until: row.until });
}
