import { defineAction } from "../kernel/action.ts";
import { personId } from "../kernel/ids.ts";
import { record, u8 } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { explain } from "../kernel/why.ts";

/** An action of a room that is none of Folkmoot's: everybody plays. */
export const play = defineAction({
  type: "toy/play",
  tag: 0x6301,
  author: "person",
  visibility: "everyone",
  summary: "Plays.",
  input: record({ toy: u8 }),
  about: { toy: "which" },
  refuses: [],
  check: () => undefined,
  apply: () => [],
  why: () => explain("toy/play", "Everybody plays.", {}, "It was played."),
});

/** Its table. */
export const toys = table({
  id: 0x6301,
  name: "toy/toys",
  about: "A toy.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ toy: u8 }),
});
