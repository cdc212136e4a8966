import { assert } from "./assert.ts";
import type { Plain } from "./plain.ts";

/**
 * One way in which the law refuses: consensus covers the number, people read the sentence.
 *
 * Bounds: `number` is unique and never reused; sentence and remedy may be reworded.
 */
export interface Fault<C extends string = string> {
  /** Room and slug, such as `money/insufficient`. */
  readonly code: C;
  readonly number: number;
  /** What prevents it, in one sentence. */
  readonly sentence: string;
  /** What the person can do about it, in one sentence. */
  readonly remedy: string;
}

/** A refusal: the fault and the figures behind it. Only the fault's number is part of consensus. */
export interface Refusal {
  readonly fault: Fault;
  readonly details: { readonly [name: string]: Plain };
}

interface Declared {
  readonly number: number;
  readonly sentence: string;
  readonly remedy: string;
}

/** The faults of a room by slug; each knows its own code. */
type FaultsOf<R extends string, D> = { readonly [S in keyof D & string]: Fault<`${R}/${S}`> };

/**
 * Declares the faults of a room.
 *
 * Bounds: `number` within the room, 1 to 999; the room's own number times 1,000 is added.
 */
export function defineFaults<
  const R extends string,
  const D extends { readonly [slug: string]: Declared },
>(room: R, roomNumber: number, declared: D): FaultsOf<R, D> {
  const faults = Object.entries(declared as { readonly [slug: string]: Declared }).map(
    ([slug, { number, sentence, remedy }]) => {
      assert(number >= 1 && number <= 999, `the fault ${room}/${slug} has a number up to 999`);
      const fault: Fault = {
        code: `${room}/${slug}`,
        number: roomNumber * 1000 + number,
        sentence,
        remedy,
      };
      return [slug, fault];
    },
  );
  return Object.fromEntries(faults) as FaultsOf<R, D>;
}

/** Refuses with a fault and the figures that explain it. */
export function refuse(fault: Fault, details: Refusal["details"] = {}): Refusal {
  return { fault, details };
}
