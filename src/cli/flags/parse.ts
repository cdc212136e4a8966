import { readFileSync } from "node:fs";
import { accountOfText } from "../../protocol/kernel/account.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { SAFE_MAX } from "../../protocol/kernel/integer.ts";
import { failure, ok, type Result } from "../../protocol/kernel/result.ts";
import type { Description } from "../../protocol/kernel/schema.ts";
import { parseAmount } from "../amounts.ts";
import { parseMoment } from "../moments.ts";

/** What reading a flag may need to know: the community's clock, for moments such as `+21d`. */
export interface Reading {
  readonly now: number;
}

/** The value that words on a command line stand for, by the shape that they are to fit. */
export function parseFlag(shape: Description, text: string, reading: Reading): Result<unknown> {
  switch (shape.kind) {
    case "uint":
      return parseUint(shape, text, reading);
    case "ref":
      if (shape.to === "account") return parseAccount(text);
      return parseWhole(text, shape.max, shape.bits);
    case "bool":
      if (text === "yes" || text === "true") return ok(true);
      return text === "no" || text === "false"
        ? ok(false)
        : failure(`"${text}" is neither yes nor no`);
    case "bytes":
      return parseBytes(shape.length, text);
    case "blob":
      return parseBlob(shape.max, text);
    case "choice":
      return shape.options.includes(text)
        ? ok(text)
        : failure(`"${text}" is not one of ${shape.options.join(", ")}`);
    case "list":
      return parseList(shape, [text], reading);
    case "record":
      return parseRecord(shape, text, reading);
  }
}

/** The list that a flag given several times stands for; one JSON list is accepted too. */
export function parseList(
  shape: Extract<Description, { kind: "list" }>,
  texts: readonly string[],
  reading: Reading,
): Result<readonly unknown[]> {
  if (texts.length > shape.max) return failure(`more than ${shape.max}`);
  const values: unknown[] = [];
  for (const text of texts) {
    const value = parseFlag(shape.of, text, reading);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

function parseUint(
  shape: Extract<Description, { kind: "uint" }>,
  text: string,
  { now }: Reading,
): Result<unknown> {
  if (shape.unit === "micro") {
    const amount = parseAmount(text);
    return amount.ok ? within(amount.value, shape.max, shape.bits) : amount;
  }
  if (shape.unit === "milliseconds") {
    const moment = parseMoment(text, now);
    return moment.ok ? within(BigInt(moment.value), shape.max, shape.bits) : moment;
  }
  return parseWhole(text, shape.max, shape.bits);
}

function parseAccount(text: string): Result<number> {
  const account = accountOfText(text);
  if (account !== undefined) return ok(account);
  return failure(`"${text}" is neither the number of a person nor written as circle:3`);
}

function parseWhole(text: string, max: bigint, bits: number): Result<unknown> {
  if (!/^\d{1,80}$/.test(text)) return failure(`"${text}" is not a whole number`);
  return within(BigInt(text), max, bits);
}

/** Numbers of at most eight bytes that fit exactly are plain numbers in the law; others are big. */
function within(value: bigint, max: bigint, bits: number): Result<unknown> {
  if (value > max) return failure(`above ${max}`);
  const isBig = bits > 64 || max > BigInt(SAFE_MAX);
  return ok(isBig ? value : Number(value));
}

function parseBytes(length: number, text: string): Result<Uint8Array> {
  if (text === "none") return ok(new Uint8Array(length));
  const bytes = fromHex(text.toLowerCase());
  if (bytes === undefined) return failure("not hexadecimal");
  return bytes.length === length
    ? ok(bytes)
    : failure(`${bytes.length} bytes instead of ${length}`);
}

function parseBlob(max: number, text: string): Result<Uint8Array> {
  const bytes = text.startsWith("@") ? readBytes(text.slice(1)) : fromHex(text.toLowerCase());
  if (bytes === undefined) return failure("neither hexadecimal nor @ and a file that can be read");
  return bytes.length <= max ? ok(bytes) : failure(`longer than ${max} bytes`);
}

function readBytes(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}

function parseRecord(
  shape: Extract<Description, { kind: "record" }>,
  text: string,
  reading: Reading,
): Result<unknown> {
  const given = new Map<string, string>();
  for (const pair of text.split(",")) {
    const at = pair.indexOf("=");
    if (at <= 0) return failure(`"${pair}" is not written as name=value`);
    given.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const value: { [name: string]: unknown } = {};
  for (const field of shape.fields) {
    const words = given.get(field.name);
    if (words === undefined) return failure(`${field.name} is missing`);
    const read = parseFlag(field.shape, words, reading);
    if (!read.ok) return failure(`${field.name}: ${read.reason}`);
    value[field.name] = read.value;
    given.delete(field.name);
  }
  const [stray] = given.keys();
  return stray === undefined ? ok(value) : failure(`there is no ${stray}`);
}
