import { leastOfOwn, requireOpen } from "../circles/index.ts";
import { circleAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { explain } from "../kernel/why.ts";
import { indexAt } from "./days.ts";
import { carryPayment, payment, paymentRefusal } from "./paying.ts";
import { receiverText, unitsOf } from "./sentences.ts";

/**
 * Pays a person or another circle from the circle's account, in money that they take.
 *
 * Why: what a circle holds is spent by its decision and by nothing else; the decision names receiver
 * and parts, so that people say yes to this payment and not to a purse.
 * Source: README.md, rule 9.
 */
export const payAsCircle = defineAction({
  type: "money/pay-as-circle",
  tag: 0x0509,
  author: "circle",
  decidedAs: "money",
  summary: "Pays a person or another circle from the circle's account.",
  visibility: "everyone",
  input: payment,
  about: {
    to: "who receives it",
    parts: "how much of which currency",
    note: "the hash of a note; zeros for none",
  },
  demands: ({ state, author }) => ({ leastYes: leastOfOwn(state, { author, circle: author }) }),
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
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
    requireOpen(state, author) ??
    paymentRefusal(state, { from: circleAccount(author), now }, input),
  apply: ({ state, author, input, now }) =>
    carryPayment(state, { from: circleAccount(author), now }, input),
  why: ({ state, author, input, now }) =>
    explain(
      "money/payment-of-circle",
      "What a circle holds is spent by its own decision, in money that the receiver takes.",
      { from: author, to: input.to, parts: input.parts, index: indexAt(state, now) },
      `Circle ${author} pays ${unitsOf(input.parts)} to ${receiverText(input.to)}.`,
    ),
});
