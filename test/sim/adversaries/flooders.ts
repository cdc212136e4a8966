import type { Adversary, Reached } from "./adversary.ts";
import { followChallenges, type Habits } from "./challenging.ts";
import { foundCommunity } from "./community.ts";

/** How many of how many act as one; so many are no founders, and can be challenged. */
const CASES = [
  { few: 3, of: 24, machines: 1 },
  { few: 10, of: 100, machines: 4 },
  { few: 20, of: 100, machines: 4 },
  { few: 30, of: 100, machines: 4 },
] as const;

const YEAR = 365;

/** A few who challenge everybody else, as often as they may. */
export const flooders: Adversary = {
  name: "flooders",
  about:
    "A few who act as one challenge honest people without end, to tire jurors and put people out.",
  *play(years) {
    for (const one of CASES) yield flood(one, years);
  },
};

/** Lets a few challenge honest people for some years. */
export function flood(
  { few, of, machines }: { readonly few: number; readonly of: number; readonly machines: number },
  years: number,
): Reached {
  const community = foundCommunity({ founders: of, settled: Math.floor(of / 2), machines });
  const challenging = followChallenges(community);
  const isOne = (person: number) => person <= few;
  const habits: Habits = {
    says: (judge) => (isOne(judge) ? "yes" : "no"),
    jurors: 70,
    everyone: 40,
  };
  const own = Array.from({ length: few }, (_, at) => at + 1);
  let turn = 0;
  community.pass(91);
  for (let day = 0; day < years * YEAR; day += 1) {
    for (const by of own) {
      turn += 1;
      const target = of - (turn % Math.floor(of / 2));
      challenging.challenge(
        by,
        own.filter((one) => one !== by),
        [target],
      );
    }
    challenging.answerAll(habits);
    community.pass(1);
  }
  const { begun, mostAtOnce, duties, confirmed } = challenging.counted;
  return {
    tried: `${few} of ${of} challenge everybody else`,
    challengesBegun: begun,
    mostAtOnce,
    jurorDutiesOfAPersonInAYear: Math.round((duties / (of * years)) * 100) / 100,
    honestPutOut: confirmed.size,
  };
}
