import { requireOpen } from "../circles/index.ts";
import { circleAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { currencyId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { sharesOf } from "./holding.ts";
import { endTrust, untrustRefusal } from "./trusting.ts";

/**
 * Takes back that the circle takes a person's currency; what it holds of it, it keeps.
 *
 * Source: README.md, rule 9.
 */
export const untrustAsCircle = defineAction({
  type: "money/untrust-as-circle",
  tag: 0x050c,
  author: "circle",
  decidedAs: "money",
  summary: "Says that the circle no longer takes somebody's money.",
  visibility: "everyone",
  input: record({ currency: currencyId }),
  about: { currency: "whose money" },
  refuses: ["circles/closed", "circles/no-such-circle", "money/no-such-trust"],
  check: ({ state, author, input }) =>
    requireOpen(state, author) ?? untrustRefusal(state, circleAccount(author), input.currency),
  apply: ({ state, author, input }) => endTrust(state, circleAccount(author), input.currency),
  why: ({ state, author, input }) =>
    explain(
      "money/untrust-of-circle",
      "A circle may stop taking somebody's money at any time.",
      { holdsShares: sharesOf(state, circleAccount(author), input.currency) },
      `Circle ${author} no longer takes the money of person ${input.currency}.`,
    ),
});
