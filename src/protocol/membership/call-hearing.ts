import { defineAction } from "../kernel/action.ts";
import { isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { personId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { requireOwnText } from "../texts/index.ts";
import { hearingCalled } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { hearingEnd, isHeard, isHearingOpen, openHearing } from "./hearing.ts";
import { requireMember } from "./standing.ts";
import { putTally, tallyOf } from "./tally.ts";
import { hearings } from "./waiting-types.ts";

/** Days from one hearing that a member calls to the next. */
const CALL_PAUSE_DAYS = 30;
const NO_ANSWER = new Uint8Array(32);

/**
 * Tells a member why others want to exclude them; from three days later on it may be proposed to everyone.
 *
 * Why: nobody is put out unheard; nor anyone who cannot answer because their phone was stolen.
 */
export const callHearing = defineAction({
  type: "membership/call-hearing",
  tag: 0x030b,
  author: "person",
  summary: "Tells a member why everyone is to exclude them, so that they can answer first.",
  visibility: "everyone",
  input: record({ person: personId, reason: bytes32 }),
  about: { person: "who is to be heard", reason: "the hash of the published reason" },
  refuses: [
    "membership/called-recently",
    "membership/has-left",
    "membership/hearing-open",
    "membership/no-reason",
    "membership/not-a-member",
    "membership/not-for-yourself",
    "membership/not-yet-admitted",
    "records/erased",
    "records/not-yours",
    "records/other-kind",
    "records/unknown-text",
  ],
  check({ state, author, input, now }) {
    const stranger = requireMember(state, author) ?? requireMember(state, input.person);
    if (stranger !== undefined) return stranger;
    if (input.person === author) return refuse(faults["not-for-yourself"]);
    if (isZero(input.reason)) return refuse(faults["no-reason"]);
    const unread = requireOwnText(state, author, { hash: input.reason, kind: "reason" });
    if (unread !== undefined) return unread;
    const held = hearings.get(state, [input.person]);
    if (held !== undefined && isHearingOpen(held, now)) return refuse(faults["hearing-open"]);
    const { calledAt } = tallyOf(state, author);
    const from = calledAt + CALL_PAUSE_DAYS * DAY;
    return calledAt !== 0 && now < from ? refuse(faults["called-recently"], { from }) : undefined;
  },
  apply({ state, author, input, now }) {
    const { person, reason } = input;
    openHearing(state, person, { by: author, reason, answer: NO_ANSWER, at: now });
    putTally(state, author, { ...tallyOf(state, author), calledAt: now });
    const from = hearingEnd(state, person, now);
    return [hearingCalled([person, author], { person, by: author, from })];
  },
  why: ({ state, input, now }) =>
    explain(
      "membership/call-hearing",
      "Before it may be proposed to exclude a member, the member is told why and has three days to answer, which stand still while their keys are frozen.",
      {
        person: input.person,
        isHeard: isHeard(state, input.person, { proposedAt: now, now }),
      },
      "The member is told the reason; excluding them takes a weighty decision of everyone.",
    ),
});
