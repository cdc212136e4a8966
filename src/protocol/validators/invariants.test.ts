/** Goal: each broken row of machines, seats, lots and changes is found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineId, PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { assertFound } from "../testing/breaking.ts";
import {
  addressOf,
  block,
  everyoneDecides,
  foundNetwork,
  giveValues,
  machineKey,
  machineWish,
  offer,
  offerEach,
} from "../testing/helping.ts";
import type { TestLaw } from "../testing/test-law.ts";
import { type Lot, lotDeadlines, lotRolls, lots, lotValues, seatLots } from "./lot-types.ts";
import { changeBackers, changeNumbers, seatChanges, waitingChanges } from "./pace-types.ts";
import {
  type Attendance,
  addresses,
  attendance,
  counters,
  type Machine,
  machines,
  machinesOf,
  type Seat,
  seats,
  signers,
} from "./types.ts";

const machine = (number: number) => number as MachineId;
const person = (number: number) => number as PersonId;
const first = machine(1);

/** A row that is there. */
function present<V>(row: V | undefined): V {
  return row ?? assert.fail("no such row");
}

/** Four machines that sign, whose helpers have said so, and a fifth on offer. */
function network(): TestLaw {
  const testLaw = foundNetwork(5, 4);
  offerEach(testLaw, 5);
  return testLaw;
}

const putMachine = (number: number, change: Partial<Machine>) => (state: Writer) =>
  machines.put(state, [machine(number)], { ...present(machines.get(state, [first])), ...change });
const putSeat = (number: number, change: Partial<Seat>) => (state: Writer) =>
  seats.put(state, [machine(number)], { ...present(seats.get(state, [first])), ...change });

test("a machine that is missing, not listed, not counted or without its address is found", () => {
  const found = (what: string) => `validators/machines-are-numbered: ${what}`;
  const testLaw = network();
  const address = addressOf(testLaw, machineKey(1));
  assertFound(testLaw, [
    [putMachine(7, {}), found("machine 6 is missing")],
    [(state) => machinesOf.delete(state, [person(1), first]), found("machine 1 is not listed")],
    [
      (state) => counters.put(state, [], { ...present(counters.get(state, [])), machines: 6 }),
      found("6 machines are counted"),
    ],
    [
      (state) => addresses.put(state, [address], { machine: machine(9) }),
      found("an address leads to no machine"),
    ],
    [(state) => addresses.delete(state, [address]), found("4 addresses lead to 5 machines")],
    [
      (state) => machinesOf.put(state, [person(1), machine(2)], {}),
      found("more machines are listed than run"),
    ],
  ]);
});

test("a seat of no machine, of one that may have none, without end, or a second one is found", () => {
  const found = (what: string) => `validators/seats-are-earned: ${what}`;
  assertFound(network(), [
    [putSeat(9, {}), found("seat 9 has no machine")],
    [putMachine(1, { withdrawnAt: 1 }), found("machine 1 is withdrawn")],
    [putMachine(1, { barredAt: 1 }), found("machine 1 is barred")],
    [putSeat(1, { until: 0 }), found("the seat of machine 1 never ends")],
    [putMachine(2, { operator: person(1) }), found("person 1 has two seats")],
  ]);
});

test("a signer, or attendance, of no machine, and absences that do not add up are found", () => {
  const found = (what: string) => `validators/signers-are-machines: ${what}`;
  const testLaw = foundNetwork(1, 5);
  block(testLaw, HOUR, { absent: [addressOf(testLaw, machineKey(2))] });
  const note = (number: number, change: Partial<Attendance>) => (state: Writer) => {
    const row = present(attendance.get(state, [machine(2)]));
    attendance.put(state, [machine(number)], { ...row, ...change });
  };
  const byNoRule = found("machine 2 is away for no time or by no rule");
  assertFound(testLaw, [
    [(state) => signers.put(state, [machine(9)], { since: 0 }), found("signer 9 is no machine")],
    [
      (state) => signers.put(state, [first], { since: testLaw.now + 1 }),
      found("machine 1 signs ahead of its time"),
    ],
    [note(9, {}), found("attendance 9 is no machine's")],
    [note(2, { inARow: 2 }), found("machine 2 was away more often than it was away")],
    [note(2, { inARow: 0 }), byNoRule],
    [note(2, { awayMs: 0 }), byNoRule],
    [note(2, { mayMiss: 0 }), byNoRule],
  ]);
});

test("a lot without its deadline, its values or what it gives is found, and one that keeps them", () => {
  const found = (what: string) => `validators/lots-agree: ${what}`;
  const testLaw = network();
  testLaw.pass(7 * DAY);
  assert.equal(everyoneDecides(testLaw, machineWish.lot(1, testLaw.now + 100 * DAY)), "in-effect");
  const { until } = present(lots.get(testLaw.state, ["seat", 1]));
  const value = present(lotValues.get(testLaw.state, ["seat", 1, first]));
  const change = (row: Partial<Lot>) => (state: Writer) =>
    lots.put(state, ["seat", 1], { ...present(lots.get(state, ["seat", 1])), ...row });
  const values = found("the values of the seat lot 1 are not those that are counted");
  const deadline = found("the deadline of the seat lot 1 is wrong");
  const roll = found("the roll of lot 2 is still there");
  assertFound(testLaw, [
    [(state) => lotDeadlines.delete(state, [until, "seat", 1]), deadline],
    [change({ standing: "failed" }), deadline],
    [change({ asked: 5 }), values],
    [change({ given: 1 }), values],
    [(state) => lotValues.put(state, ["seat", 1, first], { ...value, at: 1 }), values],
    [(state) => seatLots.delete(state, [1]), found("what lot 1 gives is wrong")],
    [
      (state) => lotDeadlines.put(state, [until, "jury", 1], {}),
      found("a deadline belongs to no open lot"),
    ],
    [(state) => lotRolls.put(state, [2, 0], { machine: first }), roll],
  ]);
  giveValues(testLaw, [1, 2, 3, 4].map(machineKey), 1);
  assertFound(testLaw, [
    [(state) => lotValues.put(state, ["seat", 1, first], value), values],
    [
      (state) => seatLots.put(state, [1], { count: 1, until, decision: value.at as never }),
      found("what lot 1 gives is wrong"),
    ],
  ]);
});

test("a change that is not counted, and one that somebody wants and that does not wait, are found", () => {
  const found = (what: string) => `validators/changes-agree: ${what}`;
  const testLaw = network();
  everyoneDecides(testLaw, machineWish.unseat(1), machineWish.unseat(2));
  testLaw.act(3, "validators/hurry-change", { change: 1 });
  const { made, waiting } = present(changeNumbers.get(testLaw.state, []));
  const row = present(waitingChanges.get(testLaw.state, [waiting]));
  assertFound(testLaw, [
    [
      (state) => changeNumbers.put(state, [], { made: made - 1, waiting }),
      found(`change ${made} is not counted`),
    ],
    [
      (state) => changeNumbers.put(state, [], { made, waiting: waiting - 1 }),
      found(`waiting change ${waiting} is not counted`),
    ],
    [(state) => changeNumbers.delete(state, []), found(`change ${made} is not counted`)],
    [
      (state) => waitingChanges.put(state, [waiting], { ...row, backers: 2 }),
      found(`2 want change ${waiting}, it says`),
    ],
    [(state) => changeBackers.put(state, [9, person(1)], {}), found("change 9 does not wait")],
  ]);
  assert.equal([...seatChanges.entries(testLaw.state, [])].length, made);
});

test("a machine that nobody has claimed needs no list, and has its seat", () => {
  const testLaw = foundNetwork(2, 4);
  offer(testLaw, 1, machineKey(1));
  testLaw.assertSound();
});
