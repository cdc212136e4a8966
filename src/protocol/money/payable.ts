import { type Refusal, refuse } from "../kernel/fault.ts";
import type { AccountId } from "../kernel/ids.ts";
import { SAFE_MAX } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import { acceptanceOf, isOwnCurrency } from "./acceptance.ts";
import { receiverRefusal } from "./accounts.ts";
import { toMicro } from "./convert.ts";
import { indexAt } from "./days.ts";
import type { Part } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { holdings, PARTS_MAX } from "./types.ts";

/** What one account can pay another now: how much at most, in what order, and why not when nothing. */
export interface Payable {
  readonly micro: number;
  readonly parts: readonly Part[];
  readonly refusal: Refusal | undefined;
}

/**
 * Works out the most that one account can pay another at a moment.
 *
 * Why: the number that is shown must work: cutting these parts in order at any amount up to it gives
 * a payment that is accepted. The receiver's own currency goes home first; then the largest parts,
 * since a payment has sixteen at most.
 * Cost: one reading for each currency that the payer holds.
 */
export function payableOf(state: Reader, from: AccountId, to: AccountId, now: number): Payable {
  if (from === to) return { micro: 0, parts: [], refusal: refuse(faults["to-yourself"]) };
  const barred = receiverRefusal(state, to);
  if (barred !== undefined) return { micro: 0, parts: [], refusal: barred };
  const at = { now, index: indexAt(state, now) };
  const found: Part[] = [];
  let holds = false;
  let isFull = false;
  for (const { key, row } of holdings.entries(state, [from])) {
    const has = toMicro(row.shares, at.index);
    const accepted = acceptanceOf(state, to, key[1], at);
    holds ||= has > 0;
    if (accepted.kind === "none") continue;
    const room = accepted.kind === "any" ? has : toMicro(accepted.shares, at.index);
    isFull ||= has > 0 && room === 0;
    const micro = Math.min(has, room);
    if (micro > 0) found.push({ currency: key[1], micro });
  }
  const parts = cut(inOrder(found, to).slice(0, PARTS_MAX), SAFE_MAX);
  const micro = parts.reduce((sum, part) => sum + part.micro, 0);
  const fault = isFull ? "cap-reached" : holds ? "not-trusted" : "insufficient";
  return { micro, parts, refusal: micro > 0 ? undefined : refuse(faults[fault]) };
}

/** Takes an amount from parts in their order; less when they hold less. */
export function cut(parts: readonly Part[], micro: number): readonly Part[] {
  const taken: Part[] = [];
  let left = micro;
  for (const part of parts) {
    const amount = Math.min(part.micro, left);
    if (amount > 0) taken.push({ currency: part.currency, micro: amount });
    left -= amount;
  }
  return taken;
}

function inOrder(parts: readonly Part[], to: AccountId): readonly Part[] {
  const isHome = ({ currency }: Part) => (isOwnCurrency(to, currency) ? 1 : 0);
  return [...parts].sort(
    (left, right) =>
      isHome(right) - isHome(left) || right.micro - left.micro || left.currency - right.currency,
  );
}
