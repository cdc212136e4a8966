import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { NOBODY, type RoleId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { holdText, requireText } from "../texts/index.ts";
import { requireOpen } from "./authority.ts";
import { changeCircle } from "./circle.ts";
import { roleOpened } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { circles, counters, ROLES_MAX, roles, rolesOf } from "./types.ts";

/**
 * Opens a role in the circle that decides; nobody holds it yet.
 *
 * Source: README.md, rule 5.
 */
export const openRole = defineAction({
  type: "circles/open-role",
  tag: 0x0405,
  author: "circle",
  decidedAs: "role",
  summary: "Opens a role in the circle.",
  visibility: "everyone",
  input: record({ purpose: bytes32 }),
  about: { purpose: "the hash of a text that says what the role is for" },
  refersTo: ({ purpose }) => [{ hash: purpose, kind: "purpose" }],
  refuses: [
    "circles/closed",
    "circles/no-purpose",
    "circles/no-such-circle",
    "circles/too-many-roles",
    "records/erased",
    "records/other-kind",
    "records/unknown-text",
  ],
  check({ state, author, input }) {
    const closed = requireOpen(state, author);
    if (closed !== undefined) return closed;
    if (isZero(input.purpose)) return refuse(faults["no-purpose"]);
    const unread = requireText(state, { hash: input.purpose, kind: "purpose" });
    if (unread !== undefined) return unread;
    const count = circles.get(state, [author])?.roles ?? 0;
    return count >= ROLES_MAX ? refuse(faults["too-many-roles"], { most: ROLES_MAX }) : undefined;
  },
  apply({ state, author, input, now, decision }) {
    const counted = present(counters.get(state, []), "roles are counted from the founding on");
    const circle = present(circles.get(state, [author]), "the circle was checked");
    const role = (counted.roles + 1) as RoleId;
    counters.put(state, [], { ...counted, roles: role });
    const { purpose } = input;
    holdText(state, purpose);
    roles.put(state, [role], { circle: author, purpose, holder: NOBODY, since: now, until: 0 });
    rolesOf.put(state, [author, role], { since: now });
    changeCircle(state, author, { roles: circle.roles + 1 });
    return [roleOpened([], { role, circle: author, decision })];
  },
  why: ({ author, input }) =>
    explain(
      "circles/open-role",
      "A circle may open roles, which people hold for a time.",
      { circle: author, purpose: input.purpose },
      "There is a new role; somebody can be chosen for it.",
    ),
});
