import { assert, present } from "../kernel/assert.ts";
import type { DecisionId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import type { Counts, DecisionContext, Method, Methods, Outcome } from "./methods/method.ts";
import { ballots, type Decision } from "./types.ts";

/** A decision counted out. */
export interface Counted {
  readonly counts: Counts;
  /** How many have answered. */
  readonly answered: number;
  readonly outcome: Outcome;
}

/**
 * Counts a decision out: a pure function of what it is decided on and its ballots.
 *
 * Why: the law, a phone and a command line run this one function, so that there is one count.
 * Throws: InvariantError for a ballot that the law would not have taken.
 * Cost: one step for each ballot.
 */
export function countBallots(
  method: Method,
  context: DecisionContext,
  given: Iterable<Uint8Array>,
): Counted {
  let counts = method.none(context.options);
  let answered = 0;
  for (const bytes of given) {
    const ballot = method.readBallot(bytes, context.options);
    assert(ballot.ok, "a ballot was read before it was taken");
    counts = method.add(counts, ballot.value, context.options);
    answered += 1;
  }
  return { counts, answered, outcome: method.outcome(counts, context) };
}

/** Counts a decision out from the ballots that stand in a state. */
export function countDecision(
  methods: Methods,
  state: Reader,
  decision: DecisionId,
  row: Decision,
): Counted {
  return countBallots(methodOf(methods, row), row, ballotsOf(state, decision));
}

/** Returns the method by which a decision was opened; it keeps it. */
export function methodOf(methods: Methods, { method }: Pick<Decision, "method">): Method {
  return present(methods.get(method), "a decision's method is known");
}

function* ballotsOf(state: Reader, decision: DecisionId): Iterable<Uint8Array> {
  for (const { row } of ballots.entries(state, [decision])) yield row.ballot;
}
