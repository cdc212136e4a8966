import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import { refuse } from "../kernel/fault.ts";
import { roleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireOwnRole } from "./authority.ts";
import { emptyRole } from "./circle.ts";
import { roleEmptied, roleLapsed } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { endRoleOffer, roleOfferOf } from "./offering.ts";
import { roles } from "./types.ts";

/**
 * Takes a role from anyone who holds it, and back from the person it stands offered to.
 *
 * Source: README.md, rule 5.
 */
export const emptyRoleAction = defineAction({
  type: "circles/empty-role",
  tag: 0x0407,
  author: "circle",
  decidedAs: "role",
  summary: "Takes a role of the circle from anyone who holds it.",
  visibility: "everyone",
  input: record({ role: roleId }),
  about: { role: "the role" },
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
    "circles/no-such-role",
    "circles/not-its-own",
    "circles/role-empty",
  ],
  check({ state, author, input, now }) {
    const barred = requireOwnRole(state, author, input.role);
    if (barred !== undefined) return barred;
    const holder = roles.get(state, [input.role])?.holder;
    const isOffered = roleOfferOf(state, input.role, now) !== undefined;
    return holder === 0 && !isOffered ? refuse(faults["role-empty"]) : undefined;
  },
  apply({ state, author, input, now, decision }) {
    const { holder } = present(roles.get(state, [input.role]), "the role was checked");
    const { role } = input;
    const invited = endRoleOffer(state, role);
    const events: Event[] =
      invited === undefined
        ? []
        : [roleLapsed([invited], { role, circle: author, person: invited })];
    if (holder === 0) return events;
    emptyRole(state, role, now);
    return [...events, roleEmptied([holder], { role, circle: author, decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/empty-role",
      "A circle may take its roles back at any time.",
      { role: input.role },
      `Nobody holds role ${input.role}.`,
    ),
});
