import { toHex } from "../protocol/kernel/bytes.ts";
import { withSalts } from "../protocol/kernel/salts.ts";
import type { Shape } from "../protocol/kernel/schema.ts";

/** Fills in the random bytes of an input, from the secure random source of the device. */
export function saltInput(shape: Pick<Shape<unknown>, "description">, input: unknown): unknown {
  return withSalts(shape, input, randomBytes);
}

/** The same for an input that is written in JSON's types. */
export function saltPlain(shape: Pick<Shape<unknown>, "description">, input: unknown): unknown {
  return withSalts(shape, input, (length) => toHex(randomBytes(length)));
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
