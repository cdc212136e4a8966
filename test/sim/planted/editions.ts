import { editionTables } from "#protocol/constitution/index.js";
import { type Law, type Ledger, type Room, rooms } from "#protocol/index.js";
import { twoEditions } from "../editions.ts";
import type { Drawn } from "../workload.ts";
import type { Bug } from "./bug.ts";

const TURNING: readonly Drawn[] = ["proposeEdition", "wantEdition", "rehearse"];

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

/** Whether the ledger with the bug is the one that carries out a block just now. */
let isLate = false;

/** Makes a ledger of which `readOneLater` knows that it carries out a block. */
function latecoming(ledger: Ledger): Ledger {
  return {
    ...ledger,
    get law() {
      return ledger.law;
    },
    get machine() {
      return ledger.stateMachine;
    },
    propose(input) {
      isLate = true;
      try {
        return ledger.propose(input);
      } finally {
        isLate = false;
      }
    },
  };
}

/** Lets that ledger read one block later the height that everybody has fixed. */
function readOneLater(): () => void {
  const { adoptions } = editionTables;
  const { get } = adoptions;
  adoptions.get = (state, key) => {
    const row = get(state, key);
    const isFixed = isLate && row?.standing === "fixed";
    return isFixed ? { ...row, height: row.height + 1 } : row;
  };
  return () => {
    adoptions.get = get;
  };
}

/** Bugs in how the law goes over to another edition. */
export const editionBugs: readonly Bug[] = [
  {
    name: "an edition that is ready is put off",
    where: "law",
    deps: () => ({
      often: TURNING,
      makeLaw: () => lawTurning("validators", (room) => ({ ...room, speaking: () => [] })),
    }),
  },
  {
    name: "an edition adopted without notice",
    where: "law",
    deps: () => ({ often: TURNING, makeLaw: () => without("constitution/edition-too-soon") }),
  },
  {
    name: "a rehearsal of another edition counts",
    where: "law",
    deps: () => ({ often: TURNING, makeLaw: () => without("constitution/another-edition") }),
  },
  {
    name: "the edition turns a block late on one machine",
    where: "law",
    deps: () => ({ often: TURNING, wrapLedger: latecoming }),
    install: readOneLater,
  },
];
