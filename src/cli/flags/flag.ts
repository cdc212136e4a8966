import type { Description, Unit } from "../../protocol/kernel/schema.ts";

/** What stands behind a flag in a help text, such as `<amount>`. */
export function placeholder(shape: Description): string {
  switch (shape.kind) {
    case "uint":
      return UNIT_NAMES[shape.unit ?? "count"];
    case "ref":
      return shape.to === "account" ? "person|circle:number" : shape.to;
    case "bool":
      return "yes|no";
    case "bytes":
      return "hex";
    case "blob":
      return "hex|@file";
    case "choice":
      return shape.options.length <= 6 ? shape.options.join("|") : "word";
    case "list":
      return `${placeholder(shape.of)} …`;
    case "record":
      return shape.fields.map(({ name, shape: of }) => `${name}=${placeholder(of)}`).join(",");
  }
}

const UNIT_NAMES: { readonly [U in Unit]: string } = {
  micro: "amount",
  shares: "shares",
  milliseconds: "moment",
  days: "days",
  "basis-points": "basis points",
  count: "number",
};

/** The flag of a field: `noteHash` becomes `--note-hash`. */
export function flagName(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What a help text says of a flag beside what the field means: unit, bounds, words to choose from. */
export function flagNote(shape: Description): string {
  if (shape.kind === "choice" && shape.options.length > 6)
    return `one of ${shape.options.join(", ")}`;
  if (shape.kind === "list") return `may be given up to ${shape.max} times`;
  if (shape.kind === "bytes") return `${shape.length} bytes; "none" for zeros`;
  if (shape.kind === "uint" && shape.unit === "milliseconds") {
    return "2027-05-01, +21d from now, or 21d";
  }
  return "";
}
