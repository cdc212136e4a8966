import { isInCircle, policyHash, policySentence, requireOpen } from "../circles/index.ts";
import { type CheckContext, defineAction, type Effect } from "../kernel/action.ts";
import { decisionKind, kindOf } from "../kernel/decision-kind.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { circleId, type DecisionId } from "../kernel/ids.ts";
import { bytes32, list, record, u8, type ValueOf } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { holdText, requireOwnText } from "../texts/index.ts";
import { opened } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import { textsNamedBy, textsOfDecision } from "./held-texts.ts";
import type { Methods } from "./methods/method.ts";
import { termsOf } from "./terms.ts";
import {
  counters,
  decisions,
  due,
  EFFECTS_MAX,
  effectShape,
  effects,
  hearings,
  OPEN_MAX,
  proposers,
} from "./types.ts";

const inputShape = record({
  circle: circleId,
  kind: decisionKind,
  method: u8,
  options: u8,
  text: bytes32,
  effects: list(effectShape, EFFECTS_MAX),
});
type Input = ValueOf<typeof inputShape>;
type Context = CheckContext<Input, "person">;
const NO_ANSWER = new Uint8Array(32);

/**
 * Opens a proposal: freezes the terms, the text and the effects, and starts the clock.
 *
 * Why: nobody can change the rules while people vote; and what could not work is refused at once.
 * Source: README.md, rules 1 to 3, 8 and 9.
 */
export const openBy = (methods: Methods) =>
  defineAction({
    type: "decisions/open",
    tag: 0x0a01,
    author: "person",
    summary: "Proposes something to a circle that you are in, for everyone in it to vote on.",
    visibility: "everyone",
    input: inputShape,
    about: {
      circle: "the circle that decides; 1 is everyone",
      kind: "what it is about, which says how it is decided",
      method: "how people answer and what decides; 1 is yes or no",
      options: "how many options there are to choose from; 0 for yes or no",
      text: "the hash of the published proposal",
      effects:
        "what the circle does if it passes (option 0) or if an option is chosen, in this order; nothing for a statement",
    },
    refuses: [
      "circles/closed",
      "circles/no-such-circle",
      "decisions/cannot-work",
      "decisions/no-effect",
      "decisions/no-such-method",
      "decisions/not-in-circle",
      "decisions/only-by-yes",
      "decisions/other-kind",
      "decisions/too-many-open",
      "records/erased",
      "records/not-yours",
      "records/other-kind",
      "records/unknown-text",
    ],
    check: (context) =>
      refusalOfProposal(context) ?? refusalOfMethod(methods, context) ?? refusalOfEffects(context),
    apply({ state, author, input, now, sha256, catalogue }) {
      const decision = ((counters.get(state, [])?.decisions ?? 0) + 1) as DecisionId;
      const { circle, kind, method, options, text } = input;
      const { heard, asksForYes: _, ...terms } = termsOf({ state, catalogue, now }, input);
      const { policy, closesAt } = terms;
      counters.put(state, [], { decisions: decision });
      decisions.put(state, [decision], {
        circle,
        kind,
        method,
        options,
        text,
        proposer: author,
        ...terms,
        policyHash: policyHash({ sha256 }, policy),
        openedAt: now,
        stage: "open",
        answered: 0,
        counts: [],
        effects: input.effects.length,
        fault: 0,
      });
      for (const [at, effect] of input.effects.entries()) {
        const texts = textsNamedBy(catalogue, effect).map(({ hash }) => hash);
        effects.put(state, [decision, at], { ...effect, texts });
      }
      for (const person of heard) {
        hearings.put(state, [decision, person], { answer: NO_ANSWER, at: 0 });
      }
      for (const hash of textsOfDecision(state, decision)) holdText(state, hash);
      due.put(state, [closesAt, decision], { work: "close" });
      proposers.put(state, [author], { open: (proposers.get(state, [author])?.open ?? 0) + 1 });
      return [opened([author, ...heard], { decision, circle, kind, closesAt })];
    },
    why({ state, input, now, catalogue }) {
      const {
        policy,
        heard: _,
        asksForYes: __,
        ...figures
      } = termsOf({ state, catalogue, now }, input);
      return explain(
        "decisions/open",
        "Anyone in a circle may propose something to it; how it is decided is fixed from then on.",
        { circle: input.circle, kind: input.kind, ...figures },
        policySentence(policy, figures),
      );
    },
  });

function refusalOfProposal({ state, author, input }: Context): Refusal | undefined {
  const { circle, kind, text } = input;
  const closed = requireOpen(state, circle);
  if (closed !== undefined) return closed;
  if (!isInCircle(state, circle, author)) return refuse(faults["not-in-circle"], { circle });
  const unread = requireOwnText(state, author, { hash: text, kind: "proposal" });
  if (unread !== undefined) return unread;
  const doesNothing = input.effects.length === 0;
  if (doesNothing && !kindOf(kind).mayCarryNothing) return refuse(faults["no-effect"], { kind });
  const isFull = (proposers.get(state, [author])?.open ?? 0) >= OPEN_MAX;
  return isFull ? refuse(faults["too-many-open"], { most: OPEN_MAX }) : undefined;
}

/**
 * Refuses a method that is not there, options that it does not take, effects of options beyond.
 *
 * Why no options where enough yes is asked for: the most liked of several may be liked by few.
 */
function refusalOfMethod(
  methods: Methods,
  { state, input, now, catalogue }: Context,
): Refusal | undefined {
  const method = methods.get(input.method);
  const { least, most } = method?.options ?? { least: 0, most: 0 };
  const details = { method: input.method, options: input.options, least, most };
  const isWithin = method !== undefined && input.options >= least && input.options <= most;
  const isOfOption = input.effects.every(({ option }) => option <= input.options);
  if (!isWithin || !isOfOption) return refuse(faults["no-such-method"], details);
  const isAsked = input.options > 0 && termsOf({ state, catalogue, now }, input).asksForYes;
  return isAsked ? refuse(faults["only-by-yes"], details) : undefined;
}

/** Refuses what the kind does not cover, and what would be refused on the day it takes effect. */
function refusalOfEffects({ state, author, input, now, catalogue, rehearse }: Context) {
  const { circle, kind } = input;
  for (const [position, { tag }] of input.effects.entries()) {
    const action = catalogue.action(tag);
    if (action?.decidedAs === kind) continue;
    const details = { position, type: action?.type ?? tag, kind: action?.decidedAs ?? null };
    return refuse(faults["other-kind"], details);
  }
  for (const effect of input.effects) {
    for (const reference of textsNamedBy(catalogue, effect)) {
      const unread = requireOwnText(state, author, reference);
      if (unread !== undefined) return unread;
    }
  }
  const { effectAt } = termsOf({ state, catalogue, now }, input);
  for (const option of optionsOf(input)) {
    const taken = input.effects
      .map((effect, place) => ({ ...effect, place }))
      .filter((effect) => effect.option === 0 || effect.option === option);
    const rehearsed: Effect[] = taken.map(({ tag, payload }) => {
      return { circle, decision: 0 as DecisionId, proposedAt: now, tag, payload };
    });
    const refusal = rehearse(state, rehearsed, effectAt);
    if (refusal === undefined) continue;
    const { code, sentence, remedy } = refusal.fault;
    const position = taken[refusal.position]?.place ?? 0;
    const why = refusal.details;
    return refuse(faults["cannot-work"], { position, code, sentence, remedy, why });
  }
  return undefined;
}

/** The options that have effects of their own; each is tried out by itself, with what all share. */
function optionsOf({ effects }: Input): readonly number[] {
  const own = [...new Set(effects.map(({ option }) => option))].filter((option) => option !== 0);
  return own.length === 0 ? [0] : own;
}
