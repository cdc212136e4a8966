import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { durationText } from "../kernel/figures.ts";
import { personId, roleId } from "../kernel/ids.ts";
import { moment, record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { requireOwnRole } from "./authority.ts";
import { isInCircle } from "./circle.ts";
import { roleFilled } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { ROLE_DAYS_MAX, roles } from "./types.ts";

const TERM_MAX = ROLE_DAYS_MAX * DAY;

/**
 * Gives a role to somebody in the circle, until a day; whoever held it before no longer does.
 *
 * Why: every role ends by itself, so that power that nobody renews goes back to the circle.
 * Faults: circles/no-such-role, circles/not-its-own, circles/closed, circles/not-in-circle,
 * circles/term-too-short, circles/term-too-long.
 * Source: README.md, rule 5.
 */
export const fillRole = defineAction({
  type: "circles/fill-role",
  tag: 0x0406,
  author: "circle",
  decidedAs: "role",
  summary: "Gives a role of the circle to somebody in it, for a time.",
  visibility: "everyone",
  input: record({ role: roleId, person: personId, until: moment }),
  about: { role: "the role", person: "who is to hold it", until: "when it ends by itself" },
  check({ state, author, input, now }) {
    const barred = requireOwnRole(state, author, input.role);
    if (barred !== undefined) return barred;
    if (!isInCircle(state, author, input.person)) return refuse(faults["not-in-circle"]);
    if (input.until <= now) return refuse(faults["term-too-short"], { now });
    const latest = now + TERM_MAX;
    return input.until > latest ? refuse(faults["term-too-long"], { latest }) : undefined;
  },
  apply({ state, author, input, now, decision }) {
    const { role, person, until } = input;
    const row = present(roles.get(state, [role]), "the role was checked");
    roles.put(state, [role], { ...row, holder: person, since: now, until });
    const people = row.holder === 0 || row.holder === person ? [person] : [person, row.holder];
    return [roleFilled(people, { role, circle: author, person, until, decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/fill-role",
      `A circle gives its roles to people in it, for at most ${durationText(TERM_MAX)}.`,
      { role: input.role, person: input.person, until: input.until },
      `Person ${input.person} holds role ${input.role}, until it ends or is given to somebody else.`,
    ),
});
