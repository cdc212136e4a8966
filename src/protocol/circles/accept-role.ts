import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { roleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { requireOpen } from "./authority.ts";
import { isInCircle } from "./circle.ts";
import { roleFilled } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { endRoleOffer, roleOfferOf } from "./offering.ts";
import { roles, rolesOffered } from "./types.ts";

/**
 * Accepts a role that stands offered; anyone who held it before no longer does.
 *
 * Source: README.md, rules 5 and 6.
 */
export const acceptRole = defineAction({
  type: "circles/accept-role",
  tag: 0x040c,
  author: "person",
  summary: "Accepts a role that is offered to you.",
  visibility: "everyone",
  input: record({ role: roleId }),
  about: { role: "the role" },
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
    "circles/not-in-circle",
    "circles/not-offered",
  ],
  check({ state, author, input: { role }, now }) {
    if (roleOfferOf(state, role, now)?.person !== author) return refuse(faults["not-offered"]);
    const { circle } = present(roles.get(state, [role]), "a role that is offered is there");
    const closed = requireOpen(state, circle);
    if (closed !== undefined) return closed;
    const isIn = isInCircle(state, circle, author);
    return isIn ? undefined : refuse(faults["not-in-circle"], { person: author });
  },
  apply({ state, author, input: { role }, now }) {
    const offered = present(rolesOffered.get(state, [role]), "the offer was checked");
    const row = present(roles.get(state, [role]), "a role that is offered is there");
    const { termEndsAt: until, decision } = offered;
    endRoleOffer(state, role);
    roles.put(state, [role], { ...row, holder: author, since: now, until });
    const people = row.holder === 0 || row.holder === author ? [author] : [author, row.holder];
    return [roleFilled(people, { role, circle: row.circle, person: author, until, decision })];
  },
  why: ({ state, input: { role } }) =>
    explain(
      "circles/accept-role",
      "Anyone who is offered a role holds it from the moment at which they accept.",
      { role, until: rolesOffered.get(state, [role])?.termEndsAt ?? 0 },
      `You hold role ${role}, until it ends or is given to somebody else.`,
    ),
});
