import type { AccountId, CurrencyId } from "../kernel/ids.ts";
import { subtractBig } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { holders, holdings, supply } from "./types.ts";

/** The shares of a currency that an account holds. */
export function sharesOf(state: Reader, account: AccountId, currency: CurrencyId): bigint {
  return holdings.get(state, [account, currency])?.shares ?? 0n;
}

/** Adds shares to what an account holds; without any, nothing is written. */
export function credit(
  state: Writer,
  account: AccountId,
  currency: CurrencyId,
  shares: bigint,
): void {
  if (shares === 0n) return;
  const held = sharesOf(state, account, currency);
  holdings.put(state, [account, currency], { shares: held + shares });
  if (held === 0n) holders.put(state, [currency, account], {});
}

/** Takes shares from what an account holds; that they are there was checked. */
export function debit(
  state: Writer,
  account: AccountId,
  currency: CurrencyId,
  shares: bigint,
): void {
  const left = subtractBig(sharesOf(state, account, currency), shares);
  if (left > 0n) {
    holdings.put(state, [account, currency], { shares: left });
  } else {
    holdings.delete(state, [account, currency]);
    holders.delete(state, [currency, account]);
  }
}

/** Makes new shares of a currency for an account; of nothing, nothing is written. */
export function mint(
  state: Writer,
  account: AccountId,
  currency: CurrencyId,
  shares: bigint,
): void {
  if (shares === 0n) return;
  const { minted, burnt } = supply.get(state, [currency]) ?? { minted: 0n, burnt: 0n };
  supply.put(state, [currency], { minted: minted + shares, burnt });
  credit(state, account, currency, shares);
}
