import type { Adversary, Reached } from "./adversary.ts";
import { type Beginning, type Community, foundCommunity, knowsPhases } from "./community.ts";
import { type Group, gatherGroup } from "./group.ts";

/** How many of how many act as one. */
export interface Case {
  readonly colluders: number;
  readonly founders: number;
  /** Up to how many members its founding phase goes; a community that is larger has none. */
  readonly phaseMembers?: number;
}

const CASES: readonly Case[] = [
  { colluders: 1, founders: 5, phaseMembers: 80 },
  { colluders: 3, founders: 24, phaseMembers: 80 },
  { colluders: 10, founders: 100, phaseMembers: 200 },
  { colluders: 30, founders: 100, phaseMembers: 200 },
  { colluders: 100, founders: 1000 },
];

const YEAR = 365;

/** One way to go about it: what happens before, and each day. */
export interface Strategy {
  readonly name: string;
  readonly isInPhase: boolean;
  readonly daily: (community: Community, group: Group, day: number) => void;
}

/** Days from saying that one leaves to being gone. */
const NOTICE_DAYS = 7;

const everyDay: Strategy["daily"] = (_, group) => group.work();

/** Honest founders bring in one person a day each, as long as places last. */
function fillPlaces(community: Community, group: Group): void {
  const { phase } = community.view<{ phase: object | null }>("membership/growth", { person: 1 });
  if (phase === null) return;
  for (let person = 1; person <= community.people(); person += 1) {
    if (group.people.has(person) || !community.isMember(person)) continue;
    const newcomer = community.apply(person);
    if (newcomer !== undefined && !community.vouch(person, newcomer)) {
      community.act(newcomer, "membership/leave", {});
    }
  }
}

/** Everybody of the group but its first member leaves and comes back, one after the other. */
function leaveAndReturn(community: Community, group: Group, day: number): void {
  const [first, ...others] = [...group.people];
  for (const person of others.slice(0, 3)) {
    if (day % 30 === 0) community.act(person, "membership/leave", {});
    if (day % 30 !== NOTICE_DAYS) continue;
    community.act(person, "membership/apply", {});
    if (first !== undefined) community.vouch(first, person);
  }
  group.work();
}

/** The group hands its places round, and gives back founders' numbers for new ones. */
function turnPlacesOver(community: Community, group: Group, day: number): void {
  group.work();
  const [first = 0, second = first] = [...group.people];
  if (day <= 90 && day % 10 === 0) {
    community.act(first, "membership/hand-over-places", { person: second, places: 1 });
    community.act(second, "membership/leave", {});
  }
  if (day > 97 || day % 10 !== NOTICE_DAYS) return;
  community.act(second, "membership/apply", {});
  community.vouch(first, second);
}

/** All ways to go about it. */
export const STRATEGIES: readonly Strategy[] = [
  { name: "chains of invented people", isInPhase: false, daily: everyDay },
  { name: "the founding phase, which the others let pass", isInPhase: true, daily: everyDay },
  {
    name: "the founding phase, which all use",
    isInPhase: true,
    daily(community, group) {
      group.work();
      fillPlaces(community, group);
    },
  },
  {
    name: "waiting for a year, known to each other, then all at once",
    isInPhase: false,
    daily: (_, group, day) => group.work(day > YEAR),
  },
  { name: "leaving and coming back", isInPhase: false, daily: leaveAndReturn },
  { name: "founders' places, handed round", isInPhase: true, daily: turnPlacesOver },
  {
    name: "every growing phase, which the others decide and let pass",
    isInPhase: false,
    daily(community, group, day) {
      if (day % 10 === 0) community.decide("membership/open-growing-phase", {});
      group.work();
    },
  },
];

/** A few who act as one, and want to be the majority. */
export const colluders: Adversary = {
  name: "colluders",
  about: "A few who act as one invent people until they are more than half.",
  *play(years) {
    for (const one of CASES) {
      for (const strategy of STRATEGIES) {
        if (strategy.isInPhase && (one.phaseMembers === undefined || !knowsPhases())) continue;
        yield collude(one, strategy, years);
      }
    }
  },
};

/** Lets a few of a community play by one strategy for some years. */
export function collude(one: Case, strategy: Strategy, years: number): Reached {
  const { colluders: few, founders, phaseMembers } = one;
  const phase = { days: 90, members: phaseMembers ?? 0 };
  const beginning: Beginning = strategy.isInPhase ? { founders, phase } : { founders };
  const community = foundCommunity(beginning);
  const group = gatherGroup(
    community,
    Array.from({ length: few }, (_, at) => at + 1),
  );
  const stood: { [year: string]: string } = {};
  let majorityAfterDays: number | null = null;
  for (let day = 0; day <= years * YEAR && majorityAfterDays === null; day += 1) {
    strategy.daily(community, group, day);
    const strength = group.strength();
    if (2 * strength > community.members()) majorityAfterDays = day;
    if (day > 0 && day % YEAR === 0) stood[`year${day / YEAR}`] = standing(community, group);
    community.pass(1);
  }
  const end = standing(community, group);
  return { tried: `${few} of ${founders}: ${strategy.name}`, ...stood, end, majorityAfterDays };
}

function standing(community: Community, group: Group): string {
  return `${group.strength()} of ${community.members()}`;
}
