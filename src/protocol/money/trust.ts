import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { currencyId } from "../kernel/ids.ts";
import { moment, record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { currencyOf } from "./acceptance.ts";
import { trustGiven } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { isPerson } from "./people.ts";
import { micro, trustedBy, trusts } from "./types.ts";

/**
 * Says that the author takes a person's currency, up to how much they hold of it, until when.
 *
 * Why: trust in money is one's own risk only, so it is apart from vouching, has a cap and ends.
 * A new word replaces the one before.
 * Faults: money/own-currency, money/no-such-person, money/ends-too-soon, money/trust-too-long.
 */
export const trust = defineAction({
  type: "money/trust",
  tag: 0x0502,
  author: "person",
  summary: "Says that you take somebody's money.",
  visibility: "everyone",
  input: record({ currency: currencyId, cap: micro, until: moment }),
  about: {
    currency: "whose money",
    cap: "how much of it you want to hold at most; 0 for any amount",
    until: "until when",
  },
  check({ state, author, input, now }) {
    if (input.currency === currencyOf(author)) return refuse(faults["own-currency"]);
    if (!isPerson(state, input.currency)) return refuse(faults["no-such-person"]);
    if (input.until <= now) return refuse(faults["ends-too-soon"], { now });
    const latest = now + parameterValue(state, "trust-days-max") * DAY;
    return input.until <= latest ? undefined : refuse(faults["trust-too-long"], { latest });
  },
  apply({ state, author, input: { currency, cap, until } }) {
    if (!trusts.has(state, [author, currency])) trustedBy.put(state, [currency, author], {});
    trusts.put(state, [author, currency], { cap, until });
    return [trustGiven([author], { person: author, currency, cap, until })];
  },
  why: ({ state, author, input }) =>
    explain(
      "money/trust",
      "Everybody decides for themselves whose money they take, how much of it and until when.",
      { before: trusts.get(state, [author, input.currency]) ?? null, cap: input.cap },
      "Others can pay you with this money from now on, up to what you said.",
    ),
});
