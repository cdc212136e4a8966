import { decisionId, machineId, personId } from "../kernel/ids.ts";
import { bool, choice, moment, record, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** Days over which changes of seats by decision are counted together. */
export const PACE_DAYS = 30;
/** Changes that may wait for their turn at most. */
export const WAITING_MAX = 200;

/** Numbers the changes of seats, those that were made and those that wait. */
export const changeNumbers = table({
  id: 0x0811,
  name: "validators/change-numbers",
  about: "The number of the newest change of a seat that was noted, and of the newest that waits.",
  visibility: "everyone",
  key: [],
  row: record({ made: u32, waiting: u32 }),
});

const changeRow = record({ machine: machineId, change: choice(["given", "gone"]), counts: bool });

/** A change of a seat that was made. */
export type SeatChange = ValueOf<typeof changeRow>;

/** Changes of seats of the last 30 days. */
export const seatChanges = table({
  id: 0x0812,
  name: "validators/seat-changes",
  about:
    "A seat was given or went at a moment of the last 30 days, and whether it counts as a change by decision.",
  visibility: "everyone",
  key: [part("at", moment), part("number", u32)],
  row: changeRow,
});

const waitingRow = record({
  machine: machineId,
  change: choice(["give", "unseat"]),
  until: moment,
  decision: decisionId,
  since: moment,
  backers: u32,
});

/** A change that everyone has decided and that waits for its turn. */
export type WaitingChange = ValueOf<typeof waitingRow>;

/** Changes that wait for their turn. */
export const waitingChanges = table({
  id: 0x0813,
  name: "validators/waiting-changes",
  about:
    "A change of a seat that everyone has decided and that waits for its turn: which, since when, how many members want it now.",
  visibility: "everyone",
  key: [part("number", u32)],
  row: waitingRow,
});

/** Members who want a waiting change now. */
export const changeBackers = table({
  id: 0x0814,
  name: "validators/change-backers",
  about: "A member wants a waiting change to be made now.",
  visibility: "everyone",
  key: [part("number", u32), part("person", personId)],
  row: record({}),
});
