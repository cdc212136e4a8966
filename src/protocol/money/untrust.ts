import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { currencyId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { trustEnded } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { sharesOf } from "./holding.ts";
import { trustedBy, trusts } from "./types.ts";

/**
 * Takes back that the author takes a person's currency; what they hold of it they keep.
 *
 * Faults: money/no-such-trust.
 */
export const untrust = defineAction({
  type: "money/untrust",
  tag: 0x0503,
  author: "person",
  summary: "Says that you no longer take somebody's money.",
  visibility: "everyone",
  input: record({ currency: currencyId }),
  about: { currency: "whose money" },
  check: ({ state, author, input }) =>
    trusts.has(state, [author, input.currency]) ? undefined : refuse(faults["no-such-trust"]),
  apply({ state, author, input: { currency } }) {
    trusts.delete(state, [author, currency]);
    trustedBy.delete(state, [currency, author]);
    return [trustEnded([author], { person: author, currency })];
  },
  why: ({ state, author, input }) =>
    explain(
      "money/untrust",
      "Everybody may stop taking somebody's money at any time.",
      { holdsShares: sharesOf(state, author, input.currency) },
      "Nobody can pay you with it any more; what you hold of it stays yours.",
    ),
});
