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
  /** What a unit of a day weighs. */
  indexAt(moment: number): bigint;
  /** Shares that an amount takes. */
  weigh(micro: number, now: number): bigint;
  /** What shares are worth. */
  worth(shares: bigint, now: number): bigint;
  /** The income of whoever belongs since a moment. */
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

/** Opens an account book in which nobody has anything. */
export function createMoneyBook({ foundedAt }: FoundingDocument, rules: RuleBook): MoneyBook {
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
  return {
    holdings,
    supply,
    offers,
    claims,
    trusts: new Map(),
    held: (person, currency) => holdings.get(`${person} ${currency}`) ?? 0n,
    indexAt,
    weigh: (micro, now) => -((-BigInt(micro) * SHARES * indexAt(now)) >> DIGITS),
    worth: (shares, now) => (shares << DIGITS) / (SHARES * indexAt(now)),
    income(person, since, now, upTo) {
      const until = Math.floor(Math.min(now, upTo) / HOUR) * HOUR;
      const window = rules.figure("claim-window-days") * DAY;
      const reach = Math.floor(now / HOUR) * HOUR - window;
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
