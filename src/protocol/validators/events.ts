import { defineEvent } from "../kernel/event.ts";
import type { DecisionId, MachineId, PersonId } from "../kernel/ids.ts";

/** Somebody offers a machine, or describes anew one that they run. */
export const machineOffered = defineEvent<{ machine: MachineId; operator: PersonId }>(
  "validators/machine-offered",
);
/** A machine is no longer on offer. */
export const machineWithdrawn = defineEvent<{ machine: MachineId; operator: PersonId }>(
  "validators/machine-withdrawn",
);
/** A machine has a seat, or a further term. */
export const seatGiven = defineEvent<{
  machine: MachineId;
  until: number;
  decision: DecisionId;
}>("validators/seat-given");
/** A lot was drawn among machines on offer; whoever doubts it draws it again. */
export const lotDrawn = defineEvent<{
  pool: readonly MachineId[];
  drawn: readonly MachineId[];
  at: number;
  decision: DecisionId;
}>("validators/lot-drawn");
/** A helper has taken a seat: their machine is to sign. */
export const seatTaken = defineEvent<{ machine: MachineId }>("validators/seat-taken");
/** A seat was taken back by decision. */
export const seatTakenBack = defineEvent<{ machine: MachineId; decision: DecisionId }>(
  "validators/seat-taken-back",
);
/** A seat is over: its term, or its helper's membership. */
export const seatEnded = defineEvent<{ machine: MachineId }>("validators/seat-ended");
/** A machine was away too long and pauses. */
export const seatSuspended = defineEvent<{ machine: MachineId; absences: number }>(
  "validators/seat-suspended",
);
/** A machine signed two things at one height and has no seat any more. */
export const machineBarred = defineEvent<{ machine: MachineId; height: number }>(
  "validators/machine-barred",
);
/** The people have lifted a machine's bar. */
export const barLifted = defineEvent<{ machine: MachineId; decision: DecisionId }>(
  "validators/bar-lifted",
);
/** A machine begins to sign blocks. */
export const signerCame = defineEvent<{ machine: MachineId }>("validators/signer-came");
/** A machine signs blocks no longer. */
export const signerWent = defineEvent<{ machine: MachineId }>("validators/signer-went");
