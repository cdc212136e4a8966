import { policySentence, requireOpen } from "../circles/index.ts";
import type { AnyAction, Catalogue } from "../kernel/action.ts";
import { assert } from "../kernel/assert.ts";
import { decisionKind } from "../kernel/decision-kind.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { circleId, type DecisionId, decisionId, type PersonId, personId } from "../kernel/ids.ts";
import { pageOf } from "../kernel/page.ts";
import { type Plain, toPlain } from "../kernel/plain.ts";
import { decode, list, record, type ValueOf } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView, type HiddenPart } from "../kernel/view.ts";
import { methodOf } from "./count.ts";
import { requireEligible } from "./eligibility.ts";
import { decisionsFaults as faults } from "./faults.ts";
import type { Methods } from "./methods/method.ts";
import { termsOf } from "./terms.ts";
import {
  ballots,
  counters,
  type Decision,
  decisions,
  EFFECTS_MAX,
  effectShape,
  effects,
  hearings,
  openDecisions,
} from "./types.ts";

/** Decisions in the list at most: the newest. */
export const LISTED_MAX = 1000;

/** All decisions, the newest first. */
export const listViewBy = (methods: Methods) =>
  defineView({
    name: "decisions/list",
    summary: "What was proposed and decided, the newest first (at most 1,000).",
    visibility: "everyone",
    query: record({}),
    read({ state }) {
      const last = counters.get(state, [])?.decisions ?? 0;
      const first = Math.max(1, last - LISTED_MAX + 1);
      const [from, until] = [first as DecisionId, (last + 1) as DecisionId];
      const newest = [...decisions.between(state, [from], [until])];
      return newest.toReversed().map(({ key, row }) => summaryOf(methods, key[0], row));
    },
  });

/** Answers are hidden while voting lasts, and so is all that is made of them. */
const whileOpen: HiddenPart<{ readonly decision: DecisionId }> = {
  reason:
    "It tells who has answered, and the answers of an open proposal are closed to everyone. It can be checked once voting has ended.",
  isNow: ({ state, query }) => decisions.get(state, [query.decision])?.stage === "open",
};

/** One decision, as a given person sees it. */
export const decisionViewBy = (methods: Methods) =>
  defineView({
    name: "decisions/decision",
    summary:
      "One decision: its policy, its effects, whether a person answered, and how it came out and why.",
    visibility: "everyone",
    hidden: whileOpen,
    query: record({ decision: decisionId, person: personId }),
    read({ state, query, now, ...context }) {
      const { decision, person } = query;
      const row = decisions.get(state, [decision]);
      if (row === undefined) return undefined;
      const given = ballots.get(state, [decision, person]);
      const isOpen = row.stage === "open";
      const isCounted = !isOpen && row.stage !== "withdrawn";
      return {
        ...summaryOf(methods, decision, row),
        policy: row.policy,
        policyHash: row.policyHash,
        policySentence: policySentence(row.policy, row),
        quorumOf: row.quorumOf,
        leastYes: row.leastYes,
        heard: [...hearings.entries(state, [decision])].map(({ key, row: { answer, at } }) => {
          return { person: key[1], answer: at === 0 ? null : answer, at };
        }),
        effects: [...effects.entries(state, [decision])].map(({ row: effect }) => {
          const author = row.circle;
          const proposedAt = row.openedAt;
          const ruleContext = { ...context, state, now, author, decision, proposedAt };
          return readEffect(context.catalogue, ruleContext, effect);
        }),
        eligibility: readEligibility(state, row, person, now),
        hasAnswered: given !== undefined,
        ownAnswer: isOpen || given === undefined ? null : wordsOf(methods, row, given.ballot),
        why: isCounted ? methodOf(methods, row).why(row.counts, row) : null,
        trace: isCounted ? methodOf(methods, row).trace(row.counts, row) : null,
        chosen: isCounted ? methodOf(methods, row).outcome(row.counts, row).chosen : null,
        fault: row.fault === 0 ? null : readFault(context.catalogue, row.fault),
      };
    },
  });

/** Who has answered, and what once voting has ended, a page after a person. */
export const ballotsViewBy = (methods: Methods) =>
  defineView({
    name: "decisions/ballots",
    summary:
      "Who has answered a decision, and what once voting has ended, by number, a page after a person (0: the first).",
    visibility: "everyone",
    hidden: whileOpen,
    query: record({ decision: decisionId, after: personId }),
    read({ state, query: { decision, after } }) {
      const row = decisions.get(state, [decision]);
      if (row === undefined) return undefined;
      return pageOf(
        ballots.behind(state, [decision, after]),
        ({ key }) => key[1],
        ({ key, row: { ballot } }) => {
          const answer = row.stage === "open" ? null : wordsOf(methods, row, ballot);
          return { person: key[1], answer };
        },
      );
    },
  });

/** How something would be decided, before it is proposed. */
export const termsView = defineView({
  name: "decisions/terms",
  summary: "How a circle would decide something, if it were proposed now.",
  visibility: "everyone",
  query: record({ circle: circleId, kind: decisionKind, effects: list(effectShape, EFFECTS_MAX) }),
  read({ state, query, now, catalogue }) {
    if (requireOpen(state, query.circle) !== undefined) return undefined;
    const terms = termsOf({ state, catalogue, now }, query);
    return { ...terms, sentence: policySentence(terms.policy, terms) };
  },
});

/** What somebody has answered so far, for themselves; for everyone once voting has ended. */
export const answerViewBy = (methods: Methods) =>
  defineView({
    name: "decisions/answer",
    summary: "What a person has answered to a decision; while voting lasts, for that person only.",
    visibility: {
      to: "author-until-closed",
      matter: openDecisions,
      matterOf: ({ decision }) => decision,
      authorOf: ({ person }) => person,
    },
    query: record({ decision: decisionId, person: personId }),
    read({ state, query: { decision, person } }) {
      const row = decisions.get(state, [decision]);
      if (row === undefined) return undefined;
      const given = ballots.get(state, [decision, person]);
      return { answer: given === undefined ? null : wordsOf(methods, row, given.ballot) };
    },
  });

function wordsOf(methods: Methods, row: Decision, ballot: Uint8Array): Plain {
  const method = methodOf(methods, row);
  const read = method.readBallot(ballot, row.options);
  assert(read.ok, "a ballot was read before it was taken");
  return method.words(read.value);
}

function summaryOf(methods: Methods, decision: DecisionId, row: Decision) {
  const { circle, kind, text, proposer, stage, openedAt, closesAt, effectAt } = row;
  const method = methodOf(methods, row);
  return {
    decision,
    circle,
    kind,
    method: method.name,
    options: row.options,
    text,
    proposer,
    stage,
    openedAt,
    closesAt,
    effectAt,
    eligible: row.eligible,
    answered: row.answered,
    count: stage === "open" ? null : method.figures(row.counts),
  };
}

/** An effect as people can read it; the type is `null` for one that this law does not know. */
export interface ReadableEffect {
  /** The option with which it is done; 0: with any. */
  readonly option: number;
  readonly tag: number;
  readonly type: string | null;
  readonly input: Plain;
  readonly sentence: string | null;
}

function readEffect(
  catalogue: Catalogue,
  ruleContext: object,
  { option, tag, payload }: ValueOf<typeof effectShape>,
): ReadableEffect {
  const action: AnyAction | undefined = catalogue.action(tag);
  const input = action === undefined ? undefined : decode(action.input, payload);
  if (action === undefined || !input?.ok) {
    return { option, tag, type: null, input: null, sentence: null };
  }
  const why = action.why({ ...ruleContext, input: input.value } as never);
  return { option, tag, type: action.type, input: toPlain(input.value), sentence: why.result };
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
