import { policyHash, policyOf } from "../circles/index.ts";
import type { DecisionKind, Policy } from "../kernel/decision-kind.ts";
import type { CircleId } from "../kernel/ids.ts";
import { textHash, type Wish } from "./deciding.ts";
import { testHasher } from "./test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "./test-law.ts";

/** A circle that is there from the founding. */
export interface GivenCircle {
  readonly parent?: number;
  readonly members: readonly number[];
}

/** A circle's part of a founding document, with circles numbered from 2. */
export function givenCircles(circles: readonly GivenCircle[]) {
  const listed = circles.map(({ parent = 1, members }, at) => {
    return { parent, purpose: textHash(`circle ${at + 2}`), members };
  });
  return { policies: [], circles: listed, roles: [] };
}

/** Founds a community with circles, numbered from 2. */
export function foundCircles(people: number, circles: readonly GivenCircle[]): TestLaw {
  return foundTestLaw(people, { circles: givenCircles(circles) });
}

/** The wish that a circle decides matters of a kind in another way than it does now. */
export function policyWish(
  testLaw: Pick<TestLaw, "state">,
  circle: number,
  kind: DecisionKind,
  policy: Policy,
): Wish {
  const before = policyOf(testLaw.state, circle as CircleId, kind);
  const replaces = policyHash(testHasher, before);
  return { type: "circles/set-policy", input: { circle, kind, policy, replaces } };
}

/** Has people accept the places in a circle that stand offered to them. */
export function acceptPlaces(testLaw: TestLaw, circle: number, people: readonly number[]): void {
  for (const person of people) {
    const receipt = testLaw.act(person, "circles/accept-place", { circle });
    if (receipt.code !== 0) throw new Error(`${person}: ${outcomeOf(receipt)}`);
  }
}

/** Wishes of circles, as tests write them. */
export const wish = {
  openCircle: (word: string): Wish => {
    return named("circles/open-circle", word);
  },
  closeCircle: (circle: number): Wish => ({ type: "circles/close-circle", input: { circle } }),
  admit: (circle: number, person: number): Wish => {
    return { type: "circles/admit", input: { circle, person } };
  },
  dismiss: (circle: number, person: number): Wish => {
    return { type: "circles/dismiss", input: { circle, person } };
  },
  openRole: (word: string): Wish => {
    return named("circles/open-role", word);
  },
  fillRole: (role: number, person: number, until: number): Wish => {
    return { type: "circles/fill-role", input: { role, person, until } };
  },
  emptyRole: (role: number): Wish => ({ type: "circles/empty-role", input: { role } }),
};

/** A wish with a purpose, which is there as everybody's text. */
function named(type: string, word: string): Wish {
  const purpose = textHash(word);
  return { type, input: { purpose }, gives: { hash: purpose, kind: "purpose" } };
}
