import { accountId, currencyId, personId } from "../kernel/ids.ts";
import { big, bounded, bytes32, moment, record, u16, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const MONEY = 5;

/** Currencies in one payment at most. */
export const PARTS_MAX = 16;
/** Currencies that are taken over from a closed circle at once at most. */
export const TAKEN_OVER_MAX = 64;

/** A number of shares: 10^-18 of a unit of the day on which the index began. */
export const shares = big(16, "shares");
/** An amount in micro-units, 10^-6 of a unit of today. */
export const micro = bounded(8, 9_007_199_254_740_991, "micro");
/** An offer's number, in order of making. */
export const offerNumber = u32;

const ledgerRow = record({ since: moment, firstDay: u32, lastDay: u32, offers: u32 });

/** What the room counts: the hour from which income runs, first and last day written, offers made. */
export type Ledger = ValueOf<typeof ledgerRow>;

/** The room's one row of counts. */
export const ledger = table({
  id: 0x0501,
  name: "money/ledger",
  about: "From which hour income runs, the first and the last day written, offers ever made.",
  visibility: "everyone",
  key: [],
  row: ledgerRow,
});

const dayRow = record({ index: big(16), sum: big(32), perHour: micro, demurrage: u16 });

/** A day's figures: index, sum of all incomes before it, income an hour, demurrage of the year. */
export type Day = ValueOf<typeof dayRow>;

/** One row a day: what a unit weighs in shares, and what everybody has received until then. */
export const days = table({
  id: 0x0502,
  name: "money/days",
  about:
    "A day: shares that a unit weighs (2^96 is one), weighed income of all days before, income an hour, demurrage a year.",
  visibility: "everyone",
  key: [part("day", u32)],
  row: dayRow,
  comesByTime: true,
});

/** What was ever made and unmade of each currency. */
export const supply = table({
  id: 0x0503,
  name: "money/supply",
  about: "Shares of a currency that were ever made, and ever unmade.",
  visibility: "everyone",
  key: [part("currency", currencyId)],
  row: record({ minted: shares, burnt: shares }),
});

/** What everybody holds. */
export const holdings = table({
  id: 0x0504,
  name: "money/holdings",
  about: "Shares of a currency that an account holds; never none.",
  visibility: "everyone",
  key: [part("account", accountId), part("currency", currencyId)],
  row: record({ shares }),
});

/** Who holds a currency. */
export const holders = table({
  id: 0x0505,
  name: "money/holders",
  about: "An account that holds a currency.",
  visibility: "everyone",
  key: [part("currency", currencyId), part("account", accountId)],
  row: record({}),
});

const trustRow = record({ cap: micro, until: moment });

/** How much of a currency somebody takes (0: any amount), and until when. */
export type Trust = ValueOf<typeof trustRow>;

/** Whose money somebody takes. */
export const trusts = table({
  id: 0x0506,
  name: "money/trusts",
  about: "An account takes a currency: up to how much it holds of it (0: any amount), until when.",
  visibility: "everyone",
  key: [part("account", accountId), part("currency", currencyId)],
  row: trustRow,
});

/** Who takes a currency. */
export const trustedBy = table({
  id: 0x0507,
  name: "money/trusted-by",
  about: "An account that takes a currency.",
  visibility: "everyone",
  key: [part("currency", currencyId), part("account", accountId)],
  row: record({}),
});

/** Until when everybody has collected their income. */
export const claims = table({
  id: 0x0508,
  name: "money/claims",
  about: "The end of the last hour for which a person has collected income.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ until: moment }),
});

const offerRow = record({
  from: accountId,
  to: accountId,
  currency: currencyId,
  shares,
  at: moment,
  until: moment,
  note: bytes32,
});

/** Money on its way to somebody who has to say yes first. */
export type Offer = ValueOf<typeof offerRow>;

/** Offers that wait. */
export const offers = table({
  id: 0x0509,
  name: "money/offers",
  about: "Shares that wait for somebody's yes: from whom, since when, until when, with which note.",
  visibility: "everyone",
  key: [part("offer", offerNumber)],
  row: offerRow,
});

/** Offers that wait, by who is to accept. */
export const offersTo = table({
  id: 0x050a,
  name: "money/offers-to",
  about: "An offer that waits for the yes of an account's owner.",
  visibility: "everyone",
  key: [part("account", accountId), part("offer", offerNumber)],
  row: record({}),
});

/** Offers that wait, by who made them. */
export const offersFrom = table({
  id: 0x050b,
  name: "money/offers-from",
  about: "An offer from an account that waits.",
  visibility: "everyone",
  key: [part("account", accountId), part("offer", offerNumber)],
  row: record({}),
});

/** Offers that wait, by when they go back. */
export const due = table({
  id: 0x050c,
  name: "money/due",
  about: "An offer that goes back at a moment.",
  visibility: "everyone",
  key: [part("moment", moment), part("offer", offerNumber)],
  row: record({}),
});
