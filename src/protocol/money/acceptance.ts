import { type Refusal, refuse } from "../kernel/fault.ts";
import type { AccountId, CurrencyId, PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { toMicro, toShares } from "./convert.ts";
import { moneyFaults as faults } from "./faults.ts";
import { sharesOf } from "./holding.ts";
import { type Trust, trusts } from "./types.ts";

/** What an account takes of a currency: nothing, any amount, or up to a number of shares more. */
export type Acceptance =
  | { readonly kind: "none" }
  | { readonly kind: "any" }
  | { readonly kind: "room"; readonly shares: bigint; readonly cap: number };

/** The currency of a person: what their income is made of. */
export function currencyOf(person: PersonId): CurrencyId {
  return person as number as CurrencyId;
}

/** Tells whether a currency is made of the income of an account's owner: only people have an income. */
export function isOwnCurrency(account: AccountId, currency: CurrencyId): boolean {
  return (currency as number) === (account as number);
}

/** Tells whether trust stands at a moment. */
export function isLiveTrust(trust: Trust, now: number): boolean {
  return now < trust.until;
}

/**
 * Tells how much more of a currency an account takes now.
 *
 * Why: a person's own currency always comes home; any other needs their word, and never takes them
 * above the cap that they set; a circle issues none, so it takes only what it has said. The room is
 * exact: with one share more they would hold more than the cap, counted in whole micro-units.
 */
export function acceptanceOf(
  state: Reader,
  account: AccountId,
  currency: CurrencyId,
  at: { readonly now: number; readonly index: bigint },
): Acceptance {
  if (isOwnCurrency(account, currency)) return { kind: "any" };
  const trust = trusts.get(state, [account, currency]);
  if (trust === undefined || !isLiveTrust(trust, at.now)) return { kind: "none" };
  const { cap } = trust;
  if (cap === 0) return { kind: "any" };
  const most = toShares(cap + 1, at.index) - 1n;
  const held = sharesOf(state, account, currency);
  return { kind: "room", shares: held < most ? most - held : 0n, cap };
}

/** Refuses shares that an account does not take. */
export function acceptanceRefusal(
  acceptance: Acceptance,
  currency: CurrencyId,
  shares: bigint,
  index: bigint,
): Refusal | undefined {
  if (acceptance.kind === "any") return undefined;
  if (acceptance.kind === "none") return refuse(faults["not-trusted"], { currency });
  if (shares <= acceptance.shares) return undefined;
  const room = toMicro(acceptance.shares, index);
  return refuse(faults["cap-reached"], { currency, cap: acceptance.cap, room });
}
