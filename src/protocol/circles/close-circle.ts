import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { circleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireAuthority } from "./authority.ts";
import { changeCircle, peopleIn } from "./circle.ts";
import { leastOfOwn } from "./demands.ts";
import { circleClosed } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { releaseTextsOf } from "./held-texts.ts";
import { circles } from "./types.ts";

/**
 * Closes a circle; what it decided stays.
 *
 * Why people vote for three days at least: anyone who is in it is out of it then, as by a dismissal.
 * Source: README.md, rule 3.
 */
export const closeCircle = defineAction({
  type: "circles/close-circle",
  tag: 0x0402,
  author: "circle",
  decidedAs: "circle",
  summary: "Closes a circle.",
  visibility: "everyone",
  input: record({ circle: circleId }),
  about: { circle: "the circle itself, or one directly within it" },
  demands: ({ state, author, input: { circle } }) => ({
    leastYes: leastOfOwn(state, { author, circle }),
    putsOut: true,
  }),
  refuses: [
    "circles/closed",
    "circles/everyone",
    "circles/has-circles",
    "circles/no-such-circle",
    "circles/not-its-own",
  ],
  check({ state, author, input }) {
    const barred = requireAuthority(state, author, input.circle);
    if (barred !== undefined) return barred;
    const children = circles.get(state, [input.circle])?.children ?? 0;
    return children === 0 ? undefined : refuse(faults["has-circles"], { open: children });
  },
  apply({ state, input, now, decision }) {
    const { circle } = input;
    const row = present(circles.get(state, [circle]), "the circle was checked");
    const around = present(circles.get(state, [row.parent]), "an open circle lies in another");
    const people = peopleIn(state, circle);
    releaseTextsOf(state, circle);
    changeCircle(state, circle, { closedAt: now });
    changeCircle(state, row.parent, { children: around.children - 1 });
    return [circleClosed(people, { circle, decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/close-circle",
      "A circle ends by its own decision or by that of the circle around it.",
      { circle: input.circle },
      `Circle ${input.circle} is closed; what it decided stays.`,
    ),
});
