import { ownerOf } from "../kernel/account.ts";
import { unitsText } from "../kernel/figures.ts";
import type { AccountId } from "../kernel/ids.ts";
import { SAFE_MAX } from "../kernel/integer.ts";

/** The sum of some amounts as a sentence names it. */
export function unitsOf(parts: readonly { readonly micro: number }[]): string {
  return unitsText(parts.reduce((sum, { micro }) => Math.min(SAFE_MAX, sum + micro), 0));
}

/** An account's owner as a sentence of the law names them, which knows no names. */
export function receiverText(account: AccountId): string {
  const owner = ownerOf(account);
  if (owner?.kind === "person") return `person ${owner.person}`;
  return owner === undefined ? `account ${account}` : `circle ${owner.circle}`;
}
