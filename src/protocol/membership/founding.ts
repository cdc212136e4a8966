import { peopleCount } from "../identity/index.ts";
import { NOBODY, personId } from "../kernel/ids.ts";
import { defineFounding } from "../kernel/room.ts";
import { bool, list, moment, record, type ValueOf } from "../kernel/schema.ts";
import { putMember } from "./standing.ts";
import { putVouch } from "./vouching.ts";

/** Members at a founding at most, as many as people. */
const FOUNDING_MEMBERS_MAX = 1_048_576;
/** Vouches at a founding at most. */
const FOUNDING_VOUCHES_MAX = 16_777_216;

const shape = record({
  members: list(
    record({ person: personId, since: moment, founder: bool, invitedBy: personId }),
    FOUNDING_MEMBERS_MAX,
  ),
  vouches: list(
    record({ from: personId, to: personId, at: moment, until: moment }),
    FOUNDING_VOUCHES_MAX,
  ),
});

type Section = ValueOf<typeof shape>;

/** Who belongs from the start, and the vouches that stand; whoever is not listed may apply. */
export const founding = defineFounding({
  shape,
  empty: { members: [], vouches: [] } as Section,
  problem: (section) => membersProblem(section) ?? vouchesProblem(section),
  conflict({ state, founding, now }) {
    const people = peopleCount(state);
    for (const [at, { person, since, invitedBy }] of founding.members.entries()) {
      if (person > people) return `members: ${at}: nobody has number ${person}`;
      if (invitedBy > people) return `members: ${at}: invitedBy: nobody has number ${invitedBy}`;
      if (since > now) return `members: ${at}: since: after the founding`;
    }
    const late = founding.vouches.findIndex(({ at }) => at > now);
    return late < 0 ? undefined : `vouches: ${late}: at: after the founding`;
  },
  found({ state, founding }) {
    for (const { person, since, founder, invitedBy } of founding.members) {
      putMember(state, person, { status: "member", since, appliedAt: since, invitedBy, founder });
    }
    for (const { from, to, at, until } of founding.vouches) {
      putVouch(state, from, to, { at, until });
    }
  },
});

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
