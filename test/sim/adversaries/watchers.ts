import type { Adversary, Reached } from "./adversary.ts";
import { type Challenging, followChallenges, type Habits } from "./challenging.ts";
import { type Community, foundCommunity } from "./community.ts";
import { type Group, gatherGroup } from "./group.ts";

/** How many of how many act as one. */
export interface Watched {
  readonly few: number;
  readonly of: number;
  readonly machines: number;
  /** Up to how many members its founding phase goes; none when left out. */
  readonly phaseMembers?: number;
}

const CASES: readonly Watched[] = [
  { few: 3, of: 24, machines: 1 },
  { few: 3, of: 24, machines: 1, phaseMembers: 80 },
  { few: 10, of: 100, machines: 4 },
  { few: 30, of: 100, machines: 4 },
  { few: 30, of: 100, machines: 4, phaseMembers: 200 },
];

const YEAR = 365;
/** Of a hundred invented people, so many are noticed by the others. */
const NOTICED = 67;

/** Colluders in a community that challenges whom it does not know. */
export const watchers: Adversary = {
  name: "watchers",
  about:
    "A few who act as one invent people, and the others challenge two of three whom they do not know.",
  *play(years) {
    for (const one of CASES) yield watch(one, years);
  },
};

/** Lets a few invent people for some years, while the others challenge those whom they notice. */
export function watch({ few, of, machines, phaseMembers }: Watched, years: number): Reached {
  const phase = phaseMembers === undefined ? {} : { phase: { days: 90, members: phaseMembers } };
  const community = foundCommunity({ founders: of, machines, ...phase });
  const group = gatherGroup(
    community,
    Array.from({ length: few }, (_, at) => at + 1),
  );
  const challenging = followChallenges(community);
  const habits: Habits = {
    // Those who act as one say the contrary, about their own and about all others.
    says: (judge, person) => (group.people.has(judge) === group.people.has(person) ? "no" : "yes"),
    jurors: 70,
    everyone: 40,
  };
  const honest = Array.from({ length: of - few }, (_, at) => few + at + 1);
  const stood: { [year: string]: string } = {};
  let majorityAfterDays: number | null = null;
  for (let day = 0; day <= years * YEAR && majorityAfterDays === null; day += 1) {
    group.work();
    if (day % 7 === 0) challengeInvented(community, challenging, group, { few, honest });
    challenging.answerAll(habits);
    if (2 * group.strength() > community.members()) majorityAfterDays = day;
    if (day > 0 && day % YEAR === 0) {
      stood[`year${day / YEAR}`] = `${group.strength()} of ${community.members()}`;
    }
    community.pass(1);
  }
  const { begun, confirmed } = challenging.counted;
  return {
    tried: `${few} of ${of}: ${phaseMembers === undefined ? "chains of invented people" : "the founding phase"}, watched`,
    ...stood,
    end: `${group.strength()} of ${community.members()}`,
    majorityAfterDays,
    challengesBegun: begun,
    putOut: confirmed.size,
  };
}

interface Sides {
  readonly few: number;
  readonly honest: readonly number[];
}

/** The others challenge whom they notice, several at once where one of the few vouched for all. */
function challengeInvented(
  community: Community,
  challenging: Challenging,
  group: Group,
  { few, honest }: Sides,
): void {
  const noticed = [...group.people].filter(
    (person) => person > few + honest.length && person % 100 < NOTICED,
  );
  const left = new Set(noticed.filter((person) => community.isMember(person)));
  const most = Math.min(20, Math.max(1, Math.floor(community.members() / 5)));
  let turn = 0;
  for (let tries = 0; left.size > 0 && tries < 10; tries += 1) {
    const [first = 0] = left;
    const [voucher = 0] = vouchersOf(community, first);
    const kin = [...left].filter((one) => vouchersOf(community, one).includes(voucher));
    const named = kin.length > 1 ? kin.slice(0, most) : [first];
    for (const one of named) left.delete(one);
    for (let opener = 0; opener < honest.length; opener += 1) {
      turn = (turn + 7) % honest.length;
      const by = honest[turn] ?? 0;
      const supporters = honest.filter((one) => one !== by);
      if (challenging.challenge(by, supporters, named, named.length > 1 ? voucher : 0)) break;
    }
  }
}

function vouchersOf(community: Community, person: number): readonly number[] {
  const shown = community.view<{ admittedBy: readonly number[] }>("membership/person", { person });
  return shown.admittedBy;
}
