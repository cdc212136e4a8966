import { parameterOf, parameterValue } from "../constitution/index.ts";
import { present } from "../kernel/assert.ts";
import type { PersonId } from "../kernel/ids.ts";
import { SAFE_MAX } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { isMember } from "../membership/index.ts";
import { toMicro } from "./convert.ts";
import { dayRowOf } from "./days.ts";
import { incomeOf } from "./income.ts";
import { type Day, holdings, offers, offersFrom, offersTo } from "./types.ts";

/** Reads all about a person's money that they see first. */
export function walletOf(state: Reader, person: PersonId, now: number) {
  const today = dayRowOf(state, dayOf(now));
  const held = [...holdings.entries(state, [person])].map(({ key, row }) => ({
    currency: key[1],
    micro: toMicro(row.shares, today.index),
    shares: row.shares,
  }));
  const offersOf = (table: typeof offersTo) => waiting(state, table, person, today.index);
  return {
    person,
    micro: held.reduce((sum, { micro }) => Math.min(SAFE_MAX, sum + micro), 0),
    holdings: held,
    income: incomeShown(state, person, now, today),
    demurrage: {
      bpPerYear: today.demurrage,
      sentence: parameterOf("demurrage-per-year").sentence(today.demurrage),
    },
    offersIn: offersOf(offersTo),
    offersOut: offersOf(offersFrom),
  };
}

function incomeShown(state: Reader, person: PersonId, now: number, today: Day) {
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

function waiting(state: Reader, table: typeof offersTo, person: PersonId, index: bigint) {
  return [...table.entries(state, [person])].map(({ key: [, offer] }) => {
    const row = present(offers.get(state, [offer]), "a listed offer waits");
    return { offer, ...row, micro: toMicro(row.shares, index) };
  });
}
