import type { Plain } from "../../protocol/kernel/plain.ts";
import type { Description } from "../../protocol/kernel/schema.ts";

/** A JSON Schema, as OpenAPI 3.1 has it. */
export type JsonSchema = { readonly [keyword: string]: Plain };

/** What stands for a reference that is more than the number of one noun. */
const REFERENCES: { readonly [noun: string]: string } = {
  account: "an account: the number of a person, or 4294967296 and the number of a circle",
};

const SAFE = 9_007_199_254_740_991n;

/** Describes the JSON in which a shape's values are sent: what `fromPlain` reads. */
export function jsonSchema(description: Description): JsonSchema {
  switch (description.kind) {
    case "uint":
      return uintSchema(description);
    case "ref":
      return {
        type: "integer",
        minimum: 0,
        maximum: Number(description.max),
        description: REFERENCES[description.to] ?? `number of a ${description.to}`,
      };
    case "bool":
      return { type: "boolean" };
    case "bytes":
      return { type: "string", pattern: `^[0-9a-f]{${description.length * 2}}$` };
    case "blob":
      return { type: "string", pattern: "^([0-9a-f]{2})*$", maxLength: description.max * 2 };
    case "choice":
      return { type: "string", enum: [...description.options] };
    case "list":
      return { type: "array", items: jsonSchema(description.of), maxItems: description.max };
    case "record":
      return {
        type: "object",
        properties: Object.fromEntries(
          description.fields.map(({ name, shape }) => [name, jsonSchema(shape)]),
        ),
        required: description.fields.map(({ name }) => name),
        additionalProperties: false,
      };
  }
}

/** Numbers beyond 2^53 travel as decimal strings. */
function uintSchema({ max, unit }: Description & { kind: "uint" }): JsonSchema {
  const described: JsonSchema = unit === undefined ? {} : { description: `in ${unit}` };
  if (max > SAFE) return { type: "string", pattern: "^[0-9]+$", ...described };
  return { type: "integer", minimum: 0, maximum: Number(max), ...described };
}
