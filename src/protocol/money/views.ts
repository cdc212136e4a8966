import { ownerOf } from "../kernel/account.ts";
import { type AccountId, accountId, currencyId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { defineView } from "../kernel/view.ts";
import { currencyOf, isLiveTrust } from "./acceptance.ts";
import { isAccount, isPerson, receiverRefusal } from "./accounts.ts";
import { toMicro } from "./convert.ts";
import { dayRowOf, indexAt } from "./days.ts";
import { sharesOf } from "./holding.ts";
import { payableOf } from "./payable.ts";
import { holders, supply, trustedBy, trusts } from "./types.ts";
import { walletOf } from "./wallet.ts";

/** What an account holds, can collect, has offered and is offered. */
export const walletView = defineView({
  name: "money/wallet",
  summary: "What a person or a circle holds, the income that waits, and the offers that wait.",
  visibility: "everyone",
  query: record({ account: accountId }),
  read: ({ state, query: { account }, now }) =>
    isAccount(state, account) ? walletOf(state, account, now) : undefined,
});

/** The most that one account can pay another now. */
export const payableView = defineView({
  name: "money/payable",
  summary: "The most that one person or circle can pay another now, and with which money.",
  visibility: "everyone",
  query: record({ from: accountId, to: accountId }),
  read({ state, query: { from, to }, now }) {
    if (!isAccount(state, from) || !isAccount(state, to)) return undefined;
    const { micro, parts, refusal } = payableOf(state, from, to, now);
    if (refusal === undefined) return { micro, parts, reason: null };
    const { code, sentence, remedy } = refusal.fault;
    return { micro, parts, reason: { code, sentence, remedy } };
  },
});

/** Whose money an account takes, and who takes the money of its owner. */
export const trustsView = defineView({
  name: "money/trusts",
  summary: "Whose money a person or a circle takes, and who takes theirs.",
  visibility: "everyone",
  query: record({ account: accountId }),
  read({ state, query: { account }, now }) {
    if (!isAccount(state, account)) return undefined;
    return { given: givenBy(state, account, now), received: receivedBy(state, account, now) };
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

function givenBy(state: Reader, account: AccountId, now: number) {
  const index = indexAt(state, now);
  return [...trusts.entries(state, [account])]
    .filter(({ row }) => isLiveTrust(row, now))
    .map(({ key: [, currency], row }) => {
      const heldMicro = toMicro(sharesOf(state, account, currency), index);
      return { currency, cap: row.cap, until: row.until, heldMicro };
    });
}

/** Who takes the money of an account's owner: nobody for a circle, which has no income. */
function receivedBy(state: Reader, account: AccountId, now: number) {
  const owner = ownerOf(account);
  if (owner?.kind !== "person") return [];
  const index = indexAt(state, now);
  const currency = currencyOf(owner.person);
  return [...trustedBy.entries(state, [currency])].flatMap(({ key: [, truster] }) => {
    const row = trusts.get(state, [truster, currency]);
    if (row === undefined || !isLiveTrust(row, now)) return [];
    if (receiverRefusal(state, truster) !== undefined) return [];
    const heldMicro = toMicro(sharesOf(state, truster, currency), index);
    return [{ account: truster, cap: row.cap, until: row.until, heldMicro }];
  });
}
