import type { PlainAction } from "../../client/action-types.ts";
import type { DecisionKind } from "../../protocol/kernel/decision-kind.ts";

/** An answer to a proposal. */
export type Choice = "yes" | "no" | "abstain";

/** A proposal of the demonstration and how people answered it. */
export interface DemoProposal {
  /** The day on which it was opened, counted from the founding. */
  readonly day: number;
  readonly by: number;
  readonly circle: number;
  readonly kind: DecisionKind;
  readonly title: string;
  readonly body: string;
  /** What happens by itself when it passes; a text of "own" stands for an article of these very words. */
  readonly effects: readonly PlainAction[];
  readonly ballots: readonly (readonly [person: number, choice: Choice])[];
}
