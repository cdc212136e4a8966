import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { roleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { roleDeclined } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { endRoleOffer, roleOfferOf } from "./offering.ts";
import { roles } from "./types.ts";

/**
 * Declines a role that stands offered; anyone who holds it still does.
 *
 * Source: README.md, rule 6.
 */
export const declineRole = defineAction({
  type: "circles/decline-role",
  tag: 0x040d,
  author: "person",
  free: "nobody is given a role without accepting",
  summary: "Declines a role that is offered to you.",
  visibility: "everyone",
  input: record({ role: roleId }),
  about: { role: "the role" },
  refuses: ["circles/not-offered"],
  check: ({ state, author, input: { role }, now }) =>
    roleOfferOf(state, role, now)?.person === author ? undefined : refuse(faults["not-offered"]),
  apply({ state, author, input: { role } }) {
    const { circle } = present(roles.get(state, [role]), "a role that is offered is there");
    endRoleOffer(state, role);
    return [roleDeclined([author], { role, circle, person: author })];
  },
  why: ({ input: { role } }) =>
    explain(
      "circles/decline-role",
      "Nobody is put into a role without accepting.",
      { role },
      `Role ${role} stands offered to you no longer.`,
    ),
});
