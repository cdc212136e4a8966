import type { AnyAction } from "./kernel/action.ts";
import type { AnyTable } from "./kernel/table.ts";
import type { Law } from "./law.ts";
import { shapeText } from "./law-lines.ts";

/**
 * Says what a later edition takes back that an earlier one has promised for ever, or nothing.
 *
 * Why: waiting effects, signed actions in outboxes, receipts and proofs of the earlier edition have to
 * mean the same afterwards. An action, a table or a fault may end; none comes back as something else.
 */
export function lawProblem(before: Law, after: Law): string | undefined {
  return actionProblem(before, after) ?? tableProblem(before, after) ?? faultProblem(before, after);
}

function actionProblem(before: Law, after: Law): string | undefined {
  for (const [tag, earlier] of before.actionByTag) {
    const later = after.actionByTag.get(tag);
    if (later !== undefined && promiseOf(later) !== promiseOf(earlier)) {
      return `the tag of ${earlier.type} has another shape, author or kind`;
    }
    const moved = after.actionByType.get(earlier.type);
    if (moved !== undefined && moved.tag !== tag) return `${earlier.type} has another tag`;
  }
  return undefined;
}

function promiseOf(action: AnyAction): string {
  const { type, author, decidedAs, joinsWith, recovers, whileFrozen, input } = action;
  const key = `${joinsWith !== undefined} ${recovers === true} ${whileFrozen === true}`;
  return `${type} ${author} ${decidedAs ?? ""} ${key} ${shapeText(input)}`;
}

/** Tables whose rows a light client reads by itself, to cross a restart: their form is for ever. */
const READ_ALONE = ["membership/members", "identity/devices"];

function tableProblem(before: Law, after: Law): string | undefined {
  for (const [id, earlier] of before.tableById) {
    const later = after.tableById.get(id);
    if (later === undefined) continue;
    if (later.name !== earlier.name) return `the number of ${earlier.name} names another table`;
    const isChanged = rowText(later) !== rowText(earlier);
    if (isChanged && READ_ALONE.includes(later.name)) return `light clients read ${later.name}`;
    if (isChanged && after.migrate === undefined) return `nothing brings ${later.name} over`;
    if (isChanged && id >> 8 === 1 && id >= 0x0110) return "how editions are adopted never changes";
  }
  return undefined;
}

/** Lists the tables whose rows or keys have another form than in the edition before. */
export function changedTables(before: Law, after: Law): readonly AnyTable[] {
  return [...after.tableById.values()].filter((table) => {
    const earlier = before.tableById.get(table.id);
    return earlier !== undefined && rowText(earlier) !== rowText(table);
  });
}

function rowText({ keyParts, row }: AnyTable): string {
  const parts = keyParts.map(({ name, shape }) => `${name}:${shapeText(shape)}`);
  return `${parts.join(",")} ${shapeText(row)}`;
}

function faultProblem(before: Law, after: Law): string | undefined {
  for (const [number, earlier] of before.faultByNumber) {
    const later = after.faultByNumber.get(number);
    if (later !== undefined && later.code !== earlier.code) {
      return `the number of ${earlier.code} means another fault`;
    }
  }
  return undefined;
}
