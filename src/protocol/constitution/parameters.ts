import type { DecisionKind } from "../kernel/decision-kind.ts";
import { countText, daysText, percentText, unitsText } from "../kernel/figures.ts";
import type { Unit } from "../kernel/schema.ts";

/** How far a figure may move in one decision. */
export type Step =
  | { readonly kind: "absolute"; readonly by: number }
  | { readonly kind: "percent"; readonly by: number }
  | { readonly kind: "factor"; readonly by: number };

/** A rule's figure that the community may change: its bounds, its largest step, its sentence. */
export interface Parameter {
  /** Number in the tables: its place in the list, counted from 1; never reused. */
  readonly number: number;
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: Step;
  readonly unit: Unit;
  /** Whether a change waits for the next midnight (UTC), so that whole days have one figure. */
  readonly fromMidnight: boolean;
  /** The kind of the decisions that change it. */
  readonly kind: ParameterKind;
  /** The rule in one sentence, made from the figure. */
  readonly sentence: (value: number) => string;
}

/** The kinds of decision that change figures. */
export type ParameterKind = Extract<DecisionKind, "rule" | "seat">;

type Bounds = readonly [initial: number, min: number, max: number];

function parameter<const N extends string>(
  number: number,
  name: N,
  [initial, min, max]: Bounds,
  rest: Pick<Parameter, "step" | "unit" | "sentence"> &
    Partial<Pick<Parameter, "fromMidnight" | "kind">>,
): Parameter & { readonly name: N } {
  return { number, name, default: initial, min, max, fromMidnight: false, kind: "rule", ...rest };
}

const inDays = (by: number) => ({ step: { kind: "absolute", by }, unit: "days" }) as const;
const inCounts = (by: number) => ({ step: { kind: "absolute", by }, unit: "count" }) as const;

/**
 * Every figure that the community may change by decision.
 *
 * Bounds: only ever appended to; the place in the list is the number on the wire.
 * Source: README.md, rules 1 to 4.
 */
export const parameterList = [
  parameter(1, "income-per-hour", [1_000_000, 250_000, 4_000_000], {
    step: { kind: "percent", by: 10 },
    unit: "micro",
    fromMidnight: true,
    sentence: (value) => `Every member receives ${unitsText(value)} an hour, the same for all.`,
  }),
  parameter(2, "demurrage-per-year", [700, 0, 1500], {
    step: { kind: "absolute", by: 100 },
    unit: "basis-points",
    fromMidnight: true,
    sentence: (value) =>
      value === 0
        ? "Money keeps its amount over the years."
        : `All money shrinks by ${percentText(value)} a year, at the same pace for all.`,
  }),
  parameter(3, "claim-window-days", [90, 14, 400], {
    step: { kind: "factor", by: 2 },
    unit: "days",
    sentence: (value) => `Income can be collected for up to ${daysText(value)} back.`,
  }),
  parameter(4, "vouches-needed", [3, 1, 7], {
    ...inCounts(1),
    sentence: (value) =>
      `Anyone who applies is admitted with ${countText(value, "vouch", "vouches")} by members.`,
  }),
  parameter(5, "vouch-pace-days", [5, 0, 30], {
    ...inDays(2),
    sentence: (value) =>
      value === 0
        ? "Members may vouch as often as they like."
        : `A member waits ${daysText(value)} from one vouch to the next.`,
  }),
  parameter(6, "vouch-life-days", [730, 180, 1460], {
    ...inDays(90),
    sentence: (value) => `A vouch counts for ${daysText(value)}.`,
  }),
  parameter(7, "vouches-live-max", [50, 5, 200], {
    ...inCounts(10),
    sentence: (value) =>
      `A member vouches for at most ${countText(value, "person", "people")} at once.`,
  }),
  parameter(8, "vouch-wait-days", [90, 0, 365], {
    ...inDays(30),
    sentence: (value) =>
      value === 0
        ? "New members may vouch at once."
        : `A new member vouches for others after ${daysText(value)}.`,
  }),
  parameter(9, "elder-after-days", [365, 0, 1460], {
    ...inDays(90),
    sentence: (value) =>
      value === 0
        ? "A member can count as an elder at once."
        : `A member can count as an elder after ${daysText(value)}.`,
  }),
  parameter(10, "invitation-days-max", [30, 1, 90], {
    ...inDays(15),
    sentence: (value) => `An invitation is open for at most ${daysText(value)}.`,
  }),
  parameter(11, "invitations-live-max", [10, 1, 100], {
    ...inCounts(5),
    sentence: (value) =>
      `A member has at most ${countText(value, "invitation", "invitations")} open at once.`,
  }),
  parameter(12, "offer-days", [14, 2, 60], {
    ...inDays(7),
    sentence: (value) => `An offer that nobody accepts goes back after ${daysText(value)}.`,
  }),
  parameter(13, "trust-days-max", [3650, 90, 3650], {
    ...inDays(365),
    sentence: (value) => `Trust is given for at most ${daysText(value)} at a time.`,
  }),
  parameter(14, "parameter-rest-days", [90, 0, 365], {
    ...inDays(30),
    sentence: (value) =>
      value === 0
        ? "A changed rule may be changed again at once."
        : `A changed rule stays as it is for ${daysText(value)}.`,
  }),
  parameter(15, "seat-days-max", [365, 30, 1095], {
    ...inDays(90),
    kind: "seat",
    sentence: (value) => `A helper's machine has a seat for at most ${daysText(value)} at a time.`,
  }),
  parameter(16, "attendance-minutes", [60, 1, 1440], {
    step: { kind: "factor", by: 4 },
    unit: "count",
    kind: "seat",
    sentence: (value) =>
      `Once in ${countText(value, "minute", "minutes")} it is noted which helpers' machines are there.`,
  }),
  parameter(17, "absences-in-a-row", [24, 3, 720], {
    step: { kind: "factor", by: 4 },
    unit: "count",
    kind: "seat",
    sentence: (value) =>
      `A helper's machine that was away ${countText(value, "time", "times")} in a row pauses until its helper takes the seat again.`,
  }),
  parameter(18, "helper-income-per-day", [0, 0, 240_000_000], {
    step: { kind: "absolute", by: 24_000_000 },
    unit: "micro",
    kind: "seat",
    sentence: (value) =>
      value === 0
        ? "Helpers run their machines for nothing."
        : `For each day that its machine was there, a helper is owed ${unitsText(value)}, payable once the community has a treasury.`,
  }),
  parameter(19, "intake-month-least", [3, 1, 6], {
    ...inCounts(1),
    sentence: (value) =>
      `In any 30 days ${countText(value, "person is", "people are")} admitted at most, or the share below where that is more.`,
  }),
  parameter(20, "intake-month-percent", [10, 1, 20], {
    ...inCounts(5),
    sentence: (value) => `In any 30 days at most ${value} for every 100 members are admitted.`,
  }),
  parameter(21, "intake-year-least", [6, 2, 12], {
    ...inCounts(2),
    sentence: (value) =>
      `In any 365 days ${countText(value, "person is", "people are")} admitted at most, or the share below where that is more.`,
  }),
  parameter(22, "intake-year-percent", [25, 5, 50], {
    ...inCounts(5),
    sentence: (value) => `In any 365 days at most ${value} for every 100 members are admitted.`,
  }),
  parameter(23, "application-days", [60, 14, 90], {
    ...inDays(15),
    sentence: (value) => `An application lapses after ${daysText(value)}.`,
  }),
  parameter(24, "invitation-uses-max", [50, 1, 100], {
    ...inCounts(20),
    sentence: (value) =>
      `One invitation serves for at most ${countText(value, "application", "applications")}.`,
  }),
  parameter(25, "applications-live-max", [50, 5, 200], {
    ...inCounts(20),
    sentence: (value) =>
      `By one member's invitations at most ${countText(value, "application is", "applications are")} open at once.`,
  }),
  parameter(26, "growing-percent", [50, 10, 50], {
    ...inCounts(10),
    sentence: (value) => `A growing phase lets in up to ${value} for every 100 members.`,
  }),
  parameter(27, "growing-days", [60, 14, 60], {
    ...inDays(15),
    sentence: (value) => `A growing phase lasts for at most ${daysText(value)}.`,
  }),
  parameter(28, "growing-rest-days", [180, 180, 730], {
    ...inDays(90),
    sentence: (value) => `From one growing phase to the next pass ${daysText(value)}.`,
  }),
  parameter(29, "challenge-support-percent", [5, 2, 10], {
    ...inCounts(1),
    sentence: (value) =>
      `A challenge needs as many supporters as ${value} for every 100 members, and two at least.`,
  }),
  parameter(30, "jury-size", [15, 9, 25], {
    ...inCounts(2),
    sentence: (value) => `A jury has ${countText(value, "member", "members")}, drawn by lot.`,
  }),
  parameter(31, "jury-percent", [66, 60, 90], {
    ...inCounts(5),
    sentence: (value) =>
      `A jury confirms, or says that somebody belongs here, with ${value} of 100 of its members at least.`,
  }),
  parameter(32, "juror-after-days", [90, 30, 365], {
    ...inDays(30),
    sentence: (value) => `A member can be drawn for a jury after ${daysText(value)}.`,
  }),
  parameter(33, "challenge-days", [14, 7, 30], {
    ...inDays(7),
    sentence: (value) =>
      `A challenge is answered ${daysText(value)} after it has enough supporters; the first three are for the answer.`,
  }),
  parameter(34, "appeal-days", [7, 3, 21], {
    ...inDays(7),
    sentence: (value) =>
      `Anyone who is to go may call on everyone for ${daysText(value)}, and everyone then has as long to answer.`,
  }),
  parameter(35, "challenge-rest-days", [365, 90, 730], {
    ...inDays(90),
    sentence: (value) =>
      `Anyone who was found to belong here is not challenged again for ${daysText(value)}.`,
  }),
  parameter(36, "key-new-days", [30, 7, 90], {
    ...inDays(15),
    sentence: (value) =>
      `A key that a person adds ranks behind all their others for ${daysText(value)}, and any of those can refuse it.`,
  }),
  parameter(37, "freeze-days", [30, 7, 30], {
    ...inDays(15),
    sentence: (value) =>
      `Each of a person's keys can freeze all their everyday keys, for ${daysText(value)}.`,
  }),
  parameter(38, "freeze-again-days", [90, 60, 365], {
    ...inDays(30),
    sentence: (value) => `One key can freeze once in ${daysText(value)}.`,
  }),
  parameter(39, "freeze-pause-days", [14, 7, 14], {
    ...inDays(7),
    sentence: (value) =>
      `While somebody's keys are frozen, the time to answer stands still, for at most ${daysText(value)}.`,
  }),
  parameter(40, "removal-days", [7, 3, 30], {
    ...inDays(7),
    sentence: (value) =>
      `A key that another one removes still counts for ${daysText(value)}, so that its person can object.`,
  }),
  parameter(41, "removal-of-older-days", [30, 30, 90], {
    ...inDays(15),
    sentence: (value) =>
      `A younger key removes an older one after ${daysText(value)}, unless two keys do it together.`,
  }),
  parameter(42, "growth-rows-per-day", [500, 125, 4000], {
    step: { kind: "factor", by: 2 },
    unit: "count",
    sentence: (value) =>
      `What one person does in a day adds at most ${countText(value, "row", "rows")} to the record; answers, keys, leaving and erasing never count.`,
  }),
  parameter(43, "growth-kilobytes-per-day", [1024, 512, 8192], {
    step: { kind: "factor", by: 2 },
    unit: "count",
    sentence: (value) =>
      `What one person does in a day takes up at most ${countText(value, "kilobyte", "kilobytes")} more, texts included.`,
  }),
  parameter(44, "voucher-pause-days", [90, 30, 180], {
    ...inDays(30),
    sentence: (value) =>
      `Anyone who let in somebody who must not be here may not vouch for ${daysText(value)}.`,
  }),
  parameter(45, "voucher-pause-again-days", [365, 180, 730], {
    ...inDays(90),
    sentence: (value) => `Where that happens again to the same member, it is ${daysText(value)}.`,
  }),
] as const;

/** The name of a figure. */
export type ParameterName = (typeof parameterList)[number]["name"];

/** All names, in the order of their numbers. */
export const parameterNames: readonly ParameterName[] = parameterList.map(({ name }) => name);

/** What no decision can ever change, in sentences. */
export const unamendable: readonly string[] = [
  "Every member receives the same income.",
  "Every member has one voice, and no voice weighs more than another.",
  "Money comes into being as income only, and every payment takes from one what it gives to another.",
  "Nobody's money is taken without their consent, except as all money shrinks at the same pace.",
  "No rule reaches back: what has been counted stays counted as it was.",
  "Anyone may leave at any time, and take what is theirs to know along.",
  "Nobody is gone by the word of one key before seven days, in which each of their keys can call it off.",
  "Nobody is asked for fewer vouches because only few may give one.",
  "In a phase, places are the same for all who have some; one goes to another only by an express word.",
  "Nobody's key is taken from them at once by another key, and no key has a say in its own removal.",
  "What is open or in force can be read: nobody erases its text before it is over.",
  "Only its author publishes a text, and chooses who reads it.",
  "Answers, the safety of keys, leaving and erasing are free, however much somebody has added in a day.",
  "Seats of machines, and the rules about them, take a fifth of all members and three fifths of those who answer.",
  "In 30 days fewer than a third of the seats change by decision, unless more than half of all members want it.",
  "Nobody chooses what a lot comes to: it is drawn from values that each machine's key alone decides.",
  "Every figure stays within its bounds; one decision moves it once, by one step, whatever the resting time.",
  "Anyone who asks for a stricter way to decide reaches it themselves; nobody steps below what is asked for today by less.",
  "Where ways to decide become easier, anyone who has signed nothing for 180 days locks nobody, and a fifth of all counts at least.",
  "A circle decides about itself by a third of its own people; of fewer than five, by two, or by all but the one concerned.",
  "Nobody is put into a circle or a role without accepting, nor out of a circle before three days to answer.",
  "Nobody proposes to exclude anybody before they were told why and had three days to answer.",
  "Nobody is judged in a challenge before a published reason, enough supporters, and three days to answer.",
  "Anyone who opens or supports a challenge, or is named in it, does not judge it; nobody chooses the jury.",
  "Three members who can vouch always remain, however many have to pause.",
];
