import {
  BooleanType,
  ByteListType,
  ByteVectorType,
  ContainerType,
  ListBasicType,
  ListCompositeType,
  type Type,
  UintBigintType,
  UintNumberType,
} from "@chainsafe/ssz";
import { assert } from "./assert.ts";
import { ChoiceType } from "./choice-type.ts";
import { type Codec, isWrittenAs, readValue, writeValue } from "./codec.ts";
import { isWhole, SAFE_MAX } from "./integer.ts";
import { failure, ok, type Result } from "./result.ts";

/** What a value counts or names, so that a form, a flag or a document can say it. */
export type Unit = "micro" | "shares" | "milliseconds" | "days" | "basis-points" | "count";

/** The noun that a numbered reference points to. */
export type Noun =
  | "person"
  | "circle"
  | "decision"
  | "currency"
  | "invitation"
  | "role"
  | "machine"
  | "challenge"
  | "account";

/**
 * A shape described as plain data.
 *
 * Why: command-line flags, OpenAPI, forms, reference pages and test arbitraries are all derived from it.
 */
export type Description =
  | { readonly kind: "uint"; readonly bits: number; readonly max: bigint; readonly unit?: Unit }
  | { readonly kind: "ref"; readonly bits: number; readonly max: bigint; readonly to: Noun }
  | { readonly kind: "bool" }
  | { readonly kind: "bytes"; readonly length: number; readonly isRandom?: true }
  | { readonly kind: "blob"; readonly max: number }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "list"; readonly of: Description; readonly max: number }
  | { readonly kind: "record"; readonly fields: readonly FieldDescription[] };

/** One field of a record: its name and its shape. */
export interface FieldDescription {
  readonly name: string;
  readonly shape: Description;
}

/** A bounded shape: its SSZ codec, its description as data, and the test of an in-memory value. */
export interface Shape<V> {
  readonly ssz: Type<V>;
  readonly description: Description;
  /** Says what is wrong with a value ("amount: above 100"), or nothing when it fits. */
  problem(value: unknown): string | undefined;
}

/** The value that a shape holds. */
export type ValueOf<S> = S extends Shape<infer V> ? V : never;

/** A number or bigint that cannot be mixed up with another of the same type. */
export type Brand<V, Name extends string> = V & { readonly __brand: Name };

function whole(bytes: 1 | 2 | 4 | 8, description: Description, max: number): Shape<number> {
  return {
    ssz: new UintNumberType(bytes),
    description,
    problem: (value) => {
      if (!isWhole(value)) return "not a whole number";
      return value > max ? `above ${max}` : undefined;
    },
  };
}

function uint(bytes: 1 | 2 | 4 | 8, max: number, unit?: Unit): Shape<number> {
  const bits = bytes * 8;
  const described: Description =
    unit === undefined
      ? { kind: "uint", bits, max: BigInt(max) }
      : { kind: "uint", bits, max: BigInt(max), unit };
  return whole(bytes, described, max);
}

/** Unsigned 8-bit whole number. */
export const u8: Shape<number> = uint(1, 255);
/** Unsigned 16-bit whole number. */
export const u16: Shape<number> = uint(2, 65535);
/** Unsigned 32-bit whole number. */
export const u32: Shape<number> = uint(4, 4294967295);
/** Whole number up to 2^53 - 1 in eight bytes. */
export const u53: Shape<number> = uint(8, SAFE_MAX);
/** A moment: milliseconds since 1970-01-01 UTC, in eight bytes. */
export const moment: Shape<number> = uint(8, SAFE_MAX, "milliseconds");

/** A whole number with its own largest value and unit, in as many bytes as given. */
export function bounded(bytes: 1 | 2 | 4 | 8, max: number, unit?: Unit): Shape<number> {
  return uint(bytes, max, unit);
}

/** The largest number that a reference of so many bytes holds; eight bytes hold an account of 256 kinds. */
const REFERENCE_MAX = { 2: 65535, 4: 4294967295, 8: 1099511627775 } as const;

/** A number that refers to a person, a circle, a decision…; branded, so that they cannot be mixed up. */
export function reference<B extends number>(to: Noun, bytes: 2 | 4 | 8): Shape<B> {
  const max = REFERENCE_MAX[bytes];
  const shape = whole(bytes, { kind: "ref", bits: bytes * 8, max: BigInt(max), to }, max);
  return shape as unknown as Shape<B>;
}

/** A big unsigned integer of 8, 16 or 32 bytes with a unit; the bound defaults to all that fits. */
export function big(bytes: 8 | 16 | 32, unit?: Unit, limit?: bigint): Shape<bigint> {
  const max = limit ?? (1n << BigInt(bytes * 8)) - 1n;
  const bits = bytes * 8;
  return {
    ssz: new UintBigintType(bytes),
    description:
      unit === undefined ? { kind: "uint", bits, max } : { kind: "uint", bits, max, unit },
    problem: (value) => {
      if (typeof value !== "bigint" || value < 0n) return "not an unsigned big integer";
      return value > max ? `above ${max}` : undefined;
    },
  };
}

/** True or false. */
export const bool: Shape<boolean> = {
  ssz: new BooleanType(),
  description: { kind: "bool" },
  problem: (value) => (typeof value === "boolean" ? undefined : "neither true nor false"),
};

/** Exactly `length` bytes. */
export function bytes(length: number): Shape<Uint8Array> {
  return {
    ssz: new ByteVectorType(length),
    description: { kind: "bytes", length },
    problem: (value) =>
      value instanceof Uint8Array && value.length === length ? undefined : `not ${length} bytes`,
  };
}

/** Bytes that nobody can guess, from the secure random source of the device that signs them. */
export type Salt = Brand<Uint8Array, "Salt">;

/**
 * Sixteen random bytes of an action's author, stored in the row that it writes.
 *
 * Why: the digest of a row that can be guessed is the row; proofs of its neighbours show the digest.
 * Apps fill it in by themselves, nobody is asked for it.
 */
export const salt: Shape<Salt> = {
  ...(bytes(16) as unknown as Shape<Salt>),
  description: { kind: "bytes", length: 16, isRandom: true },
};

/** A 32-byte hash, key or identifier. */
export const bytes32: Shape<Uint8Array> = bytes(32);

/** Up to `max` bytes. */
export function blob(max: number): Shape<Uint8Array> {
  return {
    ssz: new ByteListType(max),
    description: { kind: "blob", max },
    problem: (value) => {
      if (!(value instanceof Uint8Array)) return "not bytes";
      return value.length > max ? `longer than ${max} bytes` : undefined;
    },
  };
}

/** One word out of a fixed list; stored as its position, so options are only ever appended. */
export function choice<const O extends readonly string[]>(options: O): Shape<O[number]> {
  return {
    ssz: new ChoiceType(options) as unknown as Type<O[number]>,
    description: { kind: "choice", options },
    problem: (value) =>
      typeof value === "string" && options.includes(value)
        ? undefined
        : `not one of ${options.join(", ")}`,
  };
}

/** Up to `max` values of one shape. */
export function list<V>(of: Shape<V>, max: number): Shape<readonly V[]> {
  const element = of.ssz as never;
  const ssz = of.ssz.isBasic
    ? new ListBasicType(element, max)
    : new ListCompositeType(element, max);
  return {
    ssz: ssz as unknown as Type<readonly V[]>,
    description: { kind: "list", of: of.description, max },
    problem: (value) => {
      if (!Array.isArray(value)) return "not a list";
      if (value.length > max) return `more than ${max}`;
      for (let at = 0; at < value.length; at++) {
        const wrong = of.problem(value[at]);
        if (wrong !== undefined) return `${at}: ${wrong}`;
      }
      return undefined;
    },
  };
}

/** The value of a record whose fields have these shapes. */
export type RecordOf<F> = { readonly [N in keyof F]: ValueOf<F[N]> };

/** A record: its fields in the order given, which is their order on the wire. */
export function record<const F extends { readonly [name: string]: unknown }>(
  fields: F,
): Shape<RecordOf<F>> {
  const entries = Object.entries(fields as { readonly [name: string]: Shape<unknown> });
  const types = Object.fromEntries(entries.map(([name, shape]) => [name, shape.ssz]));
  const ssz = entries.length === 0 ? EMPTY : new ContainerType(types as never);
  return {
    ssz: ssz as unknown as Type<RecordOf<F>>,
    description: {
      kind: "record",
      fields: entries.map(([name, shape]) => ({ name, shape: shape.description })),
    },
    problem: (value) => {
      if (typeof value !== "object" || value === null) return "not a record";
      const given = value as { readonly [name: string]: unknown };
      for (let at = 0; at < entries.length; at++) {
        const [name, shape] = entries[at] as (typeof entries)[number];
        const wrong = shape.problem(given[name]);
        if (wrong !== undefined) return `${name}: ${wrong}`;
      }
      return undefined;
    },
  };
}

/** SSZ has no empty container; a record without fields is zero bytes, and only ever stands alone. */
const EMPTY: Codec<object> = {
  value_serializedSize: () => 0,
  value_serializeToBytes: (_, offset) => offset,
  value_deserializeFromBytes(_, start, end) {
    assert(end === start, "a record without fields is zero bytes");
    return {};
  },
};

/**
 * Returns the shape of a row: the shape itself, or one zero byte for a record without fields.
 *
 * Why: a row of the tree has at least one byte, and some rows say no more than that they are there.
 */
export function rowShape<R>(shape: Shape<R>): Shape<R> {
  const { description } = shape;
  const isBare = description.kind === "record" && description.fields.length === 0;
  return isBare ? { ...shape, ssz: PRESENCE as unknown as Type<R> } : shape;
}

const PRESENCE: Codec<object> = {
  value_serializedSize: () => 1,
  value_serializeToBytes({ uint8Array }, offset) {
    uint8Array[offset] = 0;
    return offset + 1;
  },
  value_deserializeFromBytes({ uint8Array }, start, end) {
    const isZero = end === start + 1 && uint8Array[start] === 0;
    assert(isZero, "a row without fields is one zero byte");
    return {};
  },
};

/** Reads a row that this law has written itself: it is canonical, and fits. */
export function readTrusted<V>(shape: Shape<V>, data: Uint8Array): V {
  return readValue(shape.ssz, data);
}

/** Writes a value that fits its shape as canonical bytes. */
export function encode<V>(shape: Shape<V>, value: V): Uint8Array {
  return writeValue(shape.ssz, value);
}

/**
 * Reads a value from untrusted bytes.
 *
 * Why: bytes that are not canonical do not exist; so whatever would be written differently is refused.
 * Cost: one decoding and one encoding.
 */
export function decode<V>(shape: Shape<V>, data: Uint8Array): Result<V> {
  let value: V;
  try {
    value = readValue(shape.ssz, data);
  } catch {
    return failure("does not decode");
  }
  const wrong = shape.problem(value);
  if (wrong !== undefined) return failure(wrong);
  return isWrittenAs(shape.ssz, value, data) ? ok(value) : failure("is not canonical");
}
