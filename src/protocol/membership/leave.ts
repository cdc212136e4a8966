import {
  giveNotice,
  isAgreedByTwo,
  type KeyAt,
  mayGiveNoticeFrom,
  NOTICE_DAYS,
  noticeOf,
} from "../identity/index.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { leaveAnnounced } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { go } from "./going.ts";
import { isMember } from "./standing.ts";
import { members } from "./types.ts";

/**
 * Leaves the community after seven days, at once where a second key says so; takes an application back at once.
 *
 * Why: going is always allowed. What the person holds stays theirs, what they did stays in the
 * history, others' vouches and trust stay as they are; income and voice end with the membership.
 * Why not at once: one stolen key would make of a member somebody who needs vouches again.
 * Source: README.md, rules 14 and 15.
 */
export const leave = defineAction({
  type: "membership/leave",
  tag: 0x0307,
  author: "person",
  recovers: true,
  free: "everybody may leave at any time",
  summary: "Leaves the community; you can stay until it takes effect, and apply again later.",
  visibility: "everyone",
  input: record({}),
  about: {},
  refuses: [
    "membership/has-left",
    "membership/leaving-already",
    "membership/not-a-member",
    "membership/stayed-lately",
  ],
  check({ state, author: person, device, now }) {
    const row = members.get(state, [person]);
    if (row === undefined) return refuse(faults["not-a-member"], { person });
    if (row.status === "left") return refuse(faults["has-left"], { person });
    const key = { person, device, now };
    if (isAtOnce(state, key)) return undefined;
    const given = noticeOf(state, person);
    if (given !== undefined) return refuse(faults["leaving-already"], { at: given.at });
    const from = mayGiveNoticeFrom(state, key);
    return from === 0 ? undefined : refuse(faults["stayed-lately"], { from });
  },
  apply({ state, author: person, device, now }) {
    const key = { person, device, now };
    if (isAtOnce(state, key)) return go(state, person, now);
    const at = giveNotice(state, key);
    return [leaveAnnounced([person], { person, by: device, at })];
  },
  why({ state, author: person, device, now }) {
    const isNow = isAtOnce(state, { person, device, now });
    const at = isNow ? now : (noticeOf(state, person)?.at ?? now + NOTICE_DAYS * DAY);
    return explain(
      "membership/leave",
      "A member leaves seven days after saying so with one key, or at once with a recovery key and another old one.",
      { since: members.get(state, [person])?.since ?? 0, at },
      isNow
        ? "Income and voice end now; what you hold stays yours and can still be passed on."
        : "Until then everything stays as it is, and each of your keys can call it off; then income and voice end, and what you hold stays yours.",
    );
  },
});

/** An applicant has nothing yet that a thief could take. */
function isAtOnce(state: Reader, key: KeyAt): boolean {
  return !isMember(state, key.person) || isAgreedByTwo(state, key);
}
