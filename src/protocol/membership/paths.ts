import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { countDisjointPaths } from "./disjoint-paths.ts";
import { isElder } from "./elders.ts";
import { liveVouchers } from "./vouching.ts";

/** Vouches between an applicant and the farthest elder that is looked for. */
export const PATH_VOUCHES_MAX = 6;
/** People around an applicant who are looked at; the nearest come first. */
export const AROUND_PEOPLE_MAX = 1024;
/** Vouches around an applicant that are looked at. */
export const AROUND_VOUCHES_MAX = 16_384;

interface Around {
  readonly people: PersonId[];
  readonly numberOf: Map<PersonId, number>;
  readonly vouchers: number[][];
  readonly isEnd: boolean[];
  ends: number;
  links: number;
}

/**
 * Counts paths of vouches from elders to a person that share nobody else, but no more than `most`.
 *
 * Why: one fooled or bought person must not be enough to bring in invented people, however many
 * vouch for each other behind them.
 * Bounds: everybody on a path is at most six vouches from the person; of those, the 1,024 nearest
 * people and their first 16,384 vouches are looked at. A path that lies farther out does not count.
 * Cost: stops at the first distance at which enough paths exist, which is mostly one or two.
 */
export function disjointPaths(state: Reader, person: PersonId, now: number, most: number): number {
  const around = startAt(person);
  let paths = 0;
  let from = 0;
  for (let distance = 1; distance <= PATH_VOUCHES_MAX && paths < most; distance++) {
    const until = around.people.length;
    if (from === until) break;
    for (let at = from; at < until; at++) lookAround(state, around, at, now);
    from = until;
    if (around.ends > paths) paths = countDisjointPaths(around, most);
  }
  return paths;
}

function startAt(person: PersonId): Around {
  return {
    people: [person],
    numberOf: new Map([[person, 0]]),
    vouchers: [[]],
    isEnd: [false],
    ends: 0,
    links: 0,
  };
}

/** Adds those who vouch for one person; behind an elder nobody looks further. */
function lookAround(state: Reader, around: Around, at: number, now: number): void {
  if (around.isEnd[at] || around.links >= AROUND_VOUCHES_MAX) return;
  const room = AROUND_VOUCHES_MAX - around.links;
  for (const voucher of liveVouchers(state, around.people[at] as PersonId, now, room)) {
    const number = around.numberOf.get(voucher) ?? meet(state, around, voucher, now);
    if (number === undefined) continue;
    around.links += 1;
    (around.vouchers[at] as number[]).push(number);
  }
}

function meet(state: Reader, around: Around, person: PersonId, now: number): number | undefined {
  const number = around.people.length;
  if (number === AROUND_PEOPLE_MAX) return undefined;
  const isEnd = isElder(state, person, now);
  around.people.push(person);
  around.numberOf.set(person, number);
  around.vouchers.push([]);
  around.isEnd.push(isEnd);
  if (isEnd) around.ends += 1;
  return number;
}
