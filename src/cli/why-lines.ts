import type { Why } from "../protocol/kernel/why.ts";

/** Writes an explanation for people: the rule, what went in, what came of it. */
export function whyLines(why: unknown): readonly string[] {
  if (!isWhy(why)) return [];
  return [
    why.sentence,
    ...why.inputs.map(({ name, value }) => `  ${name}: ${written(value)}`),
    why.result,
    `Rule: ${why.rule}`,
  ];
}

function written(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function isWhy(value: unknown): value is Why {
  if (typeof value !== "object" || value === null) return false;
  const { rule, sentence, inputs, result } = value as Partial<Why>;
  const words = [rule, sentence, result].every((word) => typeof word === "string");
  return words && Array.isArray(inputs);
}
