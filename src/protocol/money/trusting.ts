import { parameterValue } from "../constitution/index.ts";
import { peopleOf } from "../kernel/account.ts";
import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { type AccountId, type CurrencyId, currencyId } from "../kernel/ids.ts";
import { moment, record, type ValueOf } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { isOwnCurrency } from "./acceptance.ts";
import { isPerson } from "./accounts.ts";
import { trustEnded, trustGiven } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { micro, trustedBy, trusts } from "./types.ts";

/** What a word of trust says, anyone who gives it. */
export const trusting = record({ currency: currencyId, cap: micro, until: moment });

type Trusting = ValueOf<typeof trusting>;

/** Refuses trust in one's own currency or in nobody's, and one that ends too soon or too late. */
export function trustRefusal(
  state: Reader,
  { account, now }: { readonly account: AccountId; readonly now: number },
  { currency, until }: Trusting,
): Refusal | undefined {
  if (isOwnCurrency(account, currency)) return refuse(faults["own-currency"]);
  if (!isPerson(state, currency)) return refuse(faults["no-such-person"]);
  if (until <= now) return refuse(faults["ends-too-soon"], { now });
  const latest = now + parameterValue(state, "trust-days-max") * DAY;
  return until <= latest ? undefined : refuse(faults["trust-too-long"], { latest });
}

/** Writes that an account takes a currency, in place of what it said before. */
export function giveTrust(
  state: Writer,
  account: AccountId,
  { currency, cap, until }: Trusting,
): readonly Event[] {
  if (!trusts.has(state, [account, currency])) trustedBy.put(state, [currency, account], {});
  trusts.put(state, [account, currency], { cap, until });
  return [trustGiven(peopleOf([account]), { account, currency, cap, until })];
}

/** Refuses to take back what was not said. */
export function untrustRefusal(
  state: Reader,
  account: AccountId,
  currency: CurrencyId,
): Refusal | undefined {
  return trusts.has(state, [account, currency]) ? undefined : refuse(faults["no-such-trust"]);
}

/** Takes back that an account takes a currency. */
export function endTrust(
  state: Writer,
  account: AccountId,
  currency: CurrencyId,
): readonly Event[] {
  trusts.delete(state, [account, currency]);
  trustedBy.delete(state, [currency, account]);
  return [trustEnded(peopleOf([account]), { account, currency })];
}
