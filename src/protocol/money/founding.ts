import { type AccountId, accountId, type CurrencyId, currencyId, personId } from "../kernel/ids.ts";
import { defineFounding } from "../kernel/room.ts";
import { big, list, moment, record, type ValueOf } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { dayOf, HOUR } from "../kernel/time.ts";
import { isOwnCurrency } from "./acceptance.ts";
import { isAccount, isPerson } from "./accounts.ts";
import { ONE } from "./convert.ts";
import { figuresOf } from "./days.ts";
import { mint } from "./holding.ts";
import { ceilHour } from "./income.ts";
import { claims, days, ledger, micro, shares, trustedBy, trusts } from "./types.ts";

/** Entries of one kind at a founding at most. */
const ENTRIES_MAX = 16_777_216;
/** Shares of one currency at a founding at most: there is as much room again for income. */
const SUPPLY_MAX = 1n << 127n;

const shape = record({
  index: big(16),
  trusts: list(
    record({ account: accountId, currency: currencyId, cap: micro, until: moment }),
    ENTRIES_MAX,
  ),
  balances: list(record({ account: accountId, currency: currencyId, shares }), ENTRIES_MAX),
  claims: list(record({ person: personId, until: moment }), ENTRIES_MAX),
});

type Section = ValueOf<typeof shape>;

/**
 * The money a community starts with.
 *
 * Why: the index goes on where it stood, so that a fork's shares are worth what they were; 2^96 for
 * a new community.
 */
export const founding = defineFounding({
  shape,
  empty: { index: ONE, trusts: [], balances: [], claims: [] } as Section,
  problem: (section) =>
    (section.index < ONE ? `index: below ${ONE}, at which it begins` : undefined) ??
    trustsProblem(section) ??
    balancesProblem(section) ??
    claimsProblem(section),
  conflict: ({ state, founding, now }) =>
    strangerIn("trusts", founding.trusts, state) ??
    strangerIn("balances", founding.balances, state) ??
    unknownIn(founding, state) ??
    endedIn(founding, now),
  found({ state, founding, now }) {
    const today = dayOf(now);
    ledger.put(state, [], { since: ceilHour(now), firstDay: today, lastDay: today, offers: 0 });
    days.put(state, [today], { index: founding.index, sum: 0n, ...figuresOf(state, today) });
    for (const { account, currency, cap, until } of founding.trusts) {
      trusts.put(state, [account, currency], { cap, until });
      trustedBy.put(state, [currency, account], {});
    }
    for (const { account, currency, shares } of founding.balances) {
      mint(state, account, currency, shares);
    }
    for (const { person, until } of founding.claims) claims.put(state, [person], { until });
  },
});

function trustsProblem({ trusts }: Section): string | undefined {
  const seen = new Set<string>();
  for (const [at, { account, currency }] of trusts.entries()) {
    if (isRepeated(seen, [account, currency])) return `trusts: ${at}: listed twice`;
    if (isOwnCurrency(account, currency))
      return `trusts: ${at}: everybody takes their own currency`;
  }
  return undefined;
}

function balancesProblem({ balances }: Section): string | undefined {
  const seen = new Set<string>();
  const sums = new Map<number, bigint>();
  for (const [at, { account, currency, shares }] of balances.entries()) {
    if (isRepeated(seen, [account, currency])) return `balances: ${at}: listed twice`;
    if (shares === 0n) return `balances: ${at}: shares: none`;
    const sum = (sums.get(currency) ?? 0n) + shares;
    if (sum > SUPPLY_MAX) return `balances: ${at}: more than ${SUPPLY_MAX} shares of ${currency}`;
    sums.set(currency, sum);
  }
  return undefined;
}

function claimsProblem({ claims }: Section): string | undefined {
  const seen = new Set<string>();
  for (const [at, { person, until }] of claims.entries()) {
    if (isRepeated(seen, [person])) return `claims: ${at}: listed twice`;
    if (until % HOUR !== 0) return `claims: ${at}: until: not a full hour`;
  }
  return undefined;
}

function isRepeated(seen: Set<string>, key: readonly number[]): boolean {
  const name = key.join(",");
  if (seen.has(name)) return true;
  seen.add(name);
  return false;
}

interface Entry {
  readonly account: AccountId;
  readonly currency: CurrencyId;
}

function strangerIn(list: string, entries: readonly Entry[], state: Reader): string | undefined {
  for (const [at, { account, currency }] of entries.entries()) {
    if (!isAccount(state, account)) return `${list}: ${at}: nobody has account ${account}`;
    if (!isPerson(state, currency)) return `${list}: ${at}: nobody has number ${currency}`;
  }
  return undefined;
}

function unknownIn({ claims }: Section, state: Reader): string | undefined {
  const at = claims.findIndex(({ person }) => !isPerson(state, person));
  return at < 0 ? undefined : `claims: ${at}: nobody has number ${claims[at]?.person}`;
}

function endedIn({ trusts, claims }: Section, now: number): string | undefined {
  const ended = trusts.findIndex(({ until }) => until <= now);
  if (ended >= 0) return `trusts: ${ended}: until: ended before the founding`;
  const late = claims.findIndex(({ until }) => until > now);
  return late < 0 ? undefined : `claims: ${late}: until: after the founding`;
}
