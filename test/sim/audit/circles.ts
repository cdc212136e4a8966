import type { FoundingDocument } from "#protocol/index.js";
import { type RuleBook, refill } from "./rules.ts";

interface Circle {
  readonly since: number;
  isClosed: boolean;
}

interface Role {
  readonly circle: number;
  readonly holder: number;
  readonly until: number;
}

/** A role that stands offered. */
interface RoleOffer {
  readonly person: number;
  readonly termEndsAt: number;
  readonly until: number;
}

/** The auditor's own list of circles, of who is in them, and of roles. */
export interface CircleBook {
  count(): number;
  isOpen(circle: number): boolean;
  depth(circle: number): number;
  hasOpenWithin(circle: number): boolean;
  open(parent: number, now: number): void;
  close(circle: number): void;
  /** Since when somebody is written down as in a circle, the community's standing aside. */
  since(circle: number, person: number): number | undefined;
  enter(circle: number, person: number, now: number): void;
  exit(circle: number, person: number): void;
  people(circle: number): readonly number[];
  readonly memberships: ReadonlyMap<string, number>;
  readonly roles: ReadonlyMap<number, Role>;
  /** Until when places stand offered, by circle and person. */
  readonly places: Map<string, number>;
  /** Roles that stand offered. */
  readonly offers: Map<number, RoleOffer>;
  /** Ends what stands offered no longer. */
  moveOn(now: number): void;
  openRole(circle: number): void;
  fillRole(role: number, holder: number, until: number): void;
  /** Notes how things stand; what it returns goes back there. */
  save(): () => void;
}

/** A founding document's circles. */
interface Section {
  readonly circles: readonly { readonly parent: number; readonly members: readonly number[] }[];
}

/** Opens the list as the founding document has it, with the circle of everyone first. */
export function createCircleBook(document: FoundingDocument, rules: RuleBook): CircleBook {
  const { foundedAt: since } = document;
  const circles = new Map<number, Circle>([[1, { since, isClosed: false }]]);
  const memberships = new Map<string, number>();
  for (const { parent, members } of (document.rooms["circles"] as Section).circles) {
    const circle = circles.size + 1;
    circles.set(circle, { since, isClosed: false });
    rules.place(circle, parent);
    for (const person of members) memberships.set(`${circle} ${person}`, since);
  }
  const roles = new Map<number, Role>();
  const places = new Map<string, number>();
  const offers = new Map<number, RoleOffer>();
  const isOpen = (circle: number) => circles.get(circle)?.isClosed === false;
  const fillRole = (role: number, holder: number, until: number): void => {
    const held = roles.get(role);
    if (held !== undefined) roles.set(role, { ...held, holder, until });
  };
  return {
    memberships,
    roles,
    places,
    offers,
    isOpen,
    fillRole,
    count: () => circles.size,
    depth(circle) {
      let depth = 0;
      for (let at = circle; at !== 0; at = rules.parentOf(at)) depth += 1;
      return depth;
    },
    hasOpenWithin: (circle) =>
      [...circles.keys()].some((inner) => rules.parentOf(inner) === circle && isOpen(inner)),
    open(parent, now) {
      const circle = circles.size + 1;
      circles.set(circle, { since: now, isClosed: false });
      rules.place(circle, parent);
    },
    close(circle) {
      const row = circles.get(circle);
      if (row !== undefined) circles.set(circle, { ...row, isClosed: true });
    },
    since: (circle, person) => memberships.get(`${circle} ${person}`),
    enter: (circle, person, now) => memberships.set(`${circle} ${person}`, now),
    exit(circle, person) {
      memberships.delete(`${circle} ${person}`);
      for (const [role, held] of roles) {
        if (held.circle === circle && held.holder === person) fillRole(role, 0, 0);
      }
    },
    people: (circle) =>
      [...memberships.keys()]
        .map((name) => name.split(" ").map(Number))
        .flatMap(([at, person]) => (at === circle ? [person as number] : [])),
    moveOn(now) {
      for (const [name, until] of places) if (until <= now) places.delete(name);
      for (const [role, { until }] of offers) if (until <= now) offers.delete(role);
    },
    openRole: (circle) => roles.set(roles.size + 1, { circle, holder: 0, until: 0 }),
    save() {
      const held = [new Map(circles), new Map(memberships), new Map(roles)] as const;
      const open = [new Map(places), new Map(offers)] as const;
      return () => {
        refill(circles, held[0]);
        refill(memberships, held[1]);
        refill(roles, held[2]);
        refill(places, open[0]);
        refill(offers, open[1]);
      };
    },
  };
}
