import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { admissionOf, admitIfVouched } from "./admission.ts";
import { vouchGiven } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { members, pace, vouches } from "./types.ts";
import { isLiveVouch, putVouch, sweepVouches, vouchesGiven, vouchingRefusal } from "./vouching.ts";

/**
 * Vouches for a person: the author knows them, and that they have no second number here.
 *
 * Why: people are admitted by people who know them; the pause between two vouches and their number
 * keep a fooled or bought member from bringing in many.
 * Faults: membership/no-such-person, membership/has-left, membership/not-for-yourself,
 * membership/already-vouched, membership/too-new-to-vouch, membership/vouched-recently,
 * membership/too-many-vouches, membership/not-a-member and its like.
 */
export const vouch = defineAction({
  type: "membership/vouch",
  tag: 0x0305,
  author: "person",
  summary: "Says that you know somebody, so that they can be admitted.",
  visibility: "everyone",
  input: record({ person: personId }),
  about: { person: "whom you know" },
  check({ state, author, input, now }) {
    const refusal = vouchingRefusal(state, author, now);
    if (refusal !== undefined) return refusal;
    const { person } = input;
    if (person === author) return refuse(faults["not-for-yourself"]);
    const row = members.get(state, [person]);
    if (row === undefined) return refuse(faults["no-such-person"]);
    if (row.status === "left") return refuse(faults["has-left"], { person });
    const before = vouches.get(state, [author, person]);
    return before !== undefined && isLiveVouch(before, now)
      ? refuse(faults["already-vouched"], { until: before.until })
      : undefined;
  },
  apply({ state, author, input, now }) {
    sweepVouches(state, author, now);
    const until = now + parameterValue(state, "vouch-life-days") * DAY;
    putVouch(state, author, input.person, { at: now, until });
    pace.put(state, [author], { lastVouchAt: now });
    const given = vouchGiven([author, input.person], { from: author, to: input.person, until });
    return [given, ...admitIfVouched(state, input.person, now)];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "membership/vouch",
      "A member vouches for whom they know, within the pace and the number of the rules; an applicant is admitted by enough vouches on separate ways from elders.",
      {
        given: vouchesGiven(state, author, now),
        most: parameterValue(state, "vouches-live-max"),
        ...admissionOf(state, input.person, now),
      },
      "Your vouch stands until it ends or you withdraw it.",
    ),
});
