import { Option } from "commander";
import { saltInput, saltPlain } from "../../client/salts.ts";
import { fromPlain } from "../../protocol/kernel/plain.ts";
import { failure, ok, type Result } from "../../protocol/kernel/result.ts";
import type { Description, Shape } from "../../protocol/kernel/schema.ts";
import { flagName, flagNote, placeholder } from "./flag.ts";
import { parseFlag, parseList, type Reading } from "./parse.ts";

/** What was given on the command line, by option name: a word, or words when given several times. */
export type Given = { readonly [option: string]: unknown };

const collect = (word: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  word,
];

/**
 * The flags of an input or a query, derived from its shape.
 *
 * Why: an action that is added to the law is on the command line at once, with its own words.
 */
export function optionsOf(
  shape: Pick<Shape<unknown>, "description">,
  about: { readonly [field: string]: string },
): Option[] {
  return askedOf(shape).map(({ name, shape: of }) => {
    const notes = [about[name] ?? "", flagNote(of)].filter((note) => note !== "");
    const option = new Option(`${flagName(name)} <${placeholder(of)}>`, notes.join(" · "));
    return of.kind === "list" ? option.argParser(collect) : option;
  });
}

/** Reads an input from what was given; names the first flag that is missing or does not fit. */
export function inputOf<V>(shape: Shape<V>, given: Given, reading: Reading): Result<V> {
  const value: { [name: string]: unknown } = {};
  for (const { name, shape: of } of askedOf(shape)) {
    const words = given[name];
    if (words === undefined && of.kind !== "list") return failure(`${flagName(name)} is missing`);
    const read = readField(of, words, reading);
    if (!read.ok) return failure(`${flagName(name)}: ${read.reason}`);
    value[name] = read.value;
  }
  const whole = saltInput(shape, value);
  const wrong = shape.problem(whole);
  return wrong === undefined ? ok(whole as V) : failure(wrong);
}

/** Reads an input that is given as a whole, in JSON's types; random bytes may be left out. */
export function wholeInputOf<V>(shape: Shape<V>, given: unknown): Result<V> {
  return fromPlain(shape, saltPlain(shape, given));
}

function readField(of: Description, words: unknown, reading: Reading): Result<unknown> {
  if (of.kind === "list") return parseList(of, (words ?? []) as readonly string[], reading);
  return parseFlag(of, String(words), reading);
}

/** The fields that people give; random bytes are made for them. */
function askedOf({ description }: Pick<Shape<unknown>, "description">) {
  const fields = description.kind === "record" ? description.fields : [];
  return fields.filter(({ shape }) => shape.kind !== "bytes" || shape.isRandom !== true);
}
