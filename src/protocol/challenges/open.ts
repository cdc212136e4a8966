import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { type ChallengeId, personId } from "../kernel/ids.ts";
import { divCeil } from "../kernel/integer.ts";
import { bytes32, list, record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { memberCount, requireMember } from "../membership/index.ts";
import { holdText } from "../texts/index.ts";
import { engage, refusalToOpen } from "./engaging.ts";
import { opened } from "./events.ts";
import { challengesFaults as faults } from "./faults.ts";
import { hasJuries } from "./jury.ts";
import { move } from "./moving.ts";
import { refusalOfNamed } from "./naming.ts";
import { isOwnNote } from "./texts.ts";
import { ACCUSED_MAX, accused, type Challenge, counters } from "./types.ts";

/** Members below whom nobody is challenged. */
export const MEMBERS_MIN = 5;
/** Supporters that a challenge needs at least. */
export const SUPPORTERS_MIN = 2;
/** Days for which a challenge looks for supporters. */
export const GATHERING_DAYS = 7;

const NO_ANSWER = new Uint8Array(32);
const NOTHING = { yes: 0, no: 0, neither: 0, appealedAt: 0, appealYes: 0, appealNo: 0 };

/**
 * Says that people must not be here, because nobody is who they say, and looks for supporters.
 *
 * Why supporters: nobody is put through it at the word of one person. Nothing happens to anybody before
 * there are enough.
 * Source: README.md, rules 1 to 3.
 */
export const open = defineAction({
  type: "challenges/open",
  tag: 0x0b01,
  author: "person",
  summary: "Challenges people who must not be here, and looks for supporters.",
  visibility: "everyone",
  input: record({ accused: list(personId, ACCUSED_MAX), voucher: personId, reason: bytes32 }),
  about: {
    accused: "whom it is about, the lowest number first",
    voucher: "the member by whose vouch all of them are here; 0 for one person",
    reason: "the hash of your published reason",
  },
  refuses: [
    "challenges/already-challenged",
    "challenges/found-honest",
    "challenges/is-founder",
    "challenges/no-reason",
    "challenges/no-shared-voucher",
    "challenges/nobody-named",
    "challenges/not-yourself",
    "challenges/one-at-a-time",
    "challenges/opened-recently",
    "challenges/rests-after-honest",
    "challenges/too-few-members",
    "challenges/too-many-named",
    "membership/has-left",
    "membership/no-such-person",
    "membership/not-a-member",
    "membership/not-yet-admitted",
  ],
  check({ state, author, input, now }) {
    const stranger = requireMember(state, author);
    if (stranger !== undefined) return stranger;
    const members = memberCount(state);
    if (members < MEMBERS_MIN) return refuse(faults["too-few-members"], { members });
    const barred = refusalToOpen(state, author, now);
    if (barred !== undefined) return barred;
    const refusal = refusalOfNamed(state, author, input, now);
    if (refusal !== undefined) return refusal;
    return isOwnNote(state, author, input.reason) ? undefined : refuse(faults["no-reason"]);
  },
  apply({ state, author, input, now }) {
    const challenge = ((counters.get(state, [])?.challenges ?? 0) + 1) as ChallengeId;
    counters.put(state, [], { challenges: challenge });
    const needed = supportersNeeded(state);
    const row: Challenge = {
      by: author,
      reason: input.reason,
      voucher: input.voucher,
      stage: "gathering",
      way: "none",
      accused: input.accused.length,
      needed,
      supporters: 0,
      eligible: 0,
      lot: 0,
      drawn: 0,
      ...figures(state),
      openedAt: now,
      beganAt: 0,
      closesAt: 0,
      until: 0,
      restUntil: 0,
    };
    holdText(state, input.reason);
    move(state, challenge, row, now + GATHERING_DAYS * DAY);
    for (const person of input.accused) {
      const named = { outcome: "open", answer: NO_ANSWER, ...NOTHING, appealNeither: 0 } as const;
      accused.put(state, [challenge, person], named);
    }
    engage(state, author, challenge, now);
    const told = { challenge, by: author, accused: input.accused, needed };
    return [opened([author, ...input.accused], told)];
  },
  why: ({ state, input }) =>
    explain(
      "challenges/open",
      "A member may challenge anyone who must not be here: with supporters, a published reason, and after an answer.",
      { accused: input.accused.length, needed: supportersNeeded(state), isJury: hasJuries(state) },
      "It looks for supporters for seven days; nothing happens to anybody before there are enough.",
    ),
});

function supportersNeeded(state: Reader): number {
  const percent = parameterValue(state, "challenge-support-percent");
  return Math.max(SUPPORTERS_MIN, divCeil(memberCount(state) * percent, 100));
}

/** The figures of the day, which hold for this challenge to its end. */
function figures(state: Reader) {
  const jurors = parameterValue(state, "jury-size");
  return {
    jurors,
    agreeing: divCeil(jurors * parameterValue(state, "jury-percent"), 100),
    jurorDays: parameterValue(state, "juror-after-days"),
    days: parameterValue(state, "challenge-days"),
    appealDays: parameterValue(state, "appeal-days"),
    restDays: parameterValue(state, "challenge-rest-days"),
    pauseDays: parameterValue(state, "voucher-pause-days"),
    pauseAgainDays: parameterValue(state, "voucher-pause-again-days"),
  };
}
