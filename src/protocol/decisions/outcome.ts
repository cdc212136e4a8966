import type { Effect } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import type { DecisionId, PersonId } from "../kernel/ids.ts";
import type { Due, DueContext } from "../kernel/room.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { failed, foundNoEffect, passed, tookEffect } from "./events.ts";
import { outcomeOf } from "./tally.ts";
import { type Decision, decisions, due, effects, proposers, tallies } from "./types.ts";

/** Ends voting: the count goes into the decision, and its proposer may open another. */
export function closeVoting(
  state: Writer,
  decision: DecisionId,
  row: Decision,
  stage: "passed" | "failed" | "withdrawn",
): void {
  const tally = present(tallies.get(state, [decision]), "an open decision is being counted");
  const open = present(
    proposers.get(state, [row.proposer]),
    "an open decision has a proposer",
  ).open;
  decisions.put(state, [decision], { ...row, ...tally, stage });
  tallies.delete(state, [decision]);
  if (open === 1) proposers.delete(state, [row.proposer]);
  else proposers.put(state, [row.proposer], { open: open - 1 });
}

/** Lists what a decision does, in order. */
export function effectsOf(state: Reader, decision: DecisionId, row: Decision): Effect[] {
  return [...effects.entries(state, [decision])].map(({ row: { tag, payload } }) => {
    return { circle: row.circle, decision, tag, payload };
  });
}

/** Closes decisions and lets them take effect, each when its moment has come. */
export const decisionsDue: Due = {
  next: (state) => first(state)?.moment,
  run(context) {
    const events: Event[] = [];
    let next = first(context.state);
    while (next !== undefined && next.moment <= context.now) {
      const { moment, decision, work } = next;
      due.delete(context.state, [moment, decision]);
      events.push(...(work === "close" ? close(context, decision) : takeEffect(context, decision)));
      next = first(context.state);
    }
    return events;
  },
};

function first(state: Reader) {
  for (const { key, row } of due.entries(state, [])) {
    return { moment: key[0], decision: key[1], work: row.work };
  }
  return undefined;
}

function close({ state }: DueContext, decision: DecisionId): readonly Event[] {
  const row = present(decisions.get(state, [decision]), "a decision that closes is there");
  const tally = present(tallies.get(state, [decision]), "an open decision is being counted");
  const { hasPassed } = outcomeOf(row.policy, row.eligible, tally);
  closeVoting(state, decision, row, hasPassed ? "passed" : "failed");
  const people: PersonId[] = [row.proposer];
  if (!hasPassed) return [failed(people, { decision })];
  due.put(state, [row.effectAt, decision], { work: "take-effect" });
  return [passed(people, { decision, effectAt: row.effectAt })];
}

function takeEffect({ state, dispatch }: DueContext, decision: DecisionId): readonly Event[] {
  const row = present(decisions.get(state, [decision]), "a decision that takes effect is there");
  const done = dispatch(effectsOf(state, decision, row));
  if (!done.ok) {
    const { number } = done.reason.fault;
    decisions.put(state, [decision], { ...row, stage: "without-effect", fault: number });
    return [foundNoEffect([row.proposer], { decision, fault: number })];
  }
  decisions.put(state, [decision], { ...row, stage: "in-effect" });
  return [tookEffect([row.proposer], { decision }), ...done.value];
}
