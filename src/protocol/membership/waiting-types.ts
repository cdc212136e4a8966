import { personId } from "../kernel/ids.ts";
import { bool, bytes32, list, moment, record, u16, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** Admitting vouchers of one person that are kept. */
export const VOUCHERS_KEPT_MAX = 16;

const applicationRow = record({
  until: moment,
  readyAt: moment,
  rank: u32,
  chargedTo: personId,
  isPaused: bool,
  needed: u16,
});

/** An application: when it lapses, since when it waits for a place and how far behind, who answers for it. */
export type Application = ValueOf<typeof applicationRow>;

/** Applications that have not been decided. */
export const applications = table({
  id: 0x0308,
  name: "membership/applications",
  about:
    "An application: when it lapses, since when it only waits for a place (0: not yet) and its rank, whose invitation brought it (0: nobody's), whether it pauses, how many vouches were needed when it had them (0: not yet).",
  visibility: "everyone",
  key: [part("person", personId)],
  row: applicationRow,
});

/** Applications by the moment at which they lapse. */
export const lapses = table({
  id: 0x0309,
  name: "membership/lapses",
  about: "An application, found by the moment at which it lapses.",
  visibility: "everyone",
  key: [part("until", moment), part("person", personId)],
  row: record({}),
});

/** People about whom others look into whether they must not be here. */
export const held = table({
  id: 0x0312,
  name: "membership/held",
  about: "Nobody admits this person while others look into whether they must not be here.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({}),
});

/** Those who have what is needed and wait for a place, the next one first. */
export const queue = table({
  id: 0x030a,
  name: "membership/queue",
  about:
    "Somebody who waits for a place: first whose vouchers brought fewest, then who waits longest.",
  visibility: "everyone",
  key: [part("rank", u32), part("readyAt", moment), part("person", personId)],
  row: record({}),
});

const admissionRow = record({ at: moment, vouchers: list(personId, VOUCHERS_KEPT_MAX) });

/** By whom people were let in. */
export const admissions = table({
  id: 0x030b,
  name: "membership/admissions",
  about: "When a person was admitted last, and whose vouches stood then.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: admissionRow,
});

/** How many people came in on a day, as running sums. */
export const intake = table({
  id: 0x030c,
  name: "membership/intake",
  about:
    "A day (since 1970) on which somebody was admitted within the pace: how many had been admitted before it, and how many members there were.",
  visibility: "everyone",
  key: [part("day", u32)],
  row: record({ before: u32, members: u32 }),
});

const tallyRow = record({
  period: u32,
  brought: list(u16, 8),
  applications: u16,
  barredUntil: moment,
  bars: u16,
  calledAt: moment,
});

/** What is counted of a member: whom they brought lately, applications by their links, pauses, hearings. */
export type Tally = ValueOf<typeof tallyRow>;

/** What is counted of each member. */
export const tallies = table({
  id: 0x030d,
  name: "membership/tallies",
  about:
    "Of a member: how many were admitted by their vouches in each of the last periods of 30 days, how many applications by their invitations are open, until when they may not vouch and how often that was said, when they called somebody to a hearing last.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: tallyRow,
});

const choresRow = record({
  needed: u16,
  elderDays: u16,
  weighAt: moment,
  person: personId,
  placeAt: moment,
});

/** What the room has still to look through. */
export type Chores = ValueOf<typeof choresRow>;

/** What the room has still to look through. */
export const chores = table({
  id: 0x030e,
  name: "membership/chores",
  about:
    "The rule by which all applications were weighed last, when weighing them again goes on (0: not) and after whom, and when the next place is given.",
  visibility: "everyone",
  key: [],
  row: choresRow,
});

const hearingRow = record({ by: personId, reason: bytes32, answer: bytes32, at: moment });

/** What somebody is told before everyone may exclude them: by whom, why, their answer, when. */
export type Hearing = ValueOf<typeof hearingRow>;

/** Hearings before an exclusion. */
export const hearings = table({
  id: 0x0311,
  name: "membership/hearings",
  about:
    "What a member is told before they may be excluded: by whom, the hash of the reason, the hash of their answer (zeros: none yet), when.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: hearingRow,
});

/** Hearings by the moment at which they end. */
export const hearingEnds = table({
  id: 0x0313,
  name: "membership/hearing-ends",
  about: "A hearing, found by the moment from which it no longer stands.",
  visibility: "everyone",
  key: [part("until", moment), part("person", personId)],
  row: record({}),
});
