import type { CurrencyId } from "../kernel/ids.ts";
import type { Invariant } from "../kernel/room.ts";
import type { Reader } from "../kernel/state.ts";
import { HOUR } from "../kernel/time.ts";
import { isOwnCurrency } from "./acceptance.ts";
import { isAccount, isPerson } from "./accounts.ts";
import { INDEX_DIGITS } from "./convert.ts";
import { figuresOf, ledgerOf } from "./days.ts";
import { dailyFactor } from "./demurrage.ts";
import {
  claims,
  days,
  due,
  holders,
  holdings,
  offers,
  offersFrom,
  offersTo,
  supply,
  trustedBy,
  trusts,
} from "./types.ts";

/** Of every currency, what is held and what waits is what was made less what was unmade. */
export const sharesAreConserved: Invariant = {
  name: "money/shares-are-conserved",
  broken(state) {
    const sums = sumsOf(state);
    for (const { key, row } of supply.entries(state, [])) {
      const [currency] = key;
      const sum = sums.get(currency) ?? 0n;
      if (sum !== row.minted - row.burnt) return `${sum} of ${currency} are there`;
      sums.delete(currency);
    }
    for (const [currency] of sums) return `${currency} was never made`;
    return undefined;
  },
};

/** Nobody holds nothing, and who holds a currency is listed under it. */
export const holdersAgree: Invariant = {
  name: "money/holders-agree",
  broken(state) {
    let held = 0;
    for (const { key, row } of holdings.entries(state, [])) {
      const [account, currency] = key;
      if (row.shares === 0n) return `${account} holds nothing of ${currency}`;
      if (!isAccount(state, account) || !isPerson(state, currency)) return `${account} is nobody`;
      if (!holders.has(state, [currency, account])) return `${account} is not listed`;
      held += 1;
    }
    const listed = [...holders.entries(state, [])].length;
    return listed === held ? undefined : `${held} hold, ${listed} are listed`;
  },
};

/** Who takes a currency is listed under it, and nobody needs to take their own. */
export const trustsAgree: Invariant = {
  name: "money/trusts-agree",
  broken(state) {
    let given = 0;
    for (const { key } of trusts.entries(state, [])) {
      const [account, currency] = key;
      if (isOwnCurrency(account, currency)) return `${account} takes their own`;
      if (!isAccount(state, account) || !isPerson(state, currency)) return `${account} is nobody`;
      if (!trustedBy.has(state, [currency, account])) return `${account} is not listed`;
      given += 1;
    }
    const listed = [...trustedBy.entries(state, [])].length;
    return listed === given ? undefined : `${given} take, ${listed} are listed`;
  },
};

/** Every offer waits on both lists and for its end, holds something, and was numbered. */
export const offersAgree: Invariant = {
  name: "money/offers-agree",
  broken(state) {
    let waiting = 0;
    const { offers: made } = ledgerOf(state);
    for (const { key, row } of offers.entries(state, [])) {
      const [offer] = key;
      if (offer === 0 || offer > made) return `offer ${offer} was never made`;
      if (row.shares === 0n || row.from === row.to) return `offer ${offer} offers nothing`;
      const isListed =
        offersTo.has(state, [row.to, offer]) &&
        offersFrom.has(state, [row.from, offer]) &&
        due.has(state, [row.until, offer]);
      if (!isListed) return `offer ${offer} is not listed`;
      waiting += 1;
    }
    const wrong = [offersTo, offersFrom, due].find(
      (table) => [...table.entries(state, [])].length !== waiting,
    );
    return wrong && `${wrong.name} lists more than wait`;
  },
};

/** Nobody has collected income of hours that have not passed. */
export const claimsHavePassed: Invariant = {
  name: "money/claims-have-passed",
  broken(state, now) {
    for (const { key, row } of claims.entries(state, [])) {
      if (row.until > now) return `${key[0]} is ahead`;
      if (row.until % HOUR !== 0) return `${key[0]} has part of an hour`;
    }
    return undefined;
  },
};

/** Days follow each other without a gap, each worked out from the one before; the index never falls. */
export const daysFollow: Invariant = {
  name: "money/days-follow",
  broken(state) {
    const { firstDay, lastDay } = ledgerOf(state);
    let expected = firstDay;
    let index: bigint | undefined;
    let sum = 0n;
    for (const { key, row } of days.entries(state, [])) {
      const [day] = key;
      const { perHour, demurrage } = figuresOf(state, day);
      if (day !== expected) return `day ${expected} is missing`;
      if (index !== undefined && row.index !== index) return `day ${day} has another index`;
      if (row.sum !== sum) return `day ${day} has another sum`;
      if (row.perHour !== perHour || row.demurrage !== demurrage) return `day ${day} was rewritten`;
      index = (row.index * dailyFactor(row.demurrage)) >> INDEX_DIGITS;
      if (index < row.index) return `the index falls after day ${day}`;
      sum += 24n * BigInt(row.perHour) * row.index;
      expected += 1;
    }
    return expected === lastDay + 1 ? undefined : `the last day is not ${lastDay}`;
  },
};

function sumsOf(state: Reader): Map<CurrencyId, bigint> {
  const sums = new Map<CurrencyId, bigint>();
  const add = (currency: CurrencyId, shares: bigint) =>
    sums.set(currency, (sums.get(currency) ?? 0n) + shares);
  for (const { key, row } of holdings.entries(state, [])) add(key[1], row.shares);
  for (const { row } of offers.entries(state, [])) add(row.currency, row.shares);
  return sums;
}
