import { type DecisionKind, decisionKinds } from "../protocol/kernel/decision-kind.ts";
import { usageError } from "./exit.ts";

/** Reads what a decision is about from a word of a call. */
export function readKind(word: unknown): DecisionKind {
  const kind = decisionKinds.find((each) => each === word);
  if (kind !== undefined) return kind;
  throw usageError(
    `"${String(word)}" is not a kind of decision.`,
    `Kinds are ${decisionKinds.join(", ")}.`,
    "Choose one of them; `folkmoot propose new --help` says what each is about.",
  );
}
