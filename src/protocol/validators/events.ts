import { defineEvent } from "../kernel/event.ts";
import { decisionId, machineId, personId } from "../kernel/ids.ts";
import { choice, list, moment, u32, u53 } from "../kernel/schema.ts";
import { lotKind, ROLL_MAX } from "./lot-types.ts";
import { SEATS_MAX } from "./types.ts";

/** Machines that sign at most, as far as events tell of them. */
const SIGNING_MAX = 10_000;

/** Somebody offers a machine, or describes again one that they run. */
export const machineOffered = defineEvent(
  "validators/machine-offered",
  { machine: machineId, operator: personId },
  "everyone",
);
/** A machine is no longer on offer. */
export const machineWithdrawn = defineEvent(
  "validators/machine-withdrawn",
  { machine: machineId, operator: personId },
  "everyone",
);
/** A machine has a seat, or a further term. */
export const seatGiven = defineEvent(
  "validators/seat-given",
  { machine: machineId, until: moment, decision: decisionId },
  "everyone",
);
/** The roll of a lot about seats is frozen; the machines that sign are asked for their values. */
export const lotOpened = defineEvent(
  "validators/lot-opened",
  { number: u32, roll: list(machineId, ROLL_MAX), until: moment },
  "everyone",
);
/** A lot is drawn: on whom it fell where it was about seats, and who kept their values from it. */
export const lotDrawn = defineEvent(
  "validators/lot-drawn",
  {
    kind: lotKind,
    number: u32,
    drawn: list(machineId, SEATS_MAX),
    absent: list(machineId, SIGNING_MAX),
  },
  "everyone",
);
/** A lot came to nothing: too few machines gave their values; everyone decides. */
export const lotFailed = defineEvent(
  "validators/lot-failed",
  { kind: lotKind, number: u32, absent: list(machineId, SIGNING_MAX) },
  "everyone",
);
/** A change of a seat waits for its turn. */
export const seatWaits = defineEvent(
  "validators/seat-waits",
  { number: u32, machine: machineId, change: choice(["give", "unseat"]), decision: decisionId },
  "everyone",
);
/** A change of a seat that waited is not possible any more. */
export const seatChangeDropped = defineEvent(
  "validators/seat-change-dropped",
  { number: u32, machine: machineId, decision: decisionId },
  "everyone",
);
/** A helper has taken a seat: their machine is to sign. */
export const seatTaken = defineEvent("validators/seat-taken", { machine: machineId }, "everyone");
/** A seat was taken back by decision. */
export const seatTakenBack = defineEvent(
  "validators/seat-taken-back",
  { machine: machineId, decision: decisionId },
  "everyone",
);
/** A seat is over: its term, or its helper's membership. */
export const seatEnded = defineEvent("validators/seat-ended", { machine: machineId }, "everyone");
/** A machine was away too long and pauses. */
export const seatSuspended = defineEvent(
  "validators/seat-suspended",
  { machine: machineId, absences: u32 },
  "everyone",
);
/** A machine signed two things at one height and has no seat any more. */
export const machineBarred = defineEvent(
  "validators/machine-barred",
  { machine: machineId, height: u53 },
  "everyone",
);
/** The people have lifted a machine's bar. */
export const barLifted = defineEvent(
  "validators/bar-lifted",
  { machine: machineId, decision: decisionId },
  "everyone",
);
/** A machine begins to sign blocks. */
export const signerCame = defineEvent("validators/signer-came", { machine: machineId }, "everyone");
/** A machine signs blocks no longer. */
export const signerWent = defineEvent("validators/signer-went", { machine: machineId }, "everyone");
