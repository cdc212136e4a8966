import { personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { currencyId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { sharesOf } from "./holding.ts";
import { endTrust, untrustRefusal } from "./trusting.ts";

/**
 * Takes back that the author takes a person's currency; what they hold of it they keep.
 */
export const untrust = defineAction({
  type: "money/untrust",
  tag: 0x0503,
  author: "person",
  summary: "Says that you no longer take somebody's money.",
  visibility: "everyone",
  input: record({ currency: currencyId }),
  about: { currency: "whose money" },
  refuses: ["money/no-such-trust"],
  check: ({ state, author, input }) => untrustRefusal(state, personAccount(author), input.currency),
  apply: ({ state, author, input }) => endTrust(state, personAccount(author), input.currency),
  why: ({ state, author, input }) =>
    explain(
      "money/untrust",
      "Everybody may stop taking somebody's money at any time.",
      { holdsShares: sharesOf(state, personAccount(author), input.currency) },
      "Nobody can pay you with it any more; what you hold of it stays yours.",
    ),
});
