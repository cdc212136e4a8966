import type { Effect } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import type { Due, DueContext } from "../kernel/room.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { countDecision, methodOf } from "./count.ts";
import { failed, foundNoEffect, passed, tookEffect } from "./events.ts";
import { releaseTextsOf } from "./held-texts.ts";
import type { Counts, Methods } from "./methods/method.ts";
import { type Decision, decisions, due, effects, proposers } from "./types.ts";

/** Ends voting: what a decision has come to stands in it, and its proposer may open another. */
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

/** Closes decisions and lets them take effect, each when its moment has come. */
export const decisionsDueBy = (methods: Methods): Due => ({
  next: (state) => first(state)?.moment,
  run(context) {
    const events: Event[] = [];
    let next = first(context.state);
    while (next !== undefined && next.moment <= context.now) {
      const { moment, decision, work } = next;
      due.delete(context.state, [moment, decision]);
      const done =
        work === "close"
          ? close(methods, context, decision)
          : takeEffect(methods, context, decision);
      events.push(...done);
      next = first(context.state);
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

function close(methods: Methods, { state }: DueContext, decision: DecisionId): readonly Event[] {
  const row = present(decisions.get(state, [decision]), "a decision that closes is there");
  const { counts, outcome } = countDecision(methods, state, decision, row);
  const { hasPassed } = outcome;
  closeVoting(state, decision, row, { stage: hasPassed ? "passed" : "failed", counts });
  const people: PersonId[] = [row.proposer];
  if (!hasPassed) return [failed(people, { decision })];
  due.put(state, [row.effectAt, decision], { work: "take-effect" });
  return [passed(people, { decision, effectAt: row.effectAt })];
}

function takeEffect(
  methods: Methods,
  { state, dispatch }: DueContext,
  decision: DecisionId,
): readonly Event[] {
  const row = present(decisions.get(state, [decision]), "a decision that takes effect is there");
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
