import type { RuleContext } from "../kernel/action.ts";
import { assert } from "../kernel/assert.ts";
import { inDomain } from "../kernel/domain.ts";
import { encode, u53 } from "../kernel/schema.ts";

type Hashing = Pick<RuleContext, "sha256">;

/** A lot's value and the size of its roll: all that decides who is drawn. */
export interface Draw {
  /** The value of the lot (32 bytes). */
  readonly value: Uint8Array;
  readonly size: number;
}

/** 2^48: the numbers that six bytes of a hash hold. */
const SPAN = 281_474_976_710_656;

/**
 * Draws places of a roll one after another, each once, until the roll is used up.
 *
 * Why one after another: anyone who may not take what was drawn is passed over, and the next follows.
 * Why every order is as likely as any other: of the places that are left one is chosen by a number
 * of 48 bits, and numbers that would favour some places are thrown away.
 * Cost: a hash for each place that is drawn, however long the roll is.
 */
export function* drawSequence({ sha256 }: Hashing, { value, size }: Draw): Generator<number> {
  const moved = new Map<number, number>();
  let turn = 0;
  for (let done = 0; done < size; done += 1) {
    const left = size - done;
    let number: number;
    do {
      number = numberOf(sha256(inDomain("lot-draw", value, encode(u53, turn))));
      turn += 1;
    } while (number >= SPAN - (SPAN % left));
    const at = done + (number % left);
    const drawn = moved.get(at) ?? at;
    moved.set(at, moved.get(done) ?? done);
    moved.delete(done);
    yield drawn;
  }
}

/** Draws the first few places of a roll; all of it where it is shorter. */
export function drawFrom(world: Hashing, draw: Draw, count: number): number[] {
  assert(draw.value.length === 32, "a lot's value has 32 bytes");
  const places: number[] = [];
  if (count === 0) return places;
  for (const place of drawSequence(world, draw)) {
    places.push(place);
    if (places.length === count) break;
  }
  return places;
}

function numberOf(hash: Uint8Array): number {
  let number = 0;
  for (const byte of hash.subarray(0, 6)) number = number * 256 + byte;
  return number;
}
