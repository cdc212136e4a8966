import { policySentence } from "../circles/index.ts";
import type { AnyAction, Catalogue } from "../kernel/action.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { type DecisionId, decisionId, type PersonId, personId } from "../kernel/ids.ts";
import { type Plain, toPlain } from "../kernel/plain.ts";
import { decode, record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { requireEligible } from "./eligibility.ts";
import { decisionsFaults as faults } from "./faults.ts";
import { effectsOf } from "./outcome.ts";
import { outcomeWhy } from "./tally.ts";
import { ballots, counters, type Decision, decisions } from "./types.ts";

/** Decisions in the list at most: the newest. */
export const LISTED_MAX = 1000;

/** All decisions, the newest first. */
export const listView = defineView({
  name: "decisions/list",
  summary: "What was proposed and decided, the newest first (at most 1,000).",
  visibility: "everyone",
  query: record({}),
  read({ state }) {
    const last = counters.get(state, [])?.decisions ?? 0;
    const listed: ReturnType<typeof summaryOf>[] = [];
    for (let at = last; at >= 1 && listed.length < LISTED_MAX; at--) {
      const row = decisions.get(state, [at as DecisionId]);
      if (row !== undefined) listed.push(summaryOf(at as DecisionId, row));
    }
    return listed;
  },
});

/** One decision, as a given person sees it. */
export const decisionView = defineView({
  name: "decisions/decision",
  summary: "One decision: its policy, its effects, who answered, and how it came out and why.",
  visibility: "everyone",
  query: record({ decision: decisionId, person: personId }),
  read({ state, query, now, ...context }) {
    const { decision, person } = query;
    const row = decisions.get(state, [decision]);
    if (row === undefined) return undefined;
    const given = [...ballots.entries(state, [decision])];
    const isOpen = row.stage === "open";
    const isCounted = !isOpen && row.stage !== "withdrawn";
    return {
      ...summaryOf(decision, row),
      policy: row.policy,
      policyHash: row.policyHash,
      policySentence: policySentence(row.policy),
      effects: effectsOf(state, decision, row).map(({ tag, payload, circle }) => {
        const surroundings = { ...context, state, now, author: circle, decision };
        return readEffect(context.catalogue, surroundings, tag, payload);
      }),
      mine: ballots.get(state, [decision, person])?.choice ?? null,
      eligibility: readEligibility(state, row, person, now),
      answeredBy: given.map(({ key }) => key[1]),
      ballots: isOpen
        ? null
        : given.map(({ key, row: { choice } }) => ({ person: key[1], choice })),
      why: isCounted ? outcomeWhy(row.policy, row.eligible, row) : null,
      fault: row.fault === 0 ? null : readFault(context.catalogue, row.fault),
    };
  },
});

function summaryOf(decision: DecisionId, row: Decision) {
  const { circle, kind, text, proposer, stage, openedAt, closesAt, effectAt } = row;
  const count = stage === "open" ? null : row;
  return {
    decision,
    circle,
    kind,
    text,
    proposer,
    stage,
    openedAt,
    closesAt,
    effectAt,
    eligible: row.eligible,
    answered: row.answered,
    yes: count?.yes ?? null,
    no: count?.no ?? null,
    abstain: count?.abstain ?? null,
  };
}

/** An effect as people can read it; the type is `null` for one that this law does not know. */
export interface ReadableEffect {
  readonly tag: number;
  readonly type: string | null;
  readonly input: Plain;
  readonly sentence: string | null;
}

function readEffect(
  catalogue: Catalogue,
  surroundings: object,
  tag: number,
  payload: Uint8Array,
): ReadableEffect {
  const action: AnyAction | undefined = catalogue.action(tag);
  const input = action === undefined ? undefined : decode(action.input, payload);
  if (action === undefined || !input?.ok) {
    return { tag, type: null, input: null, sentence: null };
  }
  const why = action.why({ ...surroundings, input: input.value } as never);
  return { tag, type: action.type, input: toPlain(input.value), sentence: why.result };
}

function readEligibility(state: Reader, row: Decision, person: PersonId, now: number) {
  const isOver = row.stage !== "open" || now >= row.closesAt;
  const refusal = isOver ? refuse(faults.closed) : requireEligible(state, row, person);
  return { isEligible: refusal === undefined, refusal: readRefusal(refusal) };
}

function readRefusal(refusal: Refusal | undefined) {
  if (refusal === undefined) return null;
  const { code, sentence, remedy } = refusal.fault;
  return { code, sentence, remedy };
}

function readFault(catalogue: Catalogue, number: number) {
  const fault = catalogue.fault(number);
  if (fault === undefined) return null;
  const { code, sentence, remedy } = fault;
  return { code, sentence, remedy };
}
