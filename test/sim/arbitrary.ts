import {
  type CircleId,
  circleAccount,
  DAY,
  type Description,
  HOUR,
  type Noun,
} from "#protocol/index.js";
import type { Random } from "./random.ts";

/** What is there to refer to. */
export interface DrawDeps {
  readonly now: number;
  /** The highest number in use of a noun. */
  highest(noun: Noun): number;
  /** Byte strings of a length that mean something: hashes and keys that were seen. */
  readonly seen: readonly Uint8Array[];
}

const SAFE = 2n ** 53n - 1n;

/**
 * Draws a value of any shape, mostly near its bounds.
 *
 * Why: faults of rules sit at the ends of ranges and where a reference points just beside something.
 */
export function draw(random: Random, shape: Description, around: DrawDeps): unknown {
  switch (shape.kind) {
    case "uint": {
      const value = drawUint(random, shape, around);
      return shape.max > SAFE || shape.bits > 64 ? value : Number(value);
    }
    case "ref":
      return shape.to === "account"
        ? drawAccount(random, shape.max, around)
        : drawReference(random, shape.to, shape.max, around);
    case "bool":
      return random.once(2);
    case "bytes":
      return drawBytes(random, shape.length, around);
    case "blob":
      return random.bytes(random.pick([0, 1, Math.min(40, shape.max), Math.min(300, shape.max)]));
    case "choice":
      return random.pick(shape.options);
    case "list": {
      const most = Math.min(shape.max, random.pick([0, 1, 2, 3, shape.max]));
      return Array.from({ length: random.between(0, most) }, () => draw(random, shape.of, around));
    }
    case "record":
      return Object.fromEntries(
        shape.fields.map((field) => [field.name, draw(random, field.shape, around)]),
      );
  }
}

function drawUint(
  random: Random,
  { max, unit }: Description & { readonly kind: "uint" },
  { now }: DrawDeps,
): bigint {
  const near = unit === "milliseconds" ? drawMoment(random, now) : BigInt(random.below(100));
  const wide = BigInt(random.u32()) * 2n ** BigInt(random.below(100));
  const value = random.pick([0n, 1n, near, near, near, wide, max - 1n, max]);
  return value < 0n ? 0n : value > max ? max : value;
}

function drawMoment(random: Random, now: number): bigint {
  const unit = random.pick([1, 1000, HOUR, DAY, 30 * DAY]);
  return BigInt(now + unit * random.between(-3, 12));
}

function drawReference(random: Random, to: Noun, max: bigint, around: DrawDeps): number {
  const highest = around.highest(to);
  const inUse = highest === 0 ? 0 : random.between(1, highest);
  return random.pick([inUse, inUse, inUse, inUse, inUse, inUse, 0, highest + 1, Number(max)]);
}

/** Mostly a person's account, now and then a circle's or one of a kind that nobody knows. */
function drawAccount(random: Random, max: bigint, around: DrawDeps): number {
  if (!random.once(4)) return drawReference(random, "person", max, around);
  const circle = drawReference(random, "circle", 2n ** 32n - 1n, around);
  return circleAccount(circle as CircleId) + (random.once(20) ? 2 ** 32 : 0);
}

function drawBytes(random: Random, length: number, { seen }: DrawDeps): Uint8Array {
  const known = seen.filter((bytes) => bytes.length === length);
  if (known.length > 0 && random.once(2)) return random.pick(known);
  return random.once(6) ? new Uint8Array(length) : random.bytes(length);
}
