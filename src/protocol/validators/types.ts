import { decisionId, machineId, personId } from "../kernel/ids.ts";
import {
  bytes,
  bytes32,
  choice,
  moment,
  record,
  u32,
  u53,
  type ValueOf,
} from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const VALIDATORS = 8;

/** Seats that a community gives at most. */
export const SEATS_MAX = 100;
/** Machines that one person has on offer at most. */
export const MACHINES_OF_ONE_MAX = 8;
/**
 * Machines that one person ever offers at most, withdrawn ones included.
 *
 * Why: a machine's number and address stay for ever, and lots and seats look at all of them.
 */
export const MACHINES_EVER_MAX = 64;
/** Days within which one person offers no more new machines than they may have on offer at once. */
export const OFFERING_DAYS = 30;
/** The size below which a set of signing machines never falls once it was that large. */
export const SIGNERS_MIN = 4;
/** Days for which an offer must have stood before a lot may fall on it. */
export const LOT_WAIT_DAYS = 7;

/** Counts what the room numbers, and remembers when attendance was last noted. */
export const counters = table({
  id: 0x0801,
  name: "validators/counters",
  about:
    "How many machines have ever been numbered; up to when the period lasts whose attendance was noted last.",
  visibility: "everyone",
  key: [],
  row: record({ machines: u32, notedUntil: moment }),
});

const machineRow = record({
  key: bytes32,
  operator: personId,
  declaration: bytes32,
  since: moment,
  withdrawnAt: moment,
  barredAt: moment,
});

/** A machine that somebody offers, or that has signed from the founding on. */
export type Machine = ValueOf<typeof machineRow>;

/** Machines: who runs them, and what is said about them. */
export const machines = table({
  id: 0x0802,
  name: "validators/machines",
  about:
    "A machine: its key, who runs it (0: nobody has said so), the text that describes it, since when, when it was withdrawn or barred (0: it was not).",
  visibility: "everyone",
  key: [part("machine", machineId)],
  row: machineRow,
});

/** Machines by the address under which consensus knows them. */
export const addresses = table({
  id: 0x0803,
  name: "validators/addresses",
  about: "The machine with an address: the first 20 bytes of the SHA-256 of its key.",
  visibility: "everyone",
  key: [part("address", bytes(20))],
  row: record({ machine: machineId }),
});

/** The machines that a person runs. */
export const machinesOf = table({
  id: 0x0804,
  name: "validators/machines-of",
  about: "A person runs a machine.",
  visibility: "everyone",
  key: [part("person", personId), part("machine", machineId)],
  row: record({}),
});

/** Whether a seat is used: given and not yet taken, taken, or paused after absences. */
export const seatStanding = choice(["given", "taken", "suspended"]);

const seatRow = record({
  standing: seatStanding,
  since: moment,
  until: moment,
  decision: decisionId,
});

/** A place among the machines that sign blocks, for a time. */
export type Seat = ValueOf<typeof seatRow>;

/** Seats: which machines the community wants to sign. */
export const seats = table({
  id: 0x0805,
  name: "validators/seats",
  about: "A machine's seat: how it stands since when, until when it is given, by which decision.",
  visibility: "everyone",
  key: [part("machine", machineId)],
  row: seatRow,
});

/** The machines that sign, as far as changes have been carried out. */
export const signers = table({
  id: 0x0806,
  name: "validators/signers",
  about: "A machine signs blocks, since when; it follows the seats step by step.",
  visibility: "everyone",
  key: [part("machine", machineId)],
  row: record({ since: moment }),
});

const attendanceRow = record({
  present: u32,
  absent: u32,
  inARow: u32,
  awayMs: u53,
  mayMiss: u32,
  owed: u53,
});

/** How reliably a machine has been there. */
export type Attendance = ValueOf<typeof attendanceRow>;

/** Attendance: how often a machine was there when it was looked at. */
export const attendance = table({
  id: 0x0807,
  name: "validators/attendance",
  about:
    "How often a machine was there and away; how often away in a row, for how long that stood, how often it may be by the rule of when that began; what its helper is owed.",
  visibility: "everyone",
  key: [part("machine", machineId)],
  row: attendanceRow,
});

/** The machine that makes the blocks alone. */
export const maker = table({
  id: 0x0809,
  name: "validators/maker",
  about: "The key of the machine that makes the blocks alone, until there are several.",
  visibility: "everyone",
  key: [],
  row: record({ key: bytes32 }),
});

/** What consensus proves a machine to have done. */
export const misbehaviourKind = choice(["duplicate-vote", "light-client-attack"]);

/** Misbehaviours: each counts once. */
export const misbehaviours = table({
  id: 0x0808,
  name: "validators/misbehaviours",
  about: "A machine signed two things at one height: what was proven, and when it was heard.",
  visibility: "everyone",
  key: [part("address", bytes(20)), part("height", u53)],
  row: record({ kind: misbehaviourKind, at: moment }),
});
