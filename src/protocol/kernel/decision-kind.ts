import { choice } from "./schema.ts";

/**
 * What decisions are about; each circle has one policy for each kind.
 *
 * Why: every action of a circle names its kind, so that no weighty change passes under a light rule.
 * Bounds: only ever appended to.
 */
export const decisionKinds = ["rule", "article", "role", "circle", "statement"] as const;

/** The kind of a decision. */
export type DecisionKind = (typeof decisionKinds)[number];

/** The shape of a kind: one of the words. */
export const decisionKind = choice(decisionKinds);
