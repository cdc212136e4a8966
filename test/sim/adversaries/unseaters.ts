import { DAY } from "#protocol/index.js";
import { machineKey, machineWish, offer } from "#protocol/testing/helping.js";
import type { Adversary, Reached } from "./adversary.ts";
import { decideSeats, foundSeated, passDays, seatsOf, type TestLaw, type Wish } from "./network.ts";

const MEMBERS = 24;
const MACHINES = 7;
/** What one decision may carry out at most. */
const AT_ONCE = 8;
const TERM = 300 * DAY;
/** Days from one proposal to the next. */
const ROUND = 10;

interface Case {
  readonly who: string;
  readonly people: number;
  /** Whether all of them say that what waits should be made now. */
  readonly isHurried: boolean;
}

const CASES: readonly Case[] = [
  { who: "3 of 24, the others do not answer", people: 3, isHurried: false },
  { who: "5 of 24, the others do not answer", people: 5, isHurried: false },
  { who: "12 of 24, who also hurry", people: 12, isHurried: true },
  { who: "13 of 24, who also hurry", people: 13, isHurried: true },
];

/** A few who take the machines of the others away and put their own in their place. */
export const unseaters: Adversary = {
  name: "unseaters",
  about: "A few unseat all machines of the others by decisions, and seat their own.",
  *play() {
    for (const one of CASES) yield unseat(one);
  },
};

/** The others run the first seven machines; the few have a machine each and decide without end. */
export function unseat({ who, people, isHurried }: Case): Reached {
  const testLaw = foundSeated(who, MEMBERS, MACHINES);
  const group = Array.from({ length: people }, (_, at) => MACHINES + 1 + at);
  for (const person of group) offer(testLaw, person, machineKey(100 + person));
  const stood: { [day: string]: string } = {};
  let [thirdAfterDays, twoThirdsAfterDays]: (number | null)[] = [null, null];
  for (let day = 0; day <= 360; day += ROUND) {
    const { seated } = seatsOf(testLaw);
    const own = seated.filter((machine) => machine > MACHINES).length;
    if (own * 3 >= seated.length) thirdAfterDays ??= day;
    if (own * 3 > seated.length * 2) twoThirdsAfterDays ??= day;
    if ([0, 10, 30, 60, 90, 180, 360].includes(day))
      stood[`day${day}`] = `${own} of ${seated.length}`;
    playRound(testLaw, group, isHurried);
  }
  return { tried: who, ...stood, thirdAfterDays, twoThirdsAfterDays };
}

function playRound(testLaw: TestLaw, group: readonly number[], isHurried: boolean): void {
  const begun = testLaw.now;
  const wishes = wishesOf(testLaw);
  if (wishes.length > 0) decideSeats(testLaw, wishes, group);
  if (isHurried) {
    const { waiting } = testLaw.view<{ waiting: readonly { readonly number: number }[] }>(
      "validators/changes",
      { person: 0 },
    );
    for (const { number } of waiting) {
      for (const person of group)
        testLaw.act(person, "validators/hurry-change", { change: number });
    }
  }
  passDays(testLaw, Math.max(0, Math.ceil((begun + ROUND * DAY - testLaw.now) / DAY)));
}

/** Away with theirs, and ours in their place: alternately, as the pace counts both alike. */
function wishesOf(testLaw: TestLaw): Wish[] {
  const { seated, waiting } = seatsOf(testLaw);
  const isFree = (machine: number) => !waiting.includes(machine);
  const theirs = seated.filter((machine) => machine <= MACHINES && isFree(machine));
  const all = testLaw.view<{ machine: number; seatUntil: number }[]>("validators/helpers", {});
  const ours = all
    .filter(({ machine, seatUntil }) => machine > MACHINES && seatUntil === 0 && isFree(machine))
    .map(({ machine }) => machine);
  const wishes: Wish[] = [];
  for (let at = 0; at < Math.max(theirs.length, ours.length); at += 1) {
    const [mine, other] = [ours[at], theirs[at]];
    if (mine !== undefined) wishes.push(machineWish.seat(mine, testLaw.now + TERM));
    if (other !== undefined) wishes.push(machineWish.unseat(other));
  }
  return wishes.slice(0, AT_ONCE);
}
