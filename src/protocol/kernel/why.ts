import { type Plain, toPlain } from "./plain.ts";

/** One figure that went into an outcome: what it is called and what it was. */
export interface WhyInput {
  readonly name: string;
  readonly value: Plain;
}

/**
 * Why something came out as it did: the rule, what went in, what came of it.
 *
 * Why: the code that decides also explains, so that the explanation cannot drift from the rule.
 */
export interface Why {
  /** Room and rule, such as `decisions/majority`. */
  readonly rule: string;
  /** What the rule says, in one sentence. */
  readonly sentence: string;
  readonly inputs: readonly WhyInput[];
  /** What came of it, in one sentence. */
  readonly result: string;
}

/** Puts an explanation together. */
export function explain(
  rule: string,
  sentence: string,
  inputs: { readonly [name: string]: unknown },
  result: string,
): Why {
  const listed = Object.entries(inputs).map(([name, value]) => ({ name, value: toPlain(value) }));
  return { rule, sentence, inputs: listed, result };
}
