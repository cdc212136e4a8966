import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { circleId, EVERYONE } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { exitCircle } from "./circle.ts";
import { circleLeft, roleEmptied } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { memberships } from "./types.ts";

/**
 * Leaves a circle, and the roles held in it; nobody needs to agree.
 *
 * Source: README.md, rule 2; leaving is always possible.
 */
export const leaveCircle = defineAction({
  type: "circles/leave-circle",
  tag: 0x0409,
  author: "person",
  free: "everybody may leave at any time",
  summary: "Leaves a circle.",
  visibility: "everyone",
  input: record({ circle: circleId }),
  about: { circle: "the circle that you leave" },
  refuses: ["circles/everyone", "circles/not-in-circle"],
  check({ state, author, input }) {
    if (input.circle === EVERYONE) return refuse(faults.everyone);
    const isIn = memberships.has(state, [input.circle, author]);
    return isIn ? undefined : refuse(faults["not-in-circle"], { person: author });
  },
  apply({ state, author, input, now, decision }) {
    const { circle } = input;
    const emptied = exitCircle(state, circle, author, now);
    return [
      circleLeft([author], { circle, person: author }),
      ...emptied.map((role) => roleEmptied([author], { role, circle, decision })),
    ];
  },
  why: ({ input }) =>
    explain(
      "circles/leave-circle",
      "Anyone may leave any circle at any time.",
      { circle: input.circle },
      `You are no longer in circle ${input.circle}, nor in a role there.`,
    ),
});
