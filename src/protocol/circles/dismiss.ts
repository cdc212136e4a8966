import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { circleId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireAuthority } from "./authority.ts";
import { exitCircle } from "./circle.ts";
import { dismissed, roleEmptied } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { memberships } from "./types.ts";

/**
 * Takes a person out of a circle, and out of the roles that they hold in it.
 *
 * Faults: circles/no-such-circle, circles/closed, circles/everyone, circles/not-its-own,
 * circles/not-in-circle.
 * Source: README.md, rules 2 and 5.
 */
export const dismiss = defineAction({
  type: "circles/dismiss",
  tag: 0x0404,
  author: "circle",
  decidedAs: "circle",
  summary: "Takes a person out of a circle.",
  visibility: "everyone",
  input: record({ circle: circleId, person: personId }),
  about: { circle: "the circle itself, or one directly within it", person: "who is dismissed" },
  check({ state, author, input }) {
    const { circle, person } = input;
    const barred = requireAuthority(state, author, circle);
    if (barred !== undefined) return barred;
    const isIn = memberships.has(state, [circle, person]);
    return isIn ? undefined : refuse(faults["not-in-circle"], { person });
  },
  apply({ state, input, now, decision }) {
    const { circle, person } = input;
    const emptied = exitCircle(state, circle, person, now);
    return [
      dismissed([person], { circle, person, decision }),
      ...emptied.map((role) => roleEmptied([person], { role, circle, decision })),
    ];
  },
  why: ({ input }) =>
    explain(
      "circles/dismiss",
      "A circle dismisses people by its own decision or by that of the circle around it.",
      { circle: input.circle, person: input.person },
      `Person ${input.person} is no longer in circle ${input.circle}.`,
    ),
});
