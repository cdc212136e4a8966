import { DISMISSAL_DAYS } from "../circles/index.ts";
import type { Effect } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import { addWhole } from "../kernel/integer.ts";
import type { Due, DueContext } from "../kernel/room.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { hearingEnd } from "../membership/index.ts";
import { countDecision, methodOf } from "./count.ts";
import { failed, foundNoEffect, passed, prolonged, tookEffect } from "./events.ts";
import { releaseTextsOf } from "./held-texts.ts";
import type { Counts, Methods } from "./methods/method.ts";
import { type Decision, decisions, due, effects, hearings, proposers } from "./types.ts";

/** Decisions that close or take effect in one block at most. */
const MOVED_MAX = 64;
/** Ballots counted in one block after which no other decision closes. */
const COUNTED_MAX = 16_384;

/** Ends voting: what a decision has come to is in it, and its proposer may open another. */
export function closeVoting(
  state: Writer,
  decision: DecisionId,
  row: Decision,
  { stage, counts }: { stage: "passed" | "failed" | "withdrawn"; counts: Counts },
): void {
  const open = present(
    proposers.get(state, [row.proposer]),
    "an open decision has a proposer",
  ).open;
  decisions.put(state, [decision], { ...row, stage, counts });
  if (stage !== "passed") releaseTextsOf(state, decision);
  if (open === 1) proposers.delete(state, [row.proposer]);
  else proposers.put(state, [row.proposer], { open: open - 1 });
}

/** Lists what a decision does once it has passed and options are chosen, in order. */
export function effectsOf(
  state: Reader,
  decision: DecisionId,
  row: Decision,
  chosen: readonly number[],
): Effect[] {
  const declared = [...effects.entries(state, [decision])].map((entry) => entry.row);
  return declared
    .filter(({ option }) => option === 0 || chosen.includes(option))
    .map(({ tag, payload }) => {
      return { circle: row.circle, decision, proposedAt: row.openedAt, tag, payload };
    });
}

/**
 * Closes decisions and lets them take effect, each when its moment has come.
 *
 * Bounds: some in one block, the others in the next, since everybody may have proposals that end at
 * one moment; nobody votes meanwhile on what is to close.
 */
export const decisionsDueBy = (methods: Methods): Due => ({
  next: (state) => first(state)?.moment,
  run(context) {
    const { state, now } = context;
    const events: Event[] = [];
    let [moved, counted] = [0, 0];
    for (; moved < MOVED_MAX && counted < COUNTED_MAX; moved += 1) {
      const next = first(state);
      if (next === undefined || next.moment > now) break;
      const { moment, decision, work } = next;
      const row = present(decisions.get(state, [decision]), "a decision that is due is there");
      due.delete(state, [moment, decision]);
      if (work === "close") counted += row.answered;
      const move = work === "close" ? close : takeEffect;
      events.push(...move(methods, context, decision, row));
    }
    return events;
  },
});

function first(state: Reader) {
  for (const { key, row } of due.entries(state, [])) {
    return { moment: key[0], decision: key[1], work: row.work };
  }
  return undefined;
}

function close(
  methods: Methods,
  { state }: DueContext,
  decision: DecisionId,
  row: Decision,
): readonly Event[] {
  const closesAt = heardAt(state, decision, row);
  if (closesAt > row.closesAt) return prolong(state, decision, row, closesAt);
  const { counts, outcome } = countDecision(methods, state, decision, row);
  const { hasPassed } = outcome;
  closeVoting(state, decision, row, { stage: hasPassed ? "passed" : "failed", counts });
  const people: PersonId[] = [row.proposer];
  if (!hasPassed) return [failed(people, { decision })];
  due.put(state, [row.effectAt, decision], { work: "take-effect" });
  return [passed(people, { decision, effectAt: row.effectAt })];
}

/** When all whom it would put out have had the days to answer, which stand still while keys are frozen. */
function heardAt(state: Reader, decision: DecisionId, { openedAt, closesAt }: Decision): number {
  return [...hearings.entries(state, [decision])].reduce(
    (latest, { key }) => Math.max(latest, hearingEnd(state, key[1], openedAt, DISMISSAL_DAYS)),
    closesAt,
  );
}

/** Lets voting go on, and everything after it come as much later. */
function prolong(
  state: Writer,
  decision: DecisionId,
  row: Decision,
  closesAt: number,
): readonly Event[] {
  const effectAt = addWhole(closesAt, row.policy.delayMs);
  decisions.put(state, [decision], { ...row, closesAt, effectAt });
  due.put(state, [closesAt, decision], { work: "close" });
  const heard = [...hearings.entries(state, [decision])].map(({ key }) => key[1]);
  return [prolonged([row.proposer, ...heard], { decision, closesAt })];
}

function takeEffect(
  methods: Methods,
  { state, dispatch }: DueContext,
  decision: DecisionId,
  row: Decision,
): readonly Event[] {
  const { chosen } = methodOf(methods, row).outcome(row.counts, row);
  const done = dispatch(effectsOf(state, decision, row, chosen));
  releaseTextsOf(state, decision);
  if (!done.ok) {
    const { number } = done.reason.fault;
    decisions.put(state, [decision], { ...row, stage: "without-effect", fault: number });
    return [foundNoEffect([row.proposer], { decision, fault: number })];
  }
  decisions.put(state, [decision], { ...row, stage: "in-effect" });
  return [tookEffect([row.proposer], { decision }), ...done.value];
}
