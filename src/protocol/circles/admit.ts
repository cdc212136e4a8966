import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import { circleId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { requireMember } from "../membership/index.ts";
import { requireAuthority } from "./authority.ts";
import { enterCircle } from "./circle.ts";
import { admitted } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import {
  CIRCLE_MEMBERS_MAX,
  CIRCLES_OF_ONE_MAX,
  circles,
  circlesOf,
  memberships,
} from "./types.ts";

/**
 * Admits a member of the community to a circle.
 *
 * Faults: circles/no-such-circle, circles/closed, circles/everyone, circles/not-its-own,
 * membership/not-a-member, circles/already-in, circles/circle-full, circles/too-many-circles.
 * Source: README.md, rule 2.
 */
export const admit = defineAction({
  type: "circles/admit",
  tag: 0x0403,
  author: "circle",
  decidedAs: "circle",
  summary: "Admits a member to a circle.",
  visibility: "everyone",
  input: record({ circle: circleId, person: personId }),
  about: { circle: "the circle itself, or one directly within it", person: "who is admitted" },
  check({ state, author, input }) {
    const { circle, person } = input;
    const barred = requireAuthority(state, author, circle) ?? requireMember(state, person);
    if (barred !== undefined) return barred;
    if (memberships.has(state, [circle, person])) return refuse(faults["already-in"], { person });
    const members = circles.get(state, [circle])?.members ?? 0;
    if (members >= CIRCLE_MEMBERS_MAX) {
      return refuse(faults["circle-full"], { most: CIRCLE_MEMBERS_MAX });
    }
    const isEverywhere = countCircles(state, person) >= CIRCLES_OF_ONE_MAX;
    return isEverywhere
      ? refuse(faults["too-many-circles"], { most: CIRCLES_OF_ONE_MAX })
      : undefined;
  },
  apply({ state, input, now, decision }) {
    const { circle, person } = input;
    enterCircle(state, circle, person, now);
    return [admitted([person], { circle, person, decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/admit",
      "A circle admits members by its own decision or by that of the circle around it.",
      { circle: input.circle, person: input.person },
      `Person ${input.person} is in circle ${input.circle}.`,
    ),
});

function countCircles(state: Reader, person: PersonId): number {
  let count = 0;
  for (const _ of circlesOf.entries(state, [person])) count += 1;
  return count;
}
