import { currencyId, type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { defineView } from "../kernel/view.ts";
import { currencyOf, isLiveTrust } from "./acceptance.ts";
import { toMicro } from "./convert.ts";
import { dayRowOf, indexAt } from "./days.ts";
import { sharesOf } from "./holding.ts";
import { payableOf } from "./payable.ts";
import { isPerson } from "./people.ts";
import { holders, supply, trustedBy, trusts } from "./types.ts";
import { walletOf } from "./wallet.ts";

/** What a person holds, can collect, has offered and is offered. */
export const walletView = defineView({
  name: "money/wallet",
  summary: "What a person holds, the income that waits, and the offers that wait.",
  visibility: "everyone",
  query: record({ person: personId }),
  read: ({ state, query, now }) =>
    isPerson(state, query.person) ? walletOf(state, query.person, now) : undefined,
});

/** The most that one person can pay another now. */
export const payableView = defineView({
  name: "money/payable",
  summary: "The most that one person can pay another now, and with which money.",
  visibility: "everyone",
  query: record({ from: personId, to: personId }),
  read({ state, query: { from, to }, now }) {
    if (!isPerson(state, from) || !isPerson(state, to)) return undefined;
    const { micro, parts, refusal } = payableOf(state, from, to, now);
    if (refusal === undefined) return { micro, parts, reason: null };
    const { code, sentence, remedy } = refusal.fault;
    return { micro, parts, reason: { code, sentence, remedy } };
  },
});

/** Whose money a person takes, and who takes theirs. */
export const trustsView = defineView({
  name: "money/trusts",
  summary: "Whose money a person takes, and who takes theirs.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query: { person }, now }) {
    if (!isPerson(state, person)) return undefined;
    return { given: givenBy(state, person, now), received: receivedBy(state, person, now) };
  },
});

/** How much there is of a currency. */
export const supplyView = defineView({
  name: "money/supply",
  summary: "How much there is of a person's currency, and how many hold it.",
  visibility: "everyone",
  query: record({ currency: currencyId }),
  read({ state, query: { currency }, now }) {
    if (!isPerson(state, currency)) return undefined;
    const { minted, burnt } = supply.get(state, [currency]) ?? { minted: 0n, burnt: 0n };
    const micro = toMicro(minted - burnt, indexAt(state, now));
    return {
      currency,
      minted,
      burnt,
      micro,
      holders: [...holders.entries(state, [currency])].length,
    };
  },
});

/** The figures of today. */
export const dayView = defineView({
  name: "money/day",
  summary: "The figures of today: index, income an hour, demurrage a year.",
  visibility: "everyone",
  query: record({}),
  read({ state, now }) {
    const day = dayOf(now);
    const { index, perHour, demurrage } = dayRowOf(state, day);
    return { day, index, perHourMicro: perHour, bpPerYear: demurrage };
  },
});

function givenBy(state: Reader, person: PersonId, now: number) {
  const index = indexAt(state, now);
  return [...trusts.entries(state, [person])]
    .filter(({ row }) => isLiveTrust(row, now))
    .map(({ key: [, currency], row }) => {
      const heldMicro = toMicro(sharesOf(state, person, currency), index);
      return { currency, cap: row.cap, until: row.until, heldMicro };
    });
}

function receivedBy(state: Reader, person: PersonId, now: number) {
  const index = indexAt(state, now);
  const currency = currencyOf(person);
  return [...trustedBy.entries(state, [currency])].flatMap(({ key: [, truster] }) => {
    const row = trusts.get(state, [truster, currency]);
    if (row === undefined || !isLiveTrust(row, now)) return [];
    const heldMicro = toMicro(sharesOf(state, truster, currency), index);
    return [{ person: truster, cap: row.cap, until: row.until, heldMicro }];
  });
}
