import type { RowChange } from "../protocol/kernel/state.ts";
import type { Law } from "../protocol/law.ts";

/** The names of the rooms whose tables changed: a table's number begins with its room's. */
export function roomsOf(law: Law, changes: readonly RowChange[]): string[] {
  const numbers = new Set(changes.map(({ key }) => key[0]));
  return law.rooms.filter(({ number }) => numbers.has(number)).map(({ name }) => name);
}
