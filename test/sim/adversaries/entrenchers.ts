import { DAY, type Policy } from "#protocol/index.js";
import type { Adversary, Reached } from "./adversary.ts";
import { type Council, foundCouncil, numbers, policyOtherwise } from "./council.ts";

const FOUR_FIFTHS = { numerator: 4, denominator: 5 };
const ENTRENCHED: Partial<Policy> = { quorum: 3333, majority: FOUR_FIFTHS };

interface Vote {
  readonly yes: readonly number[];
  readonly no?: readonly number[];
}

const set = (council: Council, change: Partial<Policy>, vote: Vote): boolean => {
  const wishes = [policyOtherwise(council.testLaw, 1, "rule", change)];
  return council.decide({ kind: "rule", wishes, ...vote });
};

type Attempt = readonly [name: string, play: (council: Council) => boolean];

const ATTEMPTS: readonly Attempt[] = [
  [
    "5 of 24 entrench four fifths and a third while the others sleep",
    (council) => set(council, ENTRENCHED, { yes: numbers(1, 5) }),
  ],
  [
    "15 of 24 entrench four fifths against the other 9",
    (council) => set(council, ENTRENCHED, { yes: numbers(1, 15), no: numbers(16, 24) }),
  ],
  [
    "20 of 24 entrench four fifths against the other 4",
    (council) => set(council, ENTRENCHED, { yes: numbers(1, 20), no: numbers(21, 24) }),
  ],
  [
    "15 of 24 let go of four fifths against the other 9, by way of three fifths for rules",
    (council) => {
      set(council, ENTRENCHED, { yes: numbers(1, 24) });
      const three = { numerator: 3, denominator: 5 };
      return set(council, { majority: three }, { yes: numbers(1, 15), no: numbers(16, 24) });
    },
  ],
  [
    "two sets of figures that were agreed on at once both come to hold",
    (council) => {
      const { testLaw } = council;
      const first = policyOtherwise(testLaw, 1, "role", { quorum: 3000 });
      const second = policyOtherwise(testLaw, 1, "role", { quorum: 500 });
      const yes = numbers(1, 24);
      council.decide({ kind: "rule", wishes: [first], yes });
      return council.decide({ kind: "rule", wishes: [second], yes });
    },
  ],
  [
    "an honest 6 of 24 loosen what asks for a third, 18 being gone for good",
    (council) => {
      set(council, ENTRENCHED, { yes: numbers(1, 24) });
      council.testLaw.pass(200 * DAY);
      for (const person of numbers(1, 6)) {
        council.testLaw.act(person, "circles/leave-circle", { circle: 1 });
      }
      return set(council, { quorum: 2000 }, { yes: numbers(1, 6) });
    },
  ],
];

/** Those who want to bind others to more than they reach themselves. */
export const entrenchers: Adversary = {
  name: "entrenchers",
  about: "Some bind all the others to more than they reach themselves, or step below it by less.",
  *play() {
    for (const [tried, play] of ATTEMPTS) yield attempt(tried, play);
  },
};

function attempt(tried: string, play: (council: Council) => boolean): Reached {
  const council = foundCouncil(24, 1);
  const isDone = play(council);
  council.testLaw.assertSound();
  return { tried, isDone };
}
