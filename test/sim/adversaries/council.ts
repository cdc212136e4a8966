import {
  type CircleId,
  type DecisionKind,
  encode,
  inDomain,
  type Policy,
  policyOf,
  policyShape,
} from "#protocol/index.js";
import {
  answerAs,
  propose,
  runItsCourse,
  textHash,
  type Wish,
} from "#protocol/testing/deciding.js";
import { testHasher } from "#protocol/testing/test-keys.js";
import { foundTestLaw, type TestLaw } from "#protocol/testing/test-law.js";

/** A community with one circle in it, in which some act as one. */
export interface Council {
  readonly testLaw: TestLaw;
  /** Has some propose something to a circle, some say yes and some no; tells whether it took effect. */
  decide(decided: Decided): boolean;
  /** Who is in the circle. */
  people(): readonly number[];
}

/** What is decided, and by whom. */
export interface Decided {
  readonly circle?: number;
  readonly kind: DecisionKind;
  readonly wishes: readonly Wish[];
  readonly yes: readonly number[];
  readonly no?: readonly number[];
}

/** The number of the one circle beside everyone's. */
export const INNER = 2;

/** Founds a community of which the first few are in a circle. */
export function foundCouncil(founders: number, inside: number): Council {
  const members = numbers(1, inside);
  const circles = [{ parent: 1, purpose: textHash("inner"), members }];
  const testLaw = foundTestLaw(founders, { circles: { policies: [], circles, roles: [] } });
  return {
    testLaw,
    decide({ circle = 1, kind, wishes, yes, no = [] }) {
      const proposed = propose(testLaw, { circle, kind, wishes, proposer: yes[0] ?? 1 });
      if (proposed.code !== 0) return false;
      answerAs(testLaw, yes, "yes");
      answerAs(testLaw, no, "no");
      return runItsCourse(testLaw) === "in-effect";
    },
    people: () => testLaw.view<{ members: number[] }>("circles/circle", { circle: INNER }).members,
  };
}

/** A way to decide, as a wish; by the law of this build, which may ask for more fields or fewer. */
export function policyOtherwise(
  { state, law }: TestLaw,
  circle: number,
  kind: DecisionKind,
  change: Partial<Policy>,
): Wish {
  const before = policyOf(state, circle as CircleId, kind);
  const policy = { ...before, ...change };
  const replaces = testHasher.sha256(inDomain("policy", encode(policyShape, before)));
  const isNamed = law.tableByName.has("circles/places-offered");
  const input = isNamed ? { circle, kind, policy, replaces } : { kind, policy };
  return { type: "circles/set-policy", input };
}

/** Has anyone who stands offered a place in the circle accept it, where the law asks for that. */
export function acceptAll({ testLaw }: Council, people: readonly number[]): void {
  if (!testLaw.law.actionByType.has("circles/accept-place")) return;
  for (const person of people) testLaw.act(person, "circles/accept-place", { circle: INNER });
}

/** The numbers from one to another. */
export function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
