import { DISMISSAL_DAYS } from "../circles/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Invariant } from "../kernel/room.ts";
import { DAY } from "../kernel/time.ts";
import { countDecision, methodOf } from "./count.ts";
import type { Counts, Methods } from "./methods/method.ts";
import {
  ballots,
  counters,
  type Decision,
  decisions,
  due,
  effects,
  hearings,
  proposers,
} from "./types.ts";

/** Counts are those of the ballots, within the roll, and stand nowhere while voting lasts. */
export const countsEqualBallotsBy = (methods: Methods): Invariant => ({
  name: "decisions/counts-equal-ballots",
  broken(state) {
    for (const { key, row } of decisions.entries(state, [])) {
      const [decision] = key;
      const { counts, answered } = countDecision(methods, state, decision, row);
      const isTold = row.stage !== "open" && row.stage !== "withdrawn";
      if (!isTold && row.counts.length > 0) return `${decision} tells its count early`;
      if (isTold && !isSame(row.counts, counts)) {
        return `decision ${decision} says something else than its ballots`;
      }
      if (row.answered !== answered) return `decision ${decision} counts answers wrongly`;
      if (row.answered > row.eligible) return `decision ${decision} has more answers than people`;
    }
    return undefined;
  },
});

function isSame(left: Counts, right: Counts): boolean {
  return left.length === right.length && left.every((count, at) => count === right[at]);
}

/** Every ballot belongs to a decision, and was given while voting lasted. */
export const ballotsAreInTime: Invariant = {
  name: "decisions/ballots-are-in-time",
  broken(state) {
    for (const { key, row } of ballots.entries(state, [])) {
      const decision = decisions.get(state, [key[0]]);
      if (decision === undefined) return `a ballot for decision ${key[0]}, which is not there`;
      const isInTime = row.at >= decision.openedAt && row.at < decision.closesAt;
      if (!isInTime) return `the ballot of person ${key[1]} for decision ${key[0]}`;
    }
    return undefined;
  },
};

/** What waits is exactly: the end of each open decision, and the effect of each that has passed. */
export const dueMatchesStages: Invariant = {
  name: "decisions/due-matches-stages",
  broken(state) {
    let waiting = 0;
    for (const { key, row } of decisions.entries(state, [])) {
      const expected = expectedWork(row);
      if (expected === undefined) continue;
      waiting += 1;
      const found = due.get(state, [expected.moment, key[0]]);
      if (found?.work !== expected.work)
        return `decision ${key[0]} does not wait to ${expected.work}`;
    }
    for (const _ of due.entries(state, [])) waiting -= 1;
    return waiting === 0 ? undefined : "something waits that is over";
  },
};

function expectedWork({ stage, closesAt, effectAt }: Decision) {
  if (stage === "open") return { moment: closesAt, work: "close" };
  return stage === "passed" ? { moment: effectAt, work: "take-effect" } : undefined;
}

/** Outcomes follow from the counts, stages from the outcomes. */
export const outcomesFollowBy = (methods: Methods): Invariant => ({
  name: "decisions/outcomes-follow",
  broken(state, now) {
    let expected = 1;
    for (const { key, row } of decisions.entries(state, [])) {
      if (key[0] !== expected) return `decision ${expected} is missing`;
      expected += 1;
      const isHeard = [...hearings.entries(state, [key[0]])].length > 0;
      const what = brokenTimes(row, isHeard) ?? brokenStage(methods, row, now);
      if (what !== undefined) return `decision ${key[0]} ${what}`;
      const held = [...effects.entries(state, [key[0]])].length;
      if (held !== row.effects) return `decision ${key[0]} has ${held} effects`;
    }
    const total = counters.get(state, [])?.decisions ?? 0;
    return total === expected - 1 ? undefined : `${total} decisions are counted`;
  },
});

/** Only where somebody is to be heard, voting may go on for longer than the policy says. */
function brokenTimes(row: Decision, isHeard: boolean): string | undefined {
  const { openedAt, closesAt, effectAt, policy } = row;
  const later = closesAt - openedAt - policy.votingMs;
  if (later < 0 || (later > 0 && !isHeard)) return "closes at the wrong time";
  return effectAt === closesAt + policy.delayMs ? undefined : "takes effect at the wrong time";
}

function brokenStage(methods: Methods, row: Decision, now: number): string | undefined {
  const { stage, openedAt, closesAt, effectAt } = row;
  if (stage === "open" || stage === "withdrawn") return openedAt > now ? "is ahead" : undefined;
  if (closesAt > now) return "was closed early";
  const { hasPassed } = methodOf(methods, row).outcome(row.counts, row);
  if (hasPassed === (stage === "failed")) return "has another outcome than its count";
  const isDone = stage === "in-effect" || stage === "without-effect";
  if (isDone && effectAt > now) return "took effect early";
  return (row.fault !== 0) === (stage === "without-effect")
    ? undefined
    : "has a fault of no effect";
}

/** Everybody's open proposals are counted. */
export const proposersAreCounted: Invariant = {
  name: "decisions/proposers-are-counted",
  broken(state) {
    const open = new Map<PersonId, number>();
    for (const { row } of decisions.entries(state, [])) {
      if (row.stage === "open") open.set(row.proposer, (open.get(row.proposer) ?? 0) + 1);
    }
    for (const { key, row } of proposers.entries(state, [])) {
      if (open.get(key[0]) !== row.open) return `person ${key[0]} has ${row.open} open`;
      open.delete(key[0]);
    }
    return open.size === 0 ? undefined : "somebody's open proposals are not counted";
  },
};

/** Anyone who is to be heard is so for a decision that gave them three days, and answers while it waits. */
export const hearingsFollowEffects: Invariant = {
  name: "decisions/hearings-follow-effects",
  broken(state) {
    for (const { key, row } of hearings.entries(state, [])) {
      const [decision, person] = key;
      const held = decisions.get(state, [decision]);
      if (held === undefined) return `person ${person} is heard for nothing`;
      if (held.closesAt - held.openedAt < DISMISSAL_DAYS * DAY)
        return `${decision} hears nobody out`;
      if (row.at !== 0 && row.at < held.openedAt) return `${person} answered before ${decision}`;
    }
    return undefined;
  },
};
