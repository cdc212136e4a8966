import { parameterValue } from "../constitution/index.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { countersOf } from "./standing.ts";
import { counters } from "./types.ts";
import { intake } from "./waiting-types.ts";

/** The two stretches of time within which admissions are counted, in days. */
const MONTH_DAYS = 30;
const YEAR_DAYS = 365;
/** Rows of days gone by that one admission clears away at most. */
const CLEARED_MAX = 8;

/** One stretch of days: how many were admitted in it, and how many may be. */
export interface Stretch {
  readonly admitted: number;
  readonly most: number;
  /** The moment at which its oldest day no longer counts; 0 when nobody was admitted in it. */
  readonly eases: number;
}

/** How many people may be admitted now, and from when the next one may. */
export interface Intake {
  readonly month: Stretch;
  readonly year: Stretch;
  /** Places that are free now. */
  readonly free: number;
  /** The moment from which a place can be free; 0 when one is. */
  readonly placeAt: number;
}

/**
 * Tells how many people may be admitted now: a share of the members in 30 days and in a year.
 *
 * Why: anyone who invents people needs time, and others see it; running sums by day make it two reads.
 */
export function intakeOf(state: Reader, now: number): Intake {
  const month = stretchOf(state, now, MONTH_DAYS, "month");
  const year = stretchOf(state, now, YEAR_DAYS, "year");
  const left = ({ most, admitted }: Stretch) => Math.max(0, most - admitted);
  const free = Math.min(left(month), left(year));
  const full = [month, year].filter((stretch) => left(stretch) === 0);
  const placeAt = full.reduce((latest, { eases }) => Math.max(latest, eases), 0);
  return { month, year, free, placeAt };
}

/** The share is one of those who belonged before the first admission of the stretch. */
function stretchOf(state: Reader, now: number, days: number, name: "month" | "year"): Stretch {
  const today = dayOf(now);
  const from = Math.max(0, today - days + 1);
  const [first] = intake.between(state, [from], [today + 1]);
  const counted = countersOf(state);
  const members = first?.row.members ?? counted.members;
  const share = divFloor(members * parameterValue(state, `intake-${name}-percent`), 100);
  return {
    admitted: counted.admitted - (first?.row.before ?? counted.admitted),
    most: Math.max(parameterValue(state, `intake-${name}-least`), share),
    eases: first === undefined ? 0 : (first.key[0] + days) * DAY,
  };
}

/** Counts one admission; called before the person is counted among the members. */
export function countIntake(state: Writer, now: number): void {
  const today = dayOf(now);
  const counted = countersOf(state);
  if (!intake.has(state, [today])) {
    intake.put(state, [today], { before: counted.admitted, members: counted.members });
  }
  counters.put(state, [], { ...counted, admitted: counted.admitted + 1 });
  let cleared = 0;
  for (const { key } of [...intake.between(state, [0], [Math.max(0, today - YEAR_DAYS)])]) {
    if (cleared === CLEARED_MAX) break;
    intake.delete(state, key);
    cleared += 1;
  }
}
