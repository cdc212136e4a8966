import { fromHex, toHex } from "./bytes.ts";
import { failure, ok, type Result } from "./result.ts";
import type { Description, Shape } from "./schema.ts";

/** A value made of JSON's own types only. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/**
 * Turns any value of the law into JSON's types.
 *
 * Shape: big integers become decimal strings, bytes lower-case hexadecimal, `undefined` fields vanish.
 */
export function toPlain(value: unknown): Plain {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return (value ?? null) as Plain;
  const given = value as { readonly [name: string]: unknown };
  const plain: { [name: string]: Plain } = {};
  for (const name of Object.keys(given)) {
    const held = given[name];
    if (held !== undefined) plain[name] = toPlain(held);
  }
  return plain;
}

/** Reads a value of a shape from JSON's types, as `toPlain` writes it; says what does not fit and where. */
export function fromPlain<V>(shape: Shape<V>, plain: unknown): Result<V> {
  const read = readPlain(shape.description, plain);
  if (!read.ok) return read;
  const wrong = shape.problem(read.value);
  return wrong === undefined ? ok(read.value as V) : failure(wrong);
}

function readPlain(description: Description, plain: unknown): Result<unknown> {
  switch (description.kind) {
    case "uint":
      return readUint(description.bits, description.max, plain);
    case "bytes":
    case "blob":
      return readBytes(plain);
    case "list":
      return readList(description.of, plain);
    case "record":
      return readRecord(description, plain);
    case "ref":
    case "bool":
    case "choice":
      return ok(plain);
  }
}

/** Whole numbers within 2^53 may come as numbers; larger shapes come as decimal strings. */
function readUint(bits: number, max: bigint, plain: unknown): Result<unknown> {
  const isBig = bits > 64 || (bits === 64 && max > 9007199254740991n);
  if (!isBig) return ok(plain);
  const text = typeof plain === "number" ? String(plain) : plain;
  if (typeof text !== "string" || text.length === 0 || text.length > 78) {
    return failure("not a decimal string");
  }
  for (const digit of text) {
    if (digit < "0" || digit > "9") return failure("not a decimal string");
  }
  return ok(BigInt(text));
}

function readBytes(plain: unknown): Result<unknown> {
  const read = typeof plain === "string" ? fromHex(plain) : undefined;
  return read === undefined ? failure("not lower-case hexadecimal") : ok(read);
}

function readList(of: Description, plain: unknown): Result<unknown> {
  if (!Array.isArray(plain)) return failure("not a list");
  const values: unknown[] = [];
  for (const [at, item] of plain.entries()) {
    const read = readPlain(of, item);
    if (!read.ok) return failure(`${at}: ${read.reason}`);
    values.push(read.value);
  }
  return ok(values);
}

function readRecord(
  description: Description & { kind: "record" },
  plain: unknown,
): Result<unknown> {
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) {
    return failure("not a record");
  }
  const given = plain as { readonly [name: string]: unknown };
  const known = new Set(description.fields.map((field) => field.name));
  for (const name of Object.keys(given)) {
    if (!known.has(name)) return failure(`${name}: is not a field here`);
  }
  const value: { [name: string]: unknown } = {};
  for (const field of description.fields) {
    if (given[field.name] === undefined) return failure(`${field.name}: missing`);
    const read = readPlain(field.shape, given[field.name]);
    if (!read.ok) return failure(`${field.name}: ${read.reason}`);
    value[field.name] = read.value;
  }
  return ok(value);
}
