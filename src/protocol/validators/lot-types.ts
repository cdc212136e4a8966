import { decisionId, machineId } from "../kernel/ids.ts";
import { bytes, bytes32, choice, moment, record, u8, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** Hours for which a lot waits for the machines that have not given their value. */
export const LOT_HOURS = 48;
/** Days for which a machine that kept its value from a lot stays away from lots and seats. */
export const LOT_BENCH_DAYS = 30;
/** Bytes of a machine's value. */
export const VALUE_BYTES = 64;
/** Machines on offer at most among which a lot gives seats: those that were offered first. */
export const ROLL_MAX = 4_096;
/** Lots about seats that are open at most. */
export const SEAT_LOTS_OPEN_MAX = 8;

/**
 * What lots are drawn for.
 *
 * Bounds: only ever appended to.
 */
export const lotKinds = ["seat", "jury"] as const;

/** What a lot is drawn for. */
export type LotKind = (typeof lotKinds)[number];

/** The shape of a lot's kind: one of the words. */
export const lotKind = choice(lotKinds);

/** A lot by its kind and its running number. */
export const lotName = record({ kind: lotKind, number: u32 });

/** A lot by its kind and its running number. */
export type LotName = ValueOf<typeof lotName>;

/** Whether a lot waits for values, is drawn, or came to nothing because too few machines gave theirs. */
export const lotStanding = choice(["open", "drawn", "failed"]);

const lotRow = record({
  standing: lotStanding,
  roll: bytes32,
  size: u32,
  asked: u32,
  given: u32,
  openedAt: moment,
  until: moment,
  settledAt: moment,
  value: bytes32,
});

/** A lot. */
export type Lot = ValueOf<typeof lotRow>;

const name = [part("kind", lotKind), part("number", u32)] as const;

/** Lots, each with the roll that was frozen before anybody could know its value. */
export const lots = table({
  id: 0x080a,
  name: "validators/lots",
  about:
    "A lot: how it stands; the hash and the size of its frozen roll; how many machines were asked and have given their value; when it was opened, until when it waits, when it was settled; its value (zeros before).",
  visibility: "everyone",
  key: name,
  row: lotRow,
});

/** The running number that the newest lot of a kind has. */
export const lotNumbers = table({
  id: 0x080b,
  name: "validators/lot-numbers",
  about: "The running number of the newest lot of a kind.",
  visibility: "everyone",
  key: [part("kind", lotKind)],
  row: record({ last: u32 }),
});

/** Open lots, by the moment until which they wait. */
export const lotDeadlines = table({
  id: 0x080c,
  name: "validators/lot-deadlines",
  about: "An open lot waits until a moment.",
  visibility: "everyone",
  key: [part("until", moment), ...name],
  row: record({}),
});

/** What the machines that an open lot asks have given. */
export const lotValues = table({
  id: 0x080d,
  name: "validators/lot-values",
  about:
    "A machine that an open lot asks (0: the one that makes the blocks alone): its key, when it gave its value (0: not yet), the value.",
  visibility: "everyone",
  key: [...name, part("machine", machineId)],
  row: record({ key: bytes32, at: moment, value: bytes(VALUE_BYTES) }),
});

/** The frozen roll of an open lot about seats. */
export const lotRolls = table({
  id: 0x080e,
  name: "validators/lot-rolls",
  about: "The machine at a place of the roll of an open lot about seats, counted from 0.",
  visibility: "everyone",
  key: [part("number", u32), part("place", u32)],
  row: record({ machine: machineId }),
});

/** What a lot about seats is to give. */
export const seatLots = table({
  id: 0x080f,
  name: "validators/seat-lots",
  about: "How many seats an open lot gives, until when, by which decision.",
  visibility: "everyone",
  key: [part("number", u32)],
  row: record({ count: u8, until: moment, decision: decisionId }),
});

/** Machines that kept their value from a lot. */
export const benches = table({
  id: 0x0810,
  name: "validators/benches",
  about: "A machine kept its value from a lot, and stays away from seats and lots until a moment.",
  visibility: "everyone",
  key: [part("machine", machineId)],
  row: record({ until: moment }),
});
