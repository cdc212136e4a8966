import { type Refusal, refuse } from "../kernel/fault.ts";
import type { CurrencyId, PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { toMicro, toShares } from "./convert.ts";
import { moneyFaults as faults } from "./faults.ts";
import { sharesOf } from "./holding.ts";
import { type Trust, trusts } from "./types.ts";

/** What somebody takes of a currency: nothing, any amount, or up to a number of shares more. */
export type Acceptance =
  | { readonly kind: "none" }
  | { readonly kind: "any" }
  | { readonly kind: "room"; readonly shares: bigint; readonly cap: number };

/** The currency of a person: what their income is made of. */
export function currencyOf(person: PersonId): CurrencyId {
  return person as number as CurrencyId;
}

/** Tells whether trust stands at a moment. */
export function isLiveTrust(trust: Trust, now: number): boolean {
  return now < trust.until;
}

/**
 * Tells how much more of a currency a person takes now.
 *
 * Why: a person's own currency always comes home; any other needs their word, and never takes them
 * above the cap that they set. The room is exact: with one share more they would hold more than
 * the cap, counted in whole micro-units.
 */
export function acceptanceOf(
  state: Reader,
  person: PersonId,
  currency: CurrencyId,
  at: { readonly now: number; readonly index: bigint },
): Acceptance {
  if (currency === currencyOf(person)) return { kind: "any" };
  const trust = trusts.get(state, [person, currency]);
  if (trust === undefined || !isLiveTrust(trust, at.now)) return { kind: "none" };
  const { cap } = trust;
  if (cap === 0) return { kind: "any" };
  const most = toShares(cap + 1, at.index) - 1n;
  const held = sharesOf(state, person, currency);
  return { kind: "room", shares: held < most ? most - held : 0n, cap };
}

/** Refuses shares that a person does not take. */
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
