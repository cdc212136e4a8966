import { parameterValue } from "../constitution/index.ts";
import { peopleCount } from "../identity/index.ts";
import { addWhole, divFloor } from "../kernel/integer.ts";
import { defineFounding } from "../kernel/room.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { beginChores } from "./chores.ts";
import { foundingProblem } from "./founding-problem.ts";
import { EMPTY_SECTION, type Section, sectionShape } from "./founding-section.ts";
import { phases } from "./phase-types.ts";
import { countersOf, putMember } from "./standing.ts";
import { putTally, tallyOf } from "./tally.ts";
import { counters } from "./types.ts";
import { putVouch } from "./vouching.ts";
import { admissions, intake } from "./waiting-types.ts";

/** Who belongs from the start, the vouches that stand, and the founding phase; others may apply. */
export const founding = defineFounding({
  shape: sectionShape,
  empty: EMPTY_SECTION,
  problem: foundingProblem,
  conflict({ state, founding, now }) {
    const people = peopleCount(state);
    for (const [at, { person, since, invitedBy }] of founding.members.entries()) {
      if (person > people) return `members: ${at}: nobody has number ${person}`;
      if (invitedBy > people) return `members: ${at}: invitedBy: nobody has number ${invitedBy}`;
      if (since > now) return `members: ${at}: since: after the founding`;
    }
    if (founding.settledUntil > now) return "settledUntil: after the founding";
    if (founding.admissions.some(({ at }) => at > now)) return "admissions: after the founding";
    if (founding.intake.some(({ day }) => day > dayOf(now))) return "intake: after the founding";
    const late = founding.vouches.findIndex(({ at }) => at > now);
    return late < 0 ? undefined : `vouches: ${late}: at: after the founding`;
  },
  found({ state, founding, now }) {
    const waitDays = parameterValue(state, "vouch-wait-days");
    const elderDays = parameterValue(state, "elder-after-days");
    for (const { person, since, founder, invitedBy } of founding.members) {
      const came = { since, appliedAt: since, invitedBy, founder };
      putMember(state, person, { status: "member", ...came, waitDays, elderDays, fallenAt: 0 });
    }
    for (const { from, to, at, until } of founding.vouches) {
      putVouch(state, from, to, { at, until });
    }
    carryOn(state, founding);
    beginPhase(state, founding, now);
    beginChores(state);
  },
});

/** Takes over what another community, which goes on here, had counted. */
function carryOn(state: Writer, { admissions: listed, intake: days, bars }: Section): void {
  for (const { person, at, vouchers } of listed) admissions.put(state, [person], { at, vouchers });
  for (const { person, until, bars: times } of bars) {
    putTally(state, person, { ...tallyOf(state, person), barredUntil: until, bars: times });
  }
  let before = 0;
  for (const { day, admitted, members } of days) {
    intake.put(state, [day], { before, members });
    before = addWhole(before, admitted);
  }
  counters.put(state, [], { ...countersOf(state), admitted: before });
}

/** Gives every founder the same number of places, as many as there is room for. */
function beginPhase(state: Writer, { phase, settledUntil }: Section, now: number): void {
  const { members, founders } = countersOf(state);
  const isNone = phase.days === 0;
  if (isNone && settledUntil === 0) return;
  phases.put(state, [], {
    number: isNone ? 0 : 1,
    kind: "founding",
    since: now,
    until: now + Math.max(1, phase.days) * DAY,
    limit: Math.max(1, phase.members),
    each: isNone ? 0 : divFloor(phase.members - members, founders),
    endedAt: isNone ? Math.max(1, settledUntil) : 0,
    settledUntil,
    grewAt: 0,
    restsUntil: 0,
  });
}
