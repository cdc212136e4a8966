import { DAY, type FoundingDocument, HOUR } from "#protocol/index.js";
import { DIGITS, factorOf } from "./demurrage.ts";
import type { RuleBook } from "./rules.ts";

const SHARES = 1_000_000_000_000n;

/** Money that waits for a yes. */
export interface Waiting {
  readonly from: number;
  readonly to: number;
  readonly currency: number;
  readonly shares: bigint;
  readonly until: number;
}

/** The auditor's own account book: plain sums of whole shares. */
export interface MoneyBook {
  readonly holdings: ReadonlyMap<string, bigint>;
  readonly supply: ReadonlyMap<number, bigint>;
  readonly trusts: Map<string, { readonly cap: number; readonly until: number }>;
  readonly claims: Map<number, number>;
  readonly offers: ReadonlyMap<number, Waiting>;
  held(person: number, currency: number): bigint;
  /** What an account holds, by the numbers of the currencies. */
  of(account: number): readonly (readonly [currency: number, shares: bigint])[];
  /** What a unit of a day weighs. */
  indexAt(moment: number): bigint;
  /** Shares that an amount takes. */
  weigh(micro: number, now: number): bigint;
  /** What shares are worth. */
  worth(shares: bigint, now: number): bigint;
  /** The income of anyone who belongs since a moment. */
  income(person: number, since: number, now: number, upTo: number): Income;
  mint(person: number, shares: bigint): void;
  move(from: number, to: number, currency: number, shares: bigint): void;
  offer(waiting: Waiting): void;
  end(offer: number, winner: number): void;
}

interface Income {
  readonly hours: number;
  readonly until: number;
  readonly shares: bigint;
}

/** Works out what a unit of a day weighs, from day to day. */
function createIndex(firstDay: number, rules: RuleBook): (moment: number) => bigint {
  const indexes = [1n << DIGITS];
  return (moment) => {
    const day = Math.floor(moment / DAY);
    for (let next = indexes.length; next <= day - firstDay; next += 1) {
      const rate = rules.figureAt("demurrage-per-year", (firstDay + next - 1) * DAY);
      indexes.push(((indexes[next - 1] as bigint) * factorOf(rate)) >> DIGITS);
    }
    return indexes[day - firstDay] as bigint;
  };
}

/** Adds an income up hour by hour. */
function incomeBetween(
  from: number,
  until: number,
  rules: RuleBook,
  indexAt: (moment: number) => bigint,
): Income {
  let sum = 0n;
  for (let hour = from; hour < until; hour += HOUR) {
    const midnight = Math.floor(hour / DAY) * DAY;
    sum += BigInt(rules.figureAt("income-per-hour", midnight)) * indexAt(hour);
  }
  return { hours: Math.max(0, (until - from) / HOUR), until, shares: (sum * SHARES) >> DIGITS };
}

/** The money that a founding document gives. */
interface Begun {
  readonly trusts: readonly {
    readonly account: number;
    readonly currency: number;
    readonly cap: number;
    readonly until: number;
  }[];
  readonly balances: readonly {
    readonly account: number;
    readonly currency: number;
    readonly shares: bigint;
  }[];
}

/** Opens an account book in which there is what the founding gives. */
export function createMoneyBook(document: FoundingDocument, rules: RuleBook): MoneyBook {
  const { foundedAt } = document;
  const holdings = new Map<string, bigint>();
  const supply = new Map<number, bigint>();
  const offers = new Map<number, Waiting>();
  const claims = new Map<number, number>();
  const indexAt = createIndex(Math.floor(foundedAt / DAY), rules);
  let made = 0;
  const add = (person: number, currency: number, shares: bigint): void => {
    const name = `${person} ${currency}`;
    const sum = (holdings.get(name) ?? 0n) + shares;
    if (sum === 0n) holdings.delete(name);
    else holdings.set(name, sum);
  };
  const trusts: MoneyBook["trusts"] = new Map();
  const begun = document.rooms["money"] as Begun | undefined;
  for (const { account, currency, cap, until } of begun?.trusts ?? []) {
    trusts.set(`${account} ${currency}`, { cap, until });
  }
  for (const { account, currency, shares } of begun?.balances ?? []) {
    add(account, currency, shares);
    supply.set(currency, (supply.get(currency) ?? 0n) + shares);
  }
  return {
    holdings,
    supply,
    offers,
    claims,
    trusts,
    held: (person, currency) => holdings.get(`${person} ${currency}`) ?? 0n,
    of: (account) =>
      [...holdings]
        .map(([name, shares]) => [...name.split(" ").map(Number), shares] as const)
        .filter(([owner]) => owner === account)
        .map(([, currency, shares]) => [currency as number, shares as bigint] as const)
        .sort(([left], [right]) => left - right),
    indexAt,
    weigh: (micro, now) => -((-BigInt(micro) * SHARES * indexAt(now)) >> DIGITS),
    worth: (shares, now) => (shares << DIGITS) / (SHARES * indexAt(now)),
    income(person, since, now, upTo) {
      const until = Math.floor(Math.min(now, upTo) / HOUR) * HOUR;
      const hour = Math.floor(now / HOUR) * HOUR;
      const reach = Math.floor(rules.reach("claim-window-days", hour) / HOUR) * HOUR;
      const begun = Math.ceil(Math.max(since, foundedAt) / HOUR) * HOUR;
      const from = Math.max(claims.get(person) ?? 0, begun, reach);
      return incomeBetween(from, until, rules, indexAt);
    },
    mint(person, shares) {
      supply.set(person, (supply.get(person) ?? 0n) + shares);
      add(person, person, shares);
    },
    move(from, to, currency, shares) {
      add(from, currency, -shares);
      add(to, currency, shares);
    },
    offer(waiting) {
      made += 1;
      offers.set(made, waiting);
      add(waiting.from, waiting.currency, -waiting.shares);
    },
    end(offer, winner) {
      const ended = offers.get(offer);
      if (ended === undefined) return;
      offers.delete(offer);
      add(winner, ended.currency, ended.shares);
    },
  };
}
