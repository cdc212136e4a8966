import { accountOfText } from "../../protocol/kernel/account.ts";
import { fromPlain } from "../../protocol/kernel/plain.ts";
import type { Description, Shape } from "../../protocol/kernel/schema.ts";
import { badRequest } from "../problem.ts";

/**
 * Reads a view's question from an address.
 *
 * Throws: ProblemError 400, naming the field.
 */
export function readQuery(shape: Shape<unknown>, given: URLSearchParams): unknown {
  const { description } = shape;
  if (description.kind !== "record") throw badRequest("This view is not asked like this.");
  const plain: { [name: string]: unknown } = {};
  for (const [name, text] of given) {
    if (name in plain) throw badRequest(`${name}: given twice`);
    const field = description.fields.find((each) => each.name === name);
    if (field === undefined) throw badRequest(`${name}: is not a field here`);
    plain[name] = readField(field.shape, text);
  }
  const read = fromPlain(shape, plain);
  if (!read.ok) throw badRequest(read.reason);
  return read.value;
}

function readField(description: Description, text: string): unknown {
  switch (description.kind) {
    case "ref":
      if (description.to === "account") return accountOfText(text) ?? text;
      return readWhole(text);
    case "uint":
      return readWhole(text);
    case "bool":
      return text === "true" ? true : text === "false" ? false : text;
    case "list":
    case "record":
      return parseOrText(text);
    default:
      return text;
  }
}

function readWhole(text: string): number | string {
  return /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : text;
}

function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
