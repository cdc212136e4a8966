import { defineRoom } from "../kernel/room.ts";
import { witnessFaults } from "./faults.ts";
import { rootsAreInOrder } from "./invariants.ts";
import { objection } from "./objection.ts";
import { record } from "./record.ts";
import { roots, WITNESS, window } from "./types.ts";

/** What the community's history has been, so that a signature can name it. */
export const witness = defineRoom({
  name: "witness",
  number: WITNESS,
  summary: "What the history has been, so that a signature holds in it and in no other.",
  tables: [roots, window],
  actions: [],
  views: [],
  events: [],
  faults: Object.values(witnessFaults),
  invariants: [rootsAreInOrder],
  memory: { objection, record },
});

export { witnessFaults } from "./faults.ts";
export { stretchOf } from "./record.ts";
export { EXACT_MAX, KEPT_FOR, type KeptRoot, roots, STRETCH } from "./types.ts";
