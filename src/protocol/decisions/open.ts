import {
  circleSize,
  isInCircle,
  policyOf,
  policySentence,
  policyShape,
  requireOpen,
} from "../circles/index.ts";
import { type CheckContext, defineAction, type Effect } from "../kernel/action.ts";
import { decisionKind, kindOf, type Policy } from "../kernel/decision-kind.ts";
import { inDomain } from "../kernel/domain.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { circleId, type DecisionId } from "../kernel/ids.ts";
import { addWhole } from "../kernel/integer.ts";
import { bytes32, encode, list, record, type ValueOf } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { isText } from "../records/index.ts";
import { opened } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import {
  counters,
  decisions,
  due,
  EFFECTS_MAX,
  effectShape,
  effects,
  OPEN_MAX,
  proposers,
  tallies,
} from "./types.ts";

const inputShape = record({
  circle: circleId,
  kind: decisionKind,
  text: bytes32,
  effects: list(effectShape, EFFECTS_MAX),
});
type Input = ValueOf<typeof inputShape>;
type Context = CheckContext<Input, "person">;

const NO_VOTES = { yes: 0, no: 0, abstain: 0 };

/**
 * Opens a proposal: freezes the policy, the roll, the text and the effects, and starts the clock.
 *
 * Why: nobody can change the rules while people vote; and what could not work is refused at once.
 * Faults: circles/no-such-circle, circles/closed, decisions/not-in-circle, decisions/unknown-text,
 * decisions/no-effect, decisions/other-kind, decisions/too-many-open, decisions/cannot-work.
 * Source: README.md, rules 1 to 3.
 */
export const open = defineAction({
  type: "decisions/open",
  tag: 0x0a01,
  author: "person",
  summary: "Proposes something to a circle that you are in, for everyone in it to vote on.",
  visibility: "everyone",
  input: inputShape,
  about: {
    circle: "the circle that decides; 1 is everyone",
    kind: "what it is about, which says how it is decided",
    text: "the hash of the published proposal",
    effects: "what the circle does if it passes, in this order; nothing for a statement",
  },
  check: (context) => refusalOfProposal(context) ?? refusalOfEffects(context),
  apply({ state, author, input, now, sha256 }) {
    const decision = ((counters.get(state, [])?.decisions ?? 0) + 1) as DecisionId;
    const { circle, kind, text } = input;
    const policy = policyOf(state, circle, kind);
    const { closesAt, effectAt } = timesOf(policy, now);
    counters.put(state, [], { decisions: decision });
    decisions.put(state, [decision], {
      circle,
      kind,
      text,
      proposer: author,
      policy,
      policyHash: sha256(inDomain("policy", encode(policyShape, policy))),
      eligible: circleSize(state, circle),
      openedAt: now,
      closesAt,
      effectAt,
      stage: "open",
      answered: 0,
      ...NO_VOTES,
      effects: input.effects.length,
      fault: 0,
    });
    for (const [at, effect] of input.effects.entries()) effects.put(state, [decision, at], effect);
    tallies.put(state, [decision], NO_VOTES);
    due.put(state, [closesAt, decision], { work: "close" });
    proposers.put(state, [author], { open: (proposers.get(state, [author])?.open ?? 0) + 1 });
    return [opened([author], { decision, circle, kind, closesAt })];
  },
  why({ state, input, now }) {
    const policy = policyOf(state, input.circle, input.kind);
    const eligible = circleSize(state, input.circle);
    return explain(
      "decisions/open",
      "Anyone in a circle may propose something to it; how it is decided is fixed from then on.",
      { circle: input.circle, kind: input.kind, eligible, ...timesOf(policy, now) },
      policySentence(policy),
    );
  },
});

function refusalOfProposal({ state, author, input }: Context): Refusal | undefined {
  const { circle, kind, text } = input;
  const closed = requireOpen(state, circle);
  if (closed !== undefined) return closed;
  if (!isInCircle(state, circle, author)) return refuse(faults["not-in-circle"], { circle });
  if (!isText(state, text)) return refuse(faults["unknown-text"]);
  const doesNothing = input.effects.length === 0;
  if (doesNothing && !kindOf(kind).mayCarryNothing) return refuse(faults["no-effect"], { kind });
  const isFull = (proposers.get(state, [author])?.open ?? 0) >= OPEN_MAX;
  return isFull ? refuse(faults["too-many-open"], { most: OPEN_MAX }) : undefined;
}

/** Refuses what the kind does not cover, and what would be refused on the day it takes effect. */
function refusalOfEffects({ state, input, now, catalogue, rehearse }: Context) {
  const { circle, kind } = input;
  for (const [position, { tag }] of input.effects.entries()) {
    const action = catalogue.action(tag);
    if (action?.decidedAs === kind) continue;
    const details = { position, type: action?.type ?? tag, kind: action?.decidedAs ?? null };
    return refuse(faults["other-kind"], details);
  }
  const rehearsed: Effect[] = input.effects.map(({ tag, payload }) => {
    return { circle, decision: 0 as DecisionId, tag, payload };
  });
  const { effectAt } = timesOf(policyOf(state, circle, kind), now);
  const refusal = rehearse(state, rehearsed, effectAt);
  if (refusal === undefined) return undefined;
  const { code, sentence, remedy } = refusal.fault;
  const { position } = refusal;
  return refuse(faults["cannot-work"], { position, code, sentence, remedy, why: refusal.details });
}

function timesOf(policy: Policy, now: number) {
  const closesAt = addWhole(now, policy.votingMs);
  return { closesAt, effectAt: addWhole(closesAt, policy.delayMs) };
}
