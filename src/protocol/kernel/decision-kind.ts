import { choice } from "./schema.ts";
import { DAY } from "./time.ts";

/** How a circle decides matters of one kind. */
export interface Policy {
  /** Share of all who may vote that must say yes, in basis points. */
  readonly quorum: number;
  /** Share of all yes and no that must be exceeded by yes. */
  readonly majority: { readonly numerator: number; readonly denominator: number };
  /** How long people may vote, in milliseconds. */
  readonly votingMs: number;
  /** How long a passed decision waits before it takes effect, in milliseconds. */
  readonly delayMs: number;
}

/** What is declared about a kind of decision. */
export interface KindDeclaration {
  /** How everyone decides it until they agree on another way. */
  readonly initial: Policy;
  /** What every policy for it asks at least, whatever a majority would like. */
  readonly least: Policy;
  /** Whether a decision may say something without doing anything. */
  readonly mayCarryNothing: boolean;
}

/**
 * What decisions are about.
 *
 * Why: every action of a circle names its kind, so that no weighty change passes under a light rule.
 * Bounds: only ever appended to; the place in the list is the number on the wire.
 */
export const decisionKinds = [
  "rule",
  "article",
  "seat",
  "member",
  "role",
  "circle",
  "statement",
  "money",
] as const;

/** The kind of a decision. */
export type DecisionKind = (typeof decisionKinds)[number];

/** The shape of a kind: one of the words. */
export const decisionKind = choice(decisionKinds);

/** What holds for each kind; whatever is said or done by kind reads this. */
const declarations = {
  /** A figure of the rules, or how a circle decides. */
  rule: weighty({ initial: policy(2000, [3, 5], [21, 30]), least: policy(500, [1, 2], [3, 3]) }),
  /** A text that everyone agrees to. */
  article: weighty({ initial: policy(2000, [3, 5], [21, 30]), least: policy(500, [1, 2], [3, 3]) }),
  /** The machines that keep the community's history, their lots and bars. */
  seat: weighty({ initial: policy(2000, [3, 5], [7, 3]), least: policy(2000, [3, 5], [3, 3]) }),
  /** Who belongs to the community. */
  member: weighty({ initial: policy(2000, [3, 5], [14, 7]), least: policy(2000, [3, 5], [3, 3]) }),
  /** What somebody does on behalf of a circle. */
  role: light({ initial: policy(1000, [1, 2], [7, 3]), mayCarryNothing: false }),
  /** Circles, and who is in them. */
  circle: light({ initial: policy(1000, [1, 2], [7, 7]), mayCarryNothing: false }),
  /** What people think. */
  statement: light({ initial: policy(1000, [1, 2], [7, 0]), mayCarryNothing: true }),
  /** What a circle does with its money. */
  money: light({ initial: policy(1000, [1, 2], [7, 3]), mayCarryNothing: false }),
} satisfies Record<DecisionKind, KindDeclaration>;

/** Returns what is declared about a kind. */
export function kindOf(kind: DecisionKind): KindDeclaration {
  return declarations[kind];
}

function weighty(given: Pick<KindDeclaration, "initial" | "least">): KindDeclaration {
  return { ...given, mayCarryNothing: false };
}

function light(given: Pick<KindDeclaration, "initial" | "mayCarryNothing">): KindDeclaration {
  return { ...given, least: policy(0, [1, 2], [1, 0]) };
}

function policy(
  quorum: number,
  [numerator, denominator]: readonly [number, number],
  [votingDays, delayDays]: readonly [number, number],
): Policy {
  const majority = { numerator, denominator };
  return { quorum, majority, votingMs: votingDays * DAY, delayMs: delayDays * DAY };
}
