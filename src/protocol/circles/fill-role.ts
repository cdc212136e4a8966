import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { daysText, durationText } from "../kernel/figures.ts";
import { personId, roleId } from "../kernel/ids.ts";
import { moment, record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { requireOwnRole } from "./authority.ts";
import { isInCircle } from "./circle.ts";
import { roleOffered } from "./events.ts";
import { circlesFaults as faults } from "./faults.ts";
import { offeredUntil, offerRole } from "./offering.ts";
import { OFFER_DAYS, ROLE_DAYS_MAX } from "./types.ts";

const TERM_MAX = ROLE_DAYS_MAX * DAY;

/**
 * Offers a role to somebody in the circle, until a day; anyone who held it before no longer does once
 * they accept.
 *
 * Why: every role ends by itself, so that power that nobody renews goes back to the circle.
 * Source: README.md, rules 5 and 6.
 */
export const fillRole = defineAction({
  type: "circles/fill-role",
  tag: 0x0406,
  author: "circle",
  decidedAs: "role",
  summary:
    "Offers a role of the circle to somebody in it, for a time; it is theirs once they accept.",
  visibility: "everyone",
  input: record({ role: roleId, person: personId, until: moment }),
  about: { role: "the role", person: "who is to hold it", until: "when it ends by itself" },
  refuses: [
    "circles/closed",
    "circles/no-such-circle",
    "circles/no-such-role",
    "circles/not-in-circle",
    "circles/not-its-own",
    "circles/term-too-long",
    "circles/term-too-short",
  ],
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
    offerRole(state, { role, person }, { now, termEndsAt: until, decision });
    const lapsesAt = Math.min(until, offeredUntil(now));
    return [roleOffered([person], { role, circle: author, person, until: lapsesAt, decision })];
  },
  why: ({ input }) =>
    explain(
      "circles/fill-role",
      `A circle gives its roles to people in it, for at most ${durationText(TERM_MAX)}.`,
      { role: input.role, person: input.person, until: input.until },
      `Person ${input.person} may hold role ${input.role}, by accepting within ${daysText(OFFER_DAYS)}.`,
    ),
});
