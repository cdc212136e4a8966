import { defineAction } from "../kernel/action.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { currencyId, type PersonId, personId } from "../kernel/ids.ts";
import { SAFE_MAX } from "../kernel/integer.ts";
import { bytes32, list, record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { acceptanceOf, acceptanceRefusal } from "./acceptance.ts";
import { toMicro, toShares } from "./convert.ts";
import { indexAt, writeDays } from "./days.ts";
import { type Part, paid } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { credit, debit, sharesOf } from "./holding.ts";
import { isPerson } from "./people.ts";
import { micro, PARTS_MAX } from "./types.ts";

/**
 * Pays somebody in currencies that they take, or that are their own; all parts or none.
 *
 * Why: nobody can be given money that they do not want; what returns to its issuer is always taken.
 * Faults: money/to-yourself, money/no-such-person, money/empty-payment, money/currency-twice,
 * money/insufficient, money/not-trusted, money/cap-reached.
 */
export const pay = defineAction({
  type: "money/pay",
  tag: 0x0504,
  author: "person",
  summary: "Pays somebody in money that they take.",
  visibility: "everyone",
  input: record({
    to: personId,
    parts: list(record({ currency: currencyId, micro }), PARTS_MAX),
    note: bytes32,
  }),
  about: {
    to: "who receives it",
    parts: "how much of which currency",
    note: "the hash of a note; zeros for none",
  },
  check({ state, author, input, now }) {
    const { to, parts } = input;
    if (to === author) return refuse(faults["to-yourself"]);
    if (!isPerson(state, to)) return refuse(faults["no-such-person"]);
    const malformed = partsRefusal(parts);
    if (malformed !== undefined) return malformed;
    const at = { now, index: indexAt(state, now) };
    for (const part of parts) {
      const refusal = partRefusal(state, author, to, part, at);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  },
  apply({ state, author, input, now }) {
    const { to, parts, note } = input;
    const { index } = writeDays(state, now);
    let total = 0;
    for (const { currency, micro } of parts) {
      const shares = toShares(micro, index);
      debit(state, author, currency, shares);
      credit(state, to, currency, shares);
      total += micro;
    }
    return [paid([author, to], { from: author, to, micro: total, parts, note })];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "money/payment",
      "A payment takes from one what it gives to another, in currencies that the receiver takes.",
      { from: author, to: input.to, parts: input.parts, index: indexAt(state, now) },
      "The money is the receiver's at once and for good.",
    ),
});

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
  from: PersonId,
  to: PersonId,
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
