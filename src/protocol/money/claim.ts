import { parameterValue } from "../constitution/index.ts";
import { personAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { moment, record } from "../kernel/schema.ts";
import { dayOf, HOUR } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { requireMember } from "../membership/index.ts";
import { currencyOf } from "./acceptance.ts";
import { figuresOf, writeDays } from "./days.ts";
import { incomeClaimed } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { mint } from "./holding.ts";
import { floorHour, incomeOf } from "./income.ts";
import { claims } from "./types.ts";

/**
 * Collects the author's income for all full hours since the last time, in their own currency.
 *
 * Why: income is a right that nobody grants; it waits within the window for anyone who is away.
 */
export const claim = defineAction({
  type: "money/claim",
  tag: 0x0501,
  author: "person",
  summary: "Collects your income for all full hours since you last did.",
  visibility: "everyone",
  input: record({ until: moment }),
  about: { until: "up to which moment; 0 for now" },
  refuses: [
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "money/not-yet",
    "money/nothing-to-claim",
  ],
  check({ state, author, input, now }) {
    const stranger = requireMember(state, author);
    if (stranger !== undefined) return stranger;
    if (input.until > now) return refuse(faults["not-yet"], { now });
    const { hours, from } = incomeOf(state, author, now, input.until || now);
    return hours > 0 ? undefined : refuse(faults["nothing-to-claim"], { from: from + HOUR });
  },
  apply({ state, author, input, now }) {
    writeDays(state, now);
    const { from, until, hours, shares } = incomeOf(state, author, now, input.until || now);
    claims.put(state, [author], { until });
    mint(state, personAccount(author), currencyOf(author), shares);
    return [incomeClaimed([author], { person: author, shares, hours, from, until })];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "money/income",
      "Every member receives the same for every full hour, for as far back as the window reaches.",
      {
        ...incomeOf(state, author, now, input.until || now),
        windowDays: parameterValue(state, "claim-window-days"),
        perHourMicro: figuresOf(state, dayOf(floorHour(now))).perHour,
      },
      "The income is yours, in your own currency.",
    ),
});
