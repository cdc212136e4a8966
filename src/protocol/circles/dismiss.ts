import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { daysText } from "../kernel/figures.ts";
import { circleId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireAuthority } from "./authority.ts";
import { exitCircle } from "./circle.ts";
import { leastOfOwn } from "./demands.ts";
import { dismissed, placeLapsed, roleEmptied } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { endPlaceOffer, isPlaceOffered } from "./offering.ts";
import { DISMISSAL_DAYS, memberships } from "./types.ts";

/**
 * Takes a person out of a circle, and out of the roles that they hold in it; or takes the offer of a
 * place back.
 *
 * Why heard: people vote for three days at least, and see what the person answers.
 * Source: README.md, rules 2, 5 and 7.
 */
export const dismiss = defineAction({
  type: "circles/dismiss",
  tag: 0x0404,
  author: "circle",
  decidedAs: "circle",
  summary: "Takes a person out of a circle, after they could answer.",
  visibility: "everyone",
  input: record({ circle: circleId, person: personId }),
  about: { circle: "the circle itself, or one directly within it", person: "who is dismissed" },
  demands: ({ state, author, input: { circle, person } }) => ({
    leastYes: leastOfOwn(state, { author, circle, concerned: person }),
    putsOut: true,
    heard: person,
  }),
  refuses: [
    "circles/closed",
    "circles/everyone",
    "circles/no-such-circle",
    "circles/not-in-circle",
    "circles/not-its-own",
  ],
  check({ state, author, input: { circle, person }, now }) {
    const barred = requireAuthority(state, author, circle);
    if (barred !== undefined) return barred;
    const isIn = memberships.has(state, [circle, person]);
    const isComing = isPlaceOffered(state, circle, person, now);
    return isIn || isComing ? undefined : refuse(faults["not-in-circle"], { person });
  },
  apply({ state, input, now, decision }) {
    const { circle, person } = input;
    if (!memberships.has(state, [circle, person])) {
      endPlaceOffer(state, circle, person);
      return [placeLapsed([person], { circle, person })];
    }
    const emptied = exitCircle(state, circle, person, now);
    return [
      dismissed([person], { circle, person, decision }),
      ...emptied.map((role) => roleEmptied([person], { role, circle, decision })),
    ];
  },
  why: ({ input }) =>
    explain(
      "circles/dismiss",
      `A circle dismisses people by its own decision or by that of the circle around it, after they had ${daysText(DISMISSAL_DAYS)} to answer.`,
      { circle: input.circle, person: input.person },
      `Person ${input.person} is no longer in circle ${input.circle}.`,
    ),
});
