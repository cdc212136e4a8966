import { personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { explain } from "../kernel/why.ts";
import { indexAt } from "./days.ts";
import { carryPayment, payment, paymentRefusal } from "./paying.ts";

/**
 * Pays a person or a circle in currencies that they take, or that are their own; all parts or none.
 *
 * Why: nobody can be given money that they do not want; what returns to its issuer is always taken.
 */
export const pay = defineAction({
  type: "money/pay",
  tag: 0x0504,
  author: "person",
  summary: "Pays a person or a circle in money that they take.",
  visibility: "everyone",
  input: payment,
  about: {
    to: "who receives it",
    parts: "how much of which currency",
    note: "the hash of a note; zeros for none",
  },
  refuses: [
    "money/cap-reached",
    "money/circle-closed",
    "money/currency-twice",
    "money/empty-payment",
    "money/insufficient",
    "money/no-such-account",
    "money/no-such-person",
    "money/not-trusted",
    "money/to-yourself",
  ],
  check: ({ state, author, input, now }) =>
    paymentRefusal(state, { from: personAccount(author), now }, input),
  apply: ({ state, author, input, now }) =>
    carryPayment(state, { from: personAccount(author), now }, input),
  why: ({ state, author, input, now }) =>
    explain(
      "money/payment",
      "A payment takes from one what it gives to another, in currencies that the receiver takes.",
      { from: author, to: input.to, parts: input.parts, index: indexAt(state, now) },
      "The money is the receiver's at once and for good.",
    ),
});
