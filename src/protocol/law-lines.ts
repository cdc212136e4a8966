import type { Room } from "./kernel/room.ts";
import type { Description } from "./kernel/schema.ts";
import type { Law } from "./law.ts";

/**
 * Describes all that an edition promises for ever, one line for each thing, in the order of the lines:
 * actions, tables, events, faults, figures, kinds of decision, parts of a founding document.
 *
 * Why: what history was made of has to be readable for ever; sentences and views may still change.
 */
export function lawLines(law: Pick<Law, "rooms" | "actionByTag" | "faultByNumber">): string[] {
  const lines = law.rooms.flatMap(roomLines);
  for (const { number, code } of law.faultByNumber.values()) lines.push(`fault ${number} ${code}`);
  const kinds = new Set([...law.actionByTag.values()].map(({ decidedAs }) => decidedAs));
  for (const kind of kinds) if (kind !== undefined) lines.push(`kind ${kind}`);
  return lines.sort((one, other) => (one < other ? -1 : 1));
}

function roomLines({ name, number, actions, tables, events, figures, founding }: Room): string[] {
  const lines = [`room ${number} ${name}`];
  for (const action of actions) {
    const { tag, type, author, decidedAs, joinsWith, recovers, whileFrozen, input } = action;
    const kind = decidedAs === undefined ? "" : ` as ${decidedAs}`;
    const joins = joinsWith === undefined ? "" : " joins";
    const key = recovers === true ? " recovers" : "";
    const frozen = whileFrozen === true ? " while-frozen" : "";
    const by = `${author}${kind}${joins}${key}${frozen}`;
    lines.push(`action ${tag} ${type} by ${by} ${shapeText(input)}`);
  }
  for (const { id, name: of, keyParts, row } of tables) {
    const parts = keyParts.map((part) => `${part.name}:${shapeText(part.shape)}`);
    lines.push(`table ${id} ${of} (${parts.join(",")}) ${shapeText(row)}`);
  }
  for (const { type, data } of events) lines.push(`event ${type} ${shapeText(data)}`);
  for (const figure of figures ?? []) {
    const {
      number: place,
      name: of,
      default: initial,
      min,
      max,
      step,
      unit,
      fromMidnight,
      kind,
    } = figure;
    const from = fromMidnight ? " from midnight" : "";
    const bounds = `${initial} ${min}..${max} ${step.kind} ${step.by} ${unit}${from} as ${kind}`;
    lines.push(`figure ${place} ${of} ${bounds}`);
  }
  if (founding !== undefined) lines.push(`founding ${name} ${shapeText(founding.shape)}`);
  return lines;
}

/** Writes a shape as one word: everything about it that decides how its bytes are read. */
export function shapeText({ description }: { readonly description: Description }): string {
  return descriptionText(description);
}

function descriptionText(shape: Description): string {
  if (shape.kind === "list") return `[${descriptionText(shape.of)}]${shape.max}`;
  if (shape.kind === "choice") return `(${shape.options.join("|")})`;
  if (shape.kind === "bytes") return `bytes${shape.length}`;
  if (shape.kind === "blob") return `blob${shape.max}`;
  if (shape.kind === "uint") return `u${shape.bits}<=${shape.max}`;
  if (shape.kind === "ref") return `${shape.to}${shape.bits}`;
  if (shape.kind === "record") {
    const fields = shape.fields.map((field) => `${field.name}:${descriptionText(field.shape)}`);
    return `{${fields.join(",")}}`;
  }
  return shape.kind;
}
