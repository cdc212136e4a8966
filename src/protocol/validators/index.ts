import { defineRoom } from "../kernel/room.ts";
import { addToLot } from "./add-to-lot.ts";
import { begin } from "./begin.ts";
import { validatorsDue } from "./due.ts";
import * as events from "./events.ts";
import { validatorsFaults } from "./faults.ts";
import { machineTexts } from "./held-texts.ts";
import { hurryChange } from "./hurry-change.ts";
import { machinesAreNumbered, seatsAreEarned, signersAreMachines } from "./invariants.ts";
import { liftBar } from "./lift-bar.ts";
import { changesAgree, lotsAgree } from "./lot-invariants.ts";
import {
  benches,
  lotDeadlines,
  lotNumbers,
  lotRolls,
  lots,
  lotValues,
  seatLots,
} from "./lot-types.ts";
import { changesView, lotsView } from "./lot-views.ts";
import { offerMachine } from "./offer-machine.ts";
import { changeBackers, changeNumbers, seatChanges, waitingChanges } from "./pace-types.ts";
import { seatByLot } from "./seat-by-lot.ts";
import { seatMachine } from "./seat-machine.ts";
import { signingKeys } from "./signing.ts";
import { speakingKeys, speaks } from "./speaking.ts";
import { takeSeat } from "./take-seat.ts";
import {
  addresses,
  attendance,
  counters,
  machines,
  machinesOf,
  maker,
  misbehaviours,
  seats,
  signers,
  VALIDATORS,
} from "./types.ts";
import { unseatMachine } from "./unseat-machine.ts";
import { helpersView, setView } from "./views.ts";
import { withdrawMachine } from "./withdraw-machine.ts";

/** Whose machines sign blocks: offered by people, seated by everyone, each with the same power. */
export const validators = defineRoom({
  name: "validators",
  number: VALIDATORS,
  summary: "Whose machines sign blocks: offered by people, seated by everyone, with equal power.",
  tables: [
    counters,
    machines,
    addresses,
    machinesOf,
    seats,
    signers,
    attendance,
    misbehaviours,
    maker,
    lots,
    lotNumbers,
    lotDeadlines,
    lotValues,
    lotRolls,
    seatLots,
    benches,
    changeNumbers,
    seatChanges,
    waitingChanges,
    changeBackers,
  ],
  actions: [
    offerMachine,
    withdrawMachine,
    takeSeat,
    seatMachine,
    seatByLot,
    unseatMachine,
    liftBar,
    addToLot,
    hurryChange,
  ],
  events: Object.values(events),
  views: [helpersView, setView, lotsView, changesView],
  faults: Object.values(validatorsFaults),
  invariants: [machinesAreNumbered, seatsAreEarned, signersAreMachines, lotsAgree, changesAgree],
  refersTo: machineTexts,
  begin,
  due: validatorsDue,
  seated: signingKeys,
  speaks,
  speaking: speakingKeys,
});

export { type Draw, drawFrom, drawSequence } from "./draw.ts";
export { validatorsFaults } from "./faults.ts";
export { LOT_HOURS, type LotKind, type LotName, lotName, lots } from "./lot-types.ts";
export {
  allowsJuries,
  type LotOutcome,
  lotOutcome,
  lotValue,
  owedValues,
  type Roll,
  requestLot,
} from "./lots.ts";
export { machineAt, offerProof } from "./machine.ts";
export { speakingKeys } from "./speaking.ts";
export { type Machine, machines, type Seat, seats, signers } from "./types.ts";
export type { Standing } from "./views.ts";
