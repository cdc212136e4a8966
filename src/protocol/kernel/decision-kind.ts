import { choice, type ValueOf } from "./schema.ts";

/**
 * What a decision is about; it says which of a circle's policies governs it.
 *
 * Why: every action of a circle names its kind, so that no weighty change passes under a light rule.
 */
export const decisionKind = choice(["rule", "article", "role", "circle", "statement"]);

/** The kind of a decision. */
export type DecisionKind = ValueOf<typeof decisionKind>;
