import type { CurrencyId, PersonId } from "../kernel/ids.ts";
import { subtractBig } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { holders, holdings, supply } from "./types.ts";

/** The shares of a currency that a person holds. */
export function sharesOf(state: Reader, person: PersonId, currency: CurrencyId): bigint {
  return holdings.get(state, [person, currency])?.shares ?? 0n;
}

/** Adds shares to what a person holds. */
export function credit(
  state: Writer,
  person: PersonId,
  currency: CurrencyId,
  shares: bigint,
): void {
  const held = sharesOf(state, person, currency);
  holdings.put(state, [person, currency], { shares: held + shares });
  if (held === 0n) holders.put(state, [currency, person], {});
}

/** Takes shares from what a person holds; that they are there was checked. */
export function debit(state: Writer, person: PersonId, currency: CurrencyId, shares: bigint): void {
  const left = subtractBig(sharesOf(state, person, currency), shares);
  if (left > 0n) {
    holdings.put(state, [person, currency], { shares: left });
  } else {
    holdings.delete(state, [person, currency]);
    holders.delete(state, [currency, person]);
  }
}

/** Makes new shares of a currency for a person. */
export function mint(state: Writer, person: PersonId, currency: CurrencyId, shares: bigint): void {
  const { minted, burnt } = supply.get(state, [currency]) ?? { minted: 0n, burnt: 0n };
  supply.put(state, [currency], { minted: minted + shares, burnt });
  credit(state, person, currency, shares);
}
