import { divCeil } from "../kernel/integer.ts";
import type { Answers } from "./types.ts";

/** How answers about one person add up. */
export interface Count {
  readonly yes: number;
  readonly no: number;
  readonly neither: number;
}

/** What answers about one person come to. */
export type Verdict = "confirmed" | "honest" | "fallen";

const NOTHING: Count = { yes: 0, no: 0, neither: 0 };

/**
 * Adds up the answers about each of the accused.
 *
 * Why: the law, a phone and a command line run this one function, so that there is one count.
 */
export function countAnswers(accused: number, given: Iterable<Answers>): Count[] {
  const counts = Array.from({ length: accused }, () => NOTHING);
  for (const answers of given) {
    for (const [at, answer] of answers.entries()) {
      const { yes, no, neither } = counts[at] ?? NOTHING;
      counts[at] = {
        yes: yes + (answer === "yes" ? 1 : 0),
        no: no + (answer === "no" ? 1 : 0),
        neither: neither + (answer === "abstain" ? 1 : 0),
      };
    }
  }
  return counts;
}

/**
 * What a jury comes to: so many of it must agree, one way or the other.
 *
 * Why also that somebody belongs here: only what a jury says expressly shelters them; who challenges
 * their own invented people with a poor reason wins nothing by silence.
 */
export function juryVerdict({ yes, no }: Count, agreeing: number): Verdict {
  if (yes >= agreeing) return "confirmed";
  return no >= agreeing ? "honest" : "fallen";
}

/** What everyone comes to: a third of all who judge, and more than three fifths of those who say yes or no. */
export function everyonesVerdict(count: Count, eligible: number): Verdict {
  const least = Math.max(1, divCeil(eligible, 3));
  if (carries(count.yes, count.no, least)) return "confirmed";
  return carries(count.no, count.yes, least) ? "honest" : "fallen";
}

/** Tells whether everyone takes back what a jury confirmed: a fifth of all, and more than three fifths. */
export function isTakenBack({ yes, no }: Count, eligible: number): boolean {
  return carries(no, yes, Math.max(1, divCeil(eligible, 5)));
}

function carries(own: number, other: number, least: number): boolean {
  return own >= least && own * 5 > (own + other) * 3;
}
