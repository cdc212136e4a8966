import { type Law, type Room, rooms } from "#protocol/index.js";
import { twoEditions } from "../editions.ts";
import type { Bug } from "./bug.ts";

const TURNING = ["proposeEdition", "wantEdition", "rehearse"];

/** The law of two editions with one room that is otherwise in both. */
function lawTurning(name: string, change: (room: Room) => Room) {
  return twoEditions(
    (rooms as readonly Room[]).map((room) => (room.name === name ? change(room) : room)),
  );
}

/** The law of two editions without one of the constitution's faults. */
function without(code: string): Law {
  return lawTurning("constitution", (room) => ({
    ...room,
    actions: room.actions.map((action) => ({
      ...action,
      check(context: never) {
        const refusal = action.check(context);
        return refusal?.fault.code === code ? undefined : refusal;
      },
    })),
  }));
}

/** Bugs in how the law goes over to another edition. */
export const editionBugs: readonly Bug[] = [
  {
    name: "an edition that is ready is put off",
    where: "law",
    ground: () => ({
      often: TURNING,
      makeLaw: () => lawTurning("validators", (room) => ({ ...room, speaking: () => [] })),
    }),
  },
  {
    name: "an edition adopted without notice",
    where: "law",
    ground: () => ({ often: TURNING, makeLaw: () => without("constitution/edition-too-soon") }),
  },
  {
    name: "a rehearsal of another edition counts",
    where: "law",
    ground: () => ({ often: TURNING, makeLaw: () => without("constitution/another-edition") }),
  },
];
