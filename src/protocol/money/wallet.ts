import { parameterOf, parameterValue } from "../constitution/index.ts";
import { ownerOf } from "../kernel/account.ts";
import { present } from "../kernel/assert.ts";
import { type AccountId, NOBODY } from "../kernel/ids.ts";
import { SAFE_MAX } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { isMember } from "../membership/index.ts";
import { toMicro } from "./convert.ts";
import { dayRowOf } from "./days.ts";
import { incomeOf } from "./income.ts";
import { type Day, holdings, offers, offersFrom, offersTo } from "./types.ts";

/** Reads all about an account's money that its owner sees first. */
export function walletOf(state: Reader, account: AccountId, now: number) {
  const today = dayRowOf(state, dayOf(now));
  const held = [...holdings.entries(state, [account])].map(({ key, row }) => ({
    currency: key[1],
    micro: toMicro(row.shares, today.index),
    shares: row.shares,
  }));
  const offersOf = (table: typeof offersTo) => waiting(state, table, account, today.index);
  return {
    account,
    micro: held.reduce((sum, { micro }) => Math.min(SAFE_MAX, sum + micro), 0),
    holdings: held,
    income: incomeShown(state, account, now, today),
    demurrage: {
      bpPerYear: today.demurrage,
      sentence: parameterOf("demurrage-per-year").sentence(today.demurrage),
    },
    offersIn: offersOf(offersTo),
    offersOut: offersOf(offersFrom),
  };
}

/** What waits to be collected: nothing for a circle, since an income is a right of people. */
function incomeShown(state: Reader, account: AccountId, now: number, today: Day) {
  const owner = ownerOf(account);
  const person = owner?.kind === "person" ? owner.person : NOBODY;
  const { from, hours, shares } = incomeOf(state, person, now, now);
  return {
    isEligible: isMember(state, person),
    perHourMicro: today.perHour,
    hours,
    micro: toMicro(shares, today.index),
    since: from,
    windowDays: parameterValue(state, "claim-window-days"),
  };
}

function waiting(state: Reader, table: typeof offersTo, account: AccountId, index: bigint) {
  return [...table.entries(state, [account])].map(({ key: [, offer] }) => {
    const row = present(offers.get(state, [offer]), "a listed offer waits");
    return { offer, ...row, micro: toMicro(row.shares, index) };
  });
}
