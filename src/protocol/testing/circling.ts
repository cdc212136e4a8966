import { textHash, type Wish } from "./deciding.ts";
import { foundVillage, type Village } from "./village.ts";

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

/** Founds a village with circles, numbered from 2. */
export function foundCircles(people: number, circles: readonly GivenCircle[]): Village {
  return foundVillage(people, { circles: givenCircles(circles) });
}

/** Wishes of circles, as tests write them. */
export const wish = {
  openCircle: (word: string): Wish => {
    return { type: "circles/open-circle", input: { purpose: textHash(word) } };
  },
  closeCircle: (circle: number): Wish => ({ type: "circles/close-circle", input: { circle } }),
  admit: (circle: number, person: number): Wish => {
    return { type: "circles/admit", input: { circle, person } };
  },
  dismiss: (circle: number, person: number): Wish => {
    return { type: "circles/dismiss", input: { circle, person } };
  },
  openRole: (word: string): Wish => {
    return { type: "circles/open-role", input: { purpose: textHash(word) } };
  },
  fillRole: (role: number, person: number, until: number): Wish => {
    return { type: "circles/fill-role", input: { role, person, until } };
  },
  emptyRole: (role: number): Wish => ({ type: "circles/empty-role", input: { role } }),
};
