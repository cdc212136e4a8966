import { parameterValue } from "../constitution/index.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { validatorsFaults as faults } from "./faults.ts";

/** The longest term that begins at a moment. Units: milliseconds since 1970. */
export function longestTerm(state: Reader, now: number): number {
  return now + parameterValue(state, "seat-days-max") * DAY;
}

/**
 * When the term of one of several machines ends that begin together: spread evenly over the second
 * half of the longest term, the last at its end.
 */
export function staggeredTerm(
  state: Reader,
  now: number,
  { place, of }: { readonly place: number; readonly of: number },
): number {
  const longest = longestTerm(state, now) - now;
  return now + longest - divFloor(divFloor(longest, 2) * (of - 1 - place), of);
}

/** Refuses a term that is over already, or longer than the rules allow. */
export function refusalOfTerm(state: Reader, until: number, now: number): Refusal | undefined {
  if (until <= now) return refuse(faults["term-too-short"], { now });
  const latest = longestTerm(state, now);
  return until > latest ? refuse(faults["term-too-long"], { latest }) : undefined;
}
