import { peopleOf } from "../kernel/account.ts";
import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { type AccountId, accountId, currencyId } from "../kernel/ids.ts";
import { SAFE_MAX } from "../kernel/integer.ts";
import { bytes32, list, record, type ValueOf } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { acceptanceOf, acceptanceRefusal } from "./acceptance.ts";
import { receiverRefusal } from "./accounts.ts";
import { toMicro, toShares } from "./convert.ts";
import { indexAt, writeDays } from "./days.ts";
import { type Part, paid } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { credit, debit, sharesOf } from "./holding.ts";
import { micro, PARTS_MAX } from "./types.ts";

/** What a payment says, anyone who pays. */
export const payment = record({
  to: accountId,
  parts: list(record({ currency: currencyId, micro }), PARTS_MAX),
  note: bytes32,
});

type Payment = ValueOf<typeof payment>;

/** Who pays, and when. */
interface Payer {
  readonly from: AccountId;
  readonly now: number;
}

/** Refuses a payment that is malformed, not covered, or not taken by its receiver. */
export function paymentRefusal(
  state: Reader,
  { from, now }: Payer,
  { to, parts }: Payment,
): Refusal | undefined {
  if (to === from) return refuse(faults["to-yourself"]);
  const barred = receiverRefusal(state, to) ?? partsRefusal(parts);
  if (barred !== undefined) return barred;
  const at = { now, index: indexAt(state, now) };
  for (const part of parts) {
    const refusal = partRefusal(state, { from, to }, part, at);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Moves what was checked from one account to the other. */
export function carryPayment(
  state: Writer,
  { from, now }: Payer,
  { to, parts, note }: Payment,
): readonly Event[] {
  const { index } = writeDays(state, now);
  let total = 0;
  for (const { currency, micro } of parts) {
    const shares = toShares(micro, index);
    debit(state, from, currency, shares);
    credit(state, to, currency, shares);
    total += micro;
  }
  return [paid(peopleOf([from, to]), { from, to, micro: total, parts, note })];
}

function partsRefusal(parts: readonly Part[]): Refusal | undefined {
  if (parts.length === 0) return refuse(faults["empty-payment"]);
  let total = 0;
  for (const [at, { currency, micro }] of parts.entries()) {
    if (micro === 0) return refuse(faults["empty-payment"], { currency });
    for (let before = 0; before < at; before++) {
      if (parts[before]?.currency === currency)
        return refuse(faults["currency-twice"], { currency });
    }
    if (micro > SAFE_MAX - total) return refuse(faults["insufficient"], { currency });
    total += micro;
  }
  return undefined;
}

function partRefusal(
  state: Reader,
  { from, to }: { readonly from: AccountId; readonly to: AccountId },
  { currency, micro }: Part,
  at: { readonly now: number; readonly index: bigint },
): Refusal | undefined {
  const shares = toShares(micro, at.index);
  const held = sharesOf(state, from, currency);
  if (held < shares) {
    return refuse(faults["insufficient"], { currency, has: toMicro(held, at.index), needs: micro });
  }
  return acceptanceRefusal(acceptanceOf(state, to, currency, at), currency, shares, at.index);
}
