import { defineEvent } from "../kernel/event.ts";
import { decisionId, machineId, personId } from "../kernel/ids.ts";
import { list, moment, u32, u53 } from "../kernel/schema.ts";
import { SEATS_MAX } from "./types.ts";

/** Machines of a lot at most that an event tells. */
const POOL_MAX = 1_000_000;

/** Somebody offers a machine, or describes anew one that they run. */
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
/** A lot was drawn among machines on offer; whoever doubts it draws it again. */
export const lotDrawn = defineEvent(
  "validators/lot-drawn",
  {
    pool: list(machineId, POOL_MAX),
    drawn: list(machineId, SEATS_MAX),
    at: moment,
    decision: decisionId,
  },
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
