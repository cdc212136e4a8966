import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { admissionOf, weigh } from "./admission.ts";
import { vouchGiven } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { placesLeft, runningPhase } from "./places.ts";
import { members, pace, vouches } from "./types.ts";
import {
  isRenewable,
  putVouch,
  renewalRefusal,
  standsBetween,
  sweepVouches,
  vouchesGiven,
  vouchingRefusal,
} from "./vouching.ts";

/**
 * Vouches for a person: the author knows them, and that they have no second number here.
 *
 * Why: people are admitted by people who know them; the pause between two vouches and their number
 * keep a fooled or bought member from bringing in many. In a phase places do that instead, so no
 * pause stops a vouch that spends one. A vouch that ends within 90 days is given again without one.
 */
export const vouch = defineAction({
  type: "membership/vouch",
  tag: 0x0305,
  author: "person",
  summary: "Says that you know somebody, so that they can be admitted.",
  visibility: "everyone",
  input: record({ person: personId }),
  about: { person: "whom you know" },
  refuses: [
    "membership/already-vouched",
    "membership/barred-from-vouching",
    "membership/has-left",
    "membership/no-such-person",
    "membership/not-a-member",
    "membership/not-for-yourself",
    "membership/not-yet-admitted",
    "membership/too-many-vouches",
    "membership/too-new-to-vouch",
    "membership/vouched-recently",
  ],
  check({ state, author, input, now }) {
    const { person } = input;
    const barred = renewalRefusal(state, author, now);
    if (barred !== undefined) return barred;
    if (person === author) return refuse(faults["not-for-yourself"]);
    const row = members.get(state, [person]);
    if (row === undefined) return refuse(faults["no-such-person"]);
    if (row.status === "left") return refuse(faults["has-left"], { person });
    const before = standing(state, author, person, now);
    if (before !== undefined) {
      const isEarly = !isRenewable(before, now);
      return isEarly ? refuse(faults["already-vouched"], { until: before.until }) : undefined;
    }
    const spends = row.status === "applicant" && placesOf(state, author, now) > 0;
    return spends ? undefined : vouchingRefusal(state, author, now);
  },
  apply({ state, author, input, now }) {
    const isRenewal = standing(state, author, input.person, now) !== undefined;
    sweepVouches(state, author, now);
    const until = now + parameterValue(state, "vouch-life-days") * DAY;
    putVouch(state, author, input.person, { at: now, until });
    if (!isRenewal) {
      const pauseDays = parameterValue(state, "vouch-pace-days");
      pace.put(state, [author], { lastVouchAt: now, pauseDays });
    }
    const given = vouchGiven([author, input.person], { from: author, to: input.person, until });
    return [given, ...weigh(state, input.person, now)];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "membership/vouch",
      "A member vouches for whom they know, within the pace and the number of the rules; an applicant is admitted by enough vouches on separate ways from elders as soon as a place is free, or by one vouch within the places of a phase.",
      {
        given: vouchesGiven(state, author, now),
        most: parameterValue(state, "vouches-live-max"),
        places: placesOf(state, author, now),
        ...admissionOf(state, input.person, now),
      },
      "Your vouch stands until it ends or you withdraw it.",
    ),
});

/** The author's vouch for a person that stands, if there is one. */
function standing(state: Reader, author: PersonId, person: PersonId, now: number) {
  const row = vouches.get(state, [author, person]);
  const stands = row !== undefined && standsBetween(state, { from: author, to: person }, row, now);
  return stands ? row : undefined;
}

/** How many places of a phase somebody can spend now. */
function placesOf(state: Reader, author: PersonId, now: number): number {
  const phase = runningPhase(state, now);
  return phase === undefined ? 0 : placesLeft(state, author, phase);
}
