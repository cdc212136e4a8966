import { DAY } from "#protocol/index.js";
import { COMMUNITY, say } from "#protocol/testing/talking.js";
import { foundTestLaw } from "#protocol/testing/test-law.js";
import type { Adversary, Reached } from "./adversary.ts";

const CASES = [
  { few: 1, of: 24 },
  { few: 3, of: 24 },
] as const;
/** Posts that each of them tries to write on a day, and that everybody else writes. */
const TRIED = 40;
const USUAL = 2;
const DAYS = 7;

/** A few who fill the community's thread with words, so that nobody else is read. */
export const talkers: Adversary = {
  name: "talkers",
  about: "A few who act as one write in the thread of everyone without end.",
  *play() {
    for (const one of CASES) yield fillThread(one);
  },
};

/** Lets a few write as much as they can for a week, beside everybody else. */
export function fillThread({ few, of }: { readonly few: number; readonly of: number }): Reached {
  const testLaw = foundTestLaw(of);
  const counted = { theirs: 0, others: 0, othersRefused: 0 };
  let word = 0;
  const write = (person: number): boolean => {
    word += 1;
    return say(testLaw, person, COMMUNITY, `word ${word}`) === "done";
  };
  for (let day = 0; day < DAYS; day += 1) {
    for (let tried = 0; tried < TRIED; tried += 1) {
      for (let person = 1; person <= few; person += 1) if (write(person)) counted.theirs += 1;
    }
    for (let tried = 0; tried < USUAL; tried += 1) {
      for (let person = few + 1; person <= of; person += 1) {
        if (write(person)) counted.others += 1;
        else counted.othersRefused += 1;
      }
    }
    testLaw.pass(DAY);
  }
  testLaw.assertSound();
  return {
    tried: `${few} of ${of} write ${TRIED} times a day`,
    theirsADay: counted.theirs / DAYS,
    othersADay: counted.others / DAYS,
    othersRefused: counted.othersRefused,
  };
}
