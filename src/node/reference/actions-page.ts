import type { AnyAction } from "../../protocol/kernel/action.ts";
import type { Room } from "../../protocol/kernel/room.ts";
import type { Description } from "../../protocol/kernel/schema.ts";
import type { Law } from "../../protocol/law.ts";

const AUTHORS: { readonly [author: string]: string } = {
  person: "A person does it, for themselves.",
  circle: "A circle does it, by a decision.",
  anonymous: "A member does it, without saying which.",
  machine: "A machine that signs blocks says it, by itself.",
};

/** Writes the reference page of everything that can be done, room by room, from the law itself. */
export function actionsPage(law: Law): string {
  const parts = [
    "# Actions",
    "Everything that can be done in a community, and why it may be refused. Made from the law; " +
      "`npm run reference` writes it again. Beside what stands at an action, every action is refused with the faults " +
      "of `kernel` and `witness`: who signed it, when, and on which history.",
    ...law.rooms.flatMap((room) => roomParts(room)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function roomParts(room: Room): string[] {
  const faults = room.faults.map(
    ({ code, number, sentence, remedy }) =>
      `| \`${code}\` | ${number} | ${cell(sentence)} | ${cell(remedy)} |`,
  );
  const table = ["| fault | number | what prevents it | what to do |", "|---|---|---|---|"];
  return [
    `## ${room.name}`,
    room.summary,
    ...room.actions.flatMap(actionParts),
    ...(faults.length === 0
      ? []
      : [`### Why ${room.name} refuses`, [...table, ...faults].join("\n")]),
  ];
}

function actionParts(action: AnyAction): string[] {
  const { description } = action.input;
  const fields = description.kind === "record" ? description.fields : [];
  const rows = fields.map(
    ({ name, shape }) =>
      `| \`${name}\` | ${cell(shapeWords(shape))} | ${cell(action.about[name] ?? "")} |`,
  );
  const table = ["| field | shape | meaning |", "|---|---|---|"];
  const tag = action.tag.toString(16).padStart(4, "0");
  return [
    `### ${action.type}`,
    `${action.summary} ${AUTHORS[action.author] ?? ""} Tag \`0x${tag}\`.`,
    rows.length === 0 ? "It takes no details." : [...table, ...rows].join("\n"),
    action.refuses.length === 0
      ? "Nothing but what refuses every action refuses it."
      : `Refused with ${action.refuses.map((code) => `\`${code}\``).join(", ")}.`,
  ];
}

/** Says in a few words what a value looks like. */
export function shapeWords(description: Description): string {
  switch (description.kind) {
    case "uint": {
      const unit = description.unit === undefined ? "" : `, in ${description.unit}`;
      return `whole number up to ${description.max}${unit}`;
    }
    case "ref":
      return description.to === "account"
        ? "account: the number of a person, or `circle:` and the number of a circle"
        : `number of a ${description.to}`;
    case "bool":
      return "true or false";
    case "bytes":
      return `${description.length} bytes`;
    case "blob":
      return `up to ${description.max} bytes`;
    case "choice":
      return `one of ${description.options.join(", ")}`;
    case "list":
      return `up to ${description.max} of: ${shapeWords(description.of)}`;
    case "record":
      return description.fields
        .map(({ name, shape }) => `${name} (${shapeWords(shape)})`)
        .join("; ");
  }
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
