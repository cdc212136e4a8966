import { DAY } from "#protocol/index.js";
import type { Adversary, Reached } from "./adversary.ts";
import {
  acceptAll,
  type Council,
  foundCouncil,
  INNER,
  numbers,
  policyOtherwise,
} from "./council.ts";

/** How many of the circle act as one, and how many of their friends are outside. */
interface Case {
  readonly few: number;
  readonly inside: number;
}

const CASES: readonly Case[] = [
  { few: 1, inside: 4 },
  { few: 2, inside: 12 },
  { few: 3, inside: 12 },
  { few: 4, inside: 12 },
  { few: 5, inside: 30 },
];
/** Friends outside who would come in. */
const FRIENDS = 16;

type Strategy = readonly [name: string, play: (council: Council, one: Case) => void];

const letIn = (council: Council, { few, inside }: Case) => {
  const friends = numbers(inside + 1, inside + FRIENDS);
  for (let at = 0; at < friends.length; at += 8) {
    const some = friends.slice(at, at + 8);
    const wishes = some.map((person) => ({
      type: "circles/admit",
      input: { circle: INNER, person },
    }));
    council.decide({ circle: INNER, kind: "circle", wishes, yes: numbers(1, few) });
    acceptAll(council, some);
  }
};

const putOut = (council: Council, { few, inside }: Case) => {
  const others = numbers(few + 1, inside);
  for (let at = 0; at < others.length; at += 8) {
    const wishes = others.slice(at, at + 8).map((person) => ({
      type: "circles/dismiss",
      input: { circle: INNER, person },
    }));
    council.decide({ circle: INNER, kind: "circle", wishes, yes: numbers(1, few) });
  }
};

const STRATEGIES: readonly Strategy[] = [
  ["letting in their friends while the others sleep", letIn],
  ["putting out the others while these sleep", putOut],
  [
    "first making it decide in a day and by nobody's quorum, then letting in friends",
    (council, one) => {
      const half = { numerator: 1, denominator: 2 };
      const change = { quorum: 0, majority: half, votingMs: DAY, delayMs: 0 };
      const wishes = [policyOtherwise(council.testLaw, INNER, "circle", change)];
      council.decide({ circle: INNER, kind: "rule", wishes, yes: numbers(1, one.few) });
      letIn(council, one);
    },
  ],
];

/** A few of a circle who want to be all of it. */
export const minority: Adversary = {
  name: "minority",
  about: "A few of a circle take it over while its other people sleep.",
  *play() {
    for (const one of CASES) for (const strategy of STRATEGIES) yield takeOver(one, strategy);
  },
};

function takeOver(one: Case, [name, play]: Strategy): Reached {
  const { few, inside } = one;
  const council = foundCouncil(inside + FRIENDS, inside);
  const begun = council.testLaw.now;
  play(council, one);
  council.testLaw.assertSound();
  const people = council.people();
  const ours = people.filter((person) => person <= few || person > inside).length;
  return {
    tried: `${few} of ${inside}: ${name}`,
    end: `${ours} of ${people.length}`,
    isMajority: 2 * ours > people.length,
    days: Math.round((council.testLaw.now - begun) / DAY),
  };
}
