import type { Community } from "./community.ts";

/** Applications that a group keeps open for people whom it has invented. */
const OPEN_MAX = 60;
/** Vouches that the rules ask for. */
const NEEDED = 3;

/** People who act as one: some who are real, and all whom they have invented. */
export interface Group {
  readonly people: Set<number>;
  /** Members of the group. */
  strength(): number;
  /** One day's work: applications, vouches for them, else vouches for each other. */
  work(isBringing?: boolean): void;
  /** Vouches for one's own applicants only, as often as the rules let. */
  bringIn(): void;
}

/** Gathers a group around members of a community. */
export function gatherGroup(community: Community, real: readonly number[]): Group {
  const people = new Set(real);
  const given = new Map<number, Set<number>>();
  const received = new Map<number, number>();
  let open: number[] = [];
  let turn = 0;

  const members = () => [...people].filter((person) => community.isMember(person));
  const vouch = (from: number, person: number): boolean => {
    if (given.get(from)?.has(person) || !community.vouch(from, person)) return false;
    given.set(from, (given.get(from) ?? new Set()).add(person));
    received.set(person, (received.get(person) ?? 0) + 1);
    return true;
  };
  const sortOut = (): void => {
    for (const person of open) if (community.isMember(person)) people.add(person);
    open = open.filter((person) => community.isApplicant(person));
  };
  const invent = (own: readonly number[]): void => {
    for (let tries = 0; open.length < OPEN_MAX && tries < own.length; tries += 1) {
      turn += 1;
      const person = community.apply(own[turn % own.length] as number);
      if (person !== undefined) open.push(person);
    }
  };
  /** Whom somebody vouches for next: the one who lacks the least. */
  const wanting = (from: number): number | undefined =>
    open
      .filter((person) => (received.get(person) ?? 0) < NEEDED && !given.get(from)?.has(person))
      .sort((left, right) => (received.get(right) ?? 0) - (received.get(left) ?? 0))[0];
  const bring = (own: readonly number[]): void => {
    for (const from of own) {
      for (let person = wanting(from); person !== undefined; person = wanting(from)) {
        if (!vouch(from, person)) break;
        sortOut();
      }
    }
  };
  return {
    people,
    strength: () => members().length,
    bringIn() {
      const own = members();
      invent(own);
      bring(own);
    },
    work(isBringing = true) {
      sortOut();
      const own = members();
      if (isBringing) {
        invent(own);
        bring(own);
      }
      for (const [at, from] of own.entries()) {
        if (isBringing && wanting(from) !== undefined) continue;
        const other = own[(at * 7 + turn) % own.length] as number;
        turn += 1;
        if (other !== from) vouch(from, other);
      }
      sortOut();
    },
  };
}
