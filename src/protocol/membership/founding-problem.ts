import { NOBODY } from "../kernel/ids.ts";
import { PHASE_DAYS_MAX, phaseMembersMost, type Section } from "./founding-section.ts";

/** Says what in the room's part of a founding document cannot be, or nothing. */
export function foundingProblem(section: Section): string | undefined {
  return (
    membersProblem(section) ??
    vouchesProblem(section) ??
    phaseProblem(section) ??
    carriedProblem(section)
  );
}

function phaseProblem({ phase, members }: Section): string | undefined {
  const { days, members: limit } = phase;
  if (days === 0 && limit === 0) return undefined;
  if (days < 1 || days > PHASE_DAYS_MAX) return `phase: days: from 1 to ${PHASE_DAYS_MAX}`;
  const founders = members.filter(({ founder }) => founder).length;
  const most = phaseMembersMost(founders);
  if (limit > most) return `phase: members: at most ${most}`;
  if (founders === 0) return "phase: without founders nobody has a place to give";
  return limit < members.length + founders
    ? "phase: members: no place for each founder"
    : undefined;
}

function carriedProblem({ members, admissions, intake, bars }: Section): string | undefined {
  const listed = new Set<number>(members.map(({ person }) => person));
  const admitted = new Set<number>(admissions.map(({ person }) => person));
  if (admitted.size !== admissions.length) return "admissions: somebody is listed twice";
  if (admissions.some(({ person }) => !listed.has(person))) return "admissions: not of a member";
  const barred = new Set<number>(bars.map(({ person }) => person));
  if (barred.size !== bars.length) return "bars: somebody is listed twice";
  if (bars.some(({ person }) => !listed.has(person))) return "bars: not of a member";
  const unordered = intake.findIndex(({ day }, at) => at > 0 && (intake[at - 1]?.day ?? 0) >= day);
  return unordered < 0 ? undefined : `intake: ${unordered}: days run forwards`;
}

function membersProblem({ members }: Section): string | undefined {
  const seen = new Set<number>();
  for (const [at, { person }] of members.entries()) {
    if (person === NOBODY) return `members: ${at}: nobody has number ${person}`;
    if (seen.has(person)) return `members: ${at}: person ${person} is listed twice`;
    seen.add(person);
  }
  return undefined;
}

function vouchesProblem({ members, vouches }: Section): string | undefined {
  const listed = new Set<number>(members.map(({ person }) => person));
  const seen = new Set<string>();
  for (const [index, { from, to, at, until }] of vouches.entries()) {
    if (!listed.has(from) || !listed.has(to)) return `vouches: ${index}: not between members`;
    if (from === to) return `vouches: ${index}: nobody vouches for themselves`;
    if (until <= at) return `vouches: ${index}: until: ends before it begins`;
    if (seen.has(`${from},${to}`)) return `vouches: ${index}: listed twice`;
    seen.add(`${from},${to}`);
  }
  return undefined;
}
