import { DAY, HOUR } from "../kernel/time.ts";
import { outcomeOf, type Village } from "./village.ts";

/** One unit in micro-units. */
export const UNIT = 1_000_000;

const NO_NOTE = new Uint8Array(32);

/** What the wallet's view shows, as far as tests look at it. */
export interface Wallet {
  readonly micro: number;
  readonly holdings: readonly {
    readonly currency: number;
    readonly micro: number;
    readonly shares: bigint;
  }[];
  readonly income: { readonly hours: number; readonly micro: number; readonly since: number };
  readonly offersIn: readonly { readonly offer: number; readonly micro: number }[];
  readonly offersOut: readonly { readonly offer: number; readonly micro: number }[];
}

/** Reads the wallet of an account. */
export function walletOf(village: Village, account: number): Wallet {
  return village.view<Wallet>("money/wallet", { account });
}

/** What an account holds of a currency, in micro-units of today. */
export function heldBy(village: Village, account: number, currency: number): number {
  const held = walletOf(village, account).holdings.find((held) => held.currency === currency);
  return held?.micro ?? 0;
}

/** Collects a person's income of all that has passed. */
export function claim(village: Village, person: number, until = 0): string {
  return outcomeOf(village.act(person, "money/claim", { until }));
}

/** Says that a person takes a currency. */
export function trust(village: Village, person: number, currency: number, cap = 0): string {
  const input = { currency, cap, until: village.now + 90 * DAY };
  return outcomeOf(village.act(person, "money/trust", input));
}

/** Pays; each part is a currency and micro-units. */
export function pay(
  village: Village,
  from: number,
  to: number,
  ...parts: readonly (readonly [number, number])[]
): string {
  const listed = parts.map(([currency, micro]) => ({ currency, micro }));
  return outcomeOf(village.act(from, "money/pay", { to, parts: listed, note: NO_NOTE }));
}

/** Offers money. */
export function offer(
  village: Village,
  from: number,
  to: number,
  currency: number,
  micro: number,
): string {
  const input = { to, currency, micro, note: NO_NOTE };
  return outcomeOf(village.act(from, "money/offer", input));
}

/** Lets hours pass, all of them within the first day's figures, and everybody collect them. */
export function earn(village: Village, hours = 10): void {
  village.pass(hours * HOUR);
  for (let person = 1; person <= village.keys.length; person++) claim(village, person);
}
