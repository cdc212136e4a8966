/**
 * Goal: fewer than a third of the seats change within 30 days by decision; what is too much waits.
 *
 * Method: networks of four to ten machines; each boundary from both sides.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId, MachineId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { decide } from "../testing/deciding.ts";
import {
  block,
  everyoneDecides,
  foundNetwork,
  helpers,
  machineKey,
  machineWish,
  offer,
  standings,
} from "../testing/helping.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { benches } from "./lot-types.ts";
import {
  countWaiting,
  decideSeat,
  isStillPossible,
  nextChangeAt,
  nextTurn,
  paceOf,
  requireRoom,
} from "./pace.ts";
import { seatChanges, WAITING_MAX, waitingChanges } from "./pace-types.ts";
import { machines, SEATS_MAX, seats } from "./types.ts";

interface Changes {
  readonly limit: number;
  readonly used: number;
  readonly waiting: readonly { readonly number: number; readonly machine: number }[];
}
const changes = (testLaw: TestLaw) => testLaw.view<Changes>("validators/changes", { person: 1 });
const seated = (testLaw: TestLaw) =>
  [...seats.entries(testLaw.state, [])].map(({ key }) => Number(key[0]));
const unseatAll = (testLaw: TestLaw, count: number) =>
  everyoneDecides(testLaw, ...Array.from({ length: count }, (_, at) => machineWish.unseat(at + 1)));

test("the limit is a third of the seats less one, and at least one", () => {
  for (const [machines, limit] of [
    [2, 1],
    [4, 1],
    [6, 1],
    [7, 2],
    [9, 2],
    [10, 3],
  ] as const) {
    const testLaw = foundNetwork(4, machines);
    assert.equal(changes(testLaw).limit, limit, `${machines} machines`);
  }
});

test("three of 24 unseat nobody; with a quorum two of seven go, and the others wait their turn", () => {
  const testLaw = foundNetwork(24, 7);
  const all = Array.from({ length: 7 }, (_, at) => machineWish.unseat(at + 1));
  assert.equal(decide(testLaw, { kind: "seat", wishes: all }, [1, 2, 3]), "failed");
  assert.equal(seated(testLaw).length, 7);
  assert.equal(decide(testLaw, { kind: "seat", wishes: all }, [1, 2, 3, 4, 5]), "in-effect");
  assert.deepEqual(seated(testLaw), [3, 4, 5, 6, 7]);
  assert.deepEqual(
    changes(testLaw).waiting.map(({ machine }) => machine),
    [3, 4, 5, 6, 7],
  );
  testLaw.assertSound();
});

test("a light decision moves no seat", () => {
  const testLaw = foundNetwork(4, 4);
  assert.throws(
    () => decide(testLaw, { kind: "role", wishes: [machineWish.unseat(1)] }, [1, 2, 3, 4]),
    /decisions\//,
  );
});

test("what waits is made to the millisecond 30 days after the changes before it", () => {
  const testLaw = foundNetwork(4, 7);
  unseatAll(testLaw, 5);
  const at = testLaw.now;
  assert.equal(seated(testLaw).length, 5);
  block(testLaw, 0);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), at + 30 * DAY);
  block(testLaw, 30 * DAY - 1);
  assert.equal(seated(testLaw).length, 5);
  block(testLaw, 1);
  // Five seats 30 days ago let one go.
  assert.equal(seated(testLaw).length, 4);
  assert.equal(changes(testLaw).waiting.length, 2);
  testLaw.assertSound();
});

test("a block in which nothing comes about leaves the state alone, also after 30 days", () => {
  const testLaw = foundNetwork(4, 7);
  unseatAll(testLaw, 1);
  const noted = () => [...seatChanges.entries(testLaw.state, [])].map(({ row }) => row.machine);
  block(testLaw, 31 * DAY);
  assert.deepEqual(noted(), [1]);
  assert.equal(changes(testLaw).used, 0);
  everyoneDecides(testLaw, machineWish.unseat(2));
  assert.deepEqual(noted(), [2]);
});

test("anyone who adds seats does not get to change more of them before 30 days are over", () => {
  const testLaw = foundNetwork(9, 6);
  for (let person = 1; person <= 9; person += 1) offer(testLaw, person, machineKey(person));
  const until = testLaw.now + 300 * DAY;
  everyoneDecides(testLaw, machineWish.seat(7, until), machineWish.seat(8, until));
  assert.equal(seated(testLaw).length, 7);
  assert.equal(changes(testLaw).waiting.length, 1);
  assert.equal(paceOf(testLaw.state, testLaw.now).seatsThen, 6);
  assert.equal(paceOf(testLaw.state, testLaw.now + 30 * DAY - 1).seatsThen, 6);
  assert.equal(paceOf(testLaw.state, testLaw.now + 30 * DAY).seatsThen, 7);
});

test("further terms, ends, withdrawals, departures and bars do not count", () => {
  const testLaw = foundNetwork(8, 7);
  for (let person = 1; person <= 7; person += 1) offer(testLaw, person, machineKey(person));
  const until = testLaw.now + 300 * DAY;
  everyoneDecides(testLaw, ...[1, 2, 3, 4].map((machine) => machineWish.seat(machine, until)));
  assert.equal(changes(testLaw).used, 0);
  testLaw.act(1, "validators/withdraw-machine", { machine: 1 });
  leaveNow(testLaw, 2);
  const address = helpers(testLaw)[2] as unknown as { readonly address: Uint8Array };
  const misbehaviour = { kind: "duplicate-vote" as const, height: 3, time: testLaw.now };
  block(testLaw, 1, { misbehaviours: [{ ...misbehaviour, address: address.address }] });
  assert.equal(seated(testLaw).length, 4);
  assert.deepEqual([changes(testLaw).used, changes(testLaw).limit], [0, 2]);
});

test("a community grows from one machine to four at once, and not by taking seats back", () => {
  const testLaw = foundTestLaw(8);
  for (let person = 1; person <= 8; person += 1) offer(testLaw, person, machineKey(person));
  const until = testLaw.now + 300 * DAY;
  everyoneDecides(
    testLaw,
    ...[1, 2, 3, 4, 5, 6].map((machine) => machineWish.seat(machine, until)),
  );
  assert.deepEqual(seated(testLaw), [1, 2, 3, 4, 5]);
  assert.deepEqual(changes(testLaw).waiting.length, 1);
  const other = foundNetwork(8, 4);
  for (let person = 1; person <= 8; person += 1) offer(other, person, machineKey(person));
  everyoneDecides(other, machineWish.unseat(1), machineWish.seat(5, other.now + 300 * DAY));
  assert.deepEqual(seated(other), [2, 3, 4]);
});

test("to put a machine in the place of one that was away for a day is one change", () => {
  const testLaw = foundNetwork(8, 4);
  for (let person = 1; person <= 8; person += 1) offer(testLaw, person, machineKey(person));
  const absent = (helpers(testLaw)[0] as unknown as { readonly address: Uint8Array }).address;
  for (let hour = 0; hour < 26; hour += 1) block(testLaw, DAY / 24, { absent: [absent] });
  assert.equal(standings(testLaw)[0], "signing");
  const until = testLaw.now + 300 * DAY;
  everyoneDecides(testLaw, machineWish.unseat(1), machineWish.seat(5, until));
  assert.deepEqual(seated(testLaw), [2, 3, 4, 5]);
  assert.equal(changes(testLaw).used, 1);
});

test("what cannot be made any more is dropped when its turn comes", () => {
  const testLaw = foundNetwork(4, 4);
  unseatAll(testLaw, 3);
  assert.equal(changes(testLaw).waiting.length, 2);
  offer(testLaw, 2, machineKey(2));
  testLaw.act(2, "validators/withdraw-machine", { machine: 2 });
  const events = testLaw.stateMachine.begin(testLaw.state, testLaw.now);
  assert.ok(events.some(({ type }) => type === "validators/seat-change-dropped"));
  assert.equal(changes(testLaw).waiting.length, 1);
  testLaw.assertSound();
});

test("founding terms end one after another, the last at the end of the longest", () => {
  const testLaw = foundNetwork(4, 4);
  const ends = helpers(testLaw).map(({ seatUntil }) => (seatUntil - testLaw.now) / DAY);
  assert.equal(new Set(ends).size, 4);
  assert.equal(Math.max(...ends), 365);
  assert.ok(Math.min(...ends) > 182 && Math.min(...ends) < 365 - 90, String(ends));
});

test("a seat is over at its last moment, and not before", () => {
  const testLaw = foundNetwork(4, 4);
  for (let person = 1; person <= 4; person += 1) offer(testLaw, person, machineKey(person));
  const [first] = helpers(testLaw);
  const until = first?.seatUntil ?? 0;
  block(testLaw, until - 1 - testLaw.now);
  assert.ok(seated(testLaw).includes(1));
  block(testLaw, 1);
  assert.ok(!seated(testLaw).includes(1));
});

/** Whether machine 5 of five could still be given a seat, once something has come in between. */
function couldSit(harm: (state: Writer) => void = () => {}, machine = 5): boolean {
  const testLaw = foundNetwork(6, 4);
  for (let person = 1; person <= 5; person += 1) offer(testLaw, person, machineKey(person));
  harm(testLaw.state);
  const { now } = testLaw;
  const decision = 1 as DecisionId;
  const decided = {
    machine: machine as MachineId,
    change: "give",
    until: now + 1,
    decision,
  } as const;
  return isStillPossible(testLaw.state, decided, now);
}

const FIFTH = 5 as MachineId;

function change(state: Writer, changed: object): void {
  const row = machines.get(state, [FIFTH]) ?? assert.fail();
  machines.put(state, [FIFTH], { ...row, ...changed });
}

/** Fills the seats up to a number with machines that are not there. */
function fill(state: Writer, most: number): void {
  const row = seats.get(state, [1 as MachineId]) ?? assert.fail();
  for (let at = 1001; [...seats.entries(state, [])].length < most; at += 1) {
    seats.put(state, [at as MachineId], row);
  }
}

test("a seat that waited is given if the machine may still have it: each obstacle by itself", () => {
  assert.equal(couldSit(), true);
  assert.equal(couldSit(undefined, 9), false, "no such machine");
  assert.equal(
    couldSit((state) => change(state, { withdrawnAt: 1 })),
    false,
  );
  assert.equal(
    couldSit((state) => change(state, { barredAt: 1 })),
    false,
  );
  assert.equal(
    couldSit((state) => change(state, { operator: 99 })),
    false,
    "no member",
  );
  assert.equal(
    couldSit((state) => change(state, { operator: 1 })),
    false,
    "a second seat",
  );
  assert.equal(
    couldSit((state) => change(state, { operator: 0 })),
    true,
    "nobody runs it",
  );
  assert.equal(couldSit(undefined, 1), true, "a further term");
  const bench = (until: number) => (state: Writer) => benches.put(state, [FIFTH], { until });
  const { now } = foundTestLaw(1);
  assert.deepEqual([couldSit(bench(now + 1)), couldSit(bench(now))], [false, true]);
  assert.equal(
    couldSit((state) => fill(state, SEATS_MAX - 1)),
    true,
  );
  assert.equal(
    couldSit((state) => fill(state, SEATS_MAX)),
    false,
  );
  assert.equal(
    couldSit((state) => fill(state, SEATS_MAX), 1),
    true,
    "it has one of them",
  );
});

test("a seat whose end has come is given no more, and one that went is not taken back", () => {
  const testLaw = foundNetwork(6, 4);
  const decided = { machine: 1 as MachineId, decision: 1 as DecisionId };
  const { state, now } = testLaw;
  const gives = (until: number) =>
    isStillPossible(state, { ...decided, change: "give", until }, now);
  assert.deepEqual([gives(now), gives(now + 1)], [false, true]);
  const takes = () => isStillPossible(state, { ...decided, change: "unseat", until: 0 }, now);
  assert.equal(takes(), true);
  seats.delete(state, [1 as MachineId]);
  assert.equal(takes(), false);
});

test("200 changes wait and no more, and while none waits there is no turn", () => {
  const testLaw = foundNetwork(4, 4);
  const { state } = testLaw;
  assert.deepEqual([nextTurn(state), countWaiting(state)], [undefined, 0]);
  const row = {
    machine: FIFTH,
    change: "give",
    until: 0,
    decision: 1 as DecisionId,
    since: 0,
  } as const;
  for (let number = 1; number < WAITING_MAX; number += 1) {
    waitingChanges.put(state, [number], { ...row, backers: 0 });
  }
  assert.equal(requireRoom(state), undefined);
  assert.equal(nextTurn(state), 0, "nothing counts, so it is its turn now");
  waitingChanges.put(state, [WAITING_MAX], { ...row, backers: 0 });
  assert.equal(requireRoom(state)?.fault.code, "validators/too-many-wait");
});

test("the next change is possible when one of those before it is old, by the limit of that day", () => {
  const testLaw = foundNetwork(10, 7);
  const { state } = testLaw;
  const start = testLaw.now;
  for (let machine = 1; machine <= 4; machine += 1) {
    const given = { machine: machine as MachineId, change: "unseat", until: 0 } as const;
    decideSeat(state, { ...given, decision: 1 as DecisionId }, start + machine * DAY);
  }
  assert.deepEqual([changes(testLaw).used, changes(testLaw).waiting.length], [2, 2]);
  const next = (at: number) => (nextChangeAt(state, start + at) - start) / DAY;
  assert.equal(next(4 * DAY), 32, "of six seats a day before one may change, and one has");
  assert.equal(nextTurn(state), start + 32 * DAY);
  assert.deepEqual([next(32 * DAY - 1), next(32 * DAY), next(33 * DAY)], [32, 32, 33]);
});

test("a seat that has paused for a day goes without counting, a moment before it counts", () => {
  const usedAfter = (paused: number) => {
    const { state, now } = foundNetwork(8, 5);
    const machine = 1 as MachineId;
    const row = seats.get(state, [machine]) ?? assert.fail();
    seats.put(state, [machine], { ...row, standing: "suspended", since: now - paused });
    decideSeat(state, { machine, change: "unseat", until: 0, decision: 1 as DecisionId }, now);
    assert.equal(seats.has(state, [machine]), false);
    return paceOf(state, now).used;
  };
  assert.deepEqual([usedAfter(DAY - 1), usedAfter(DAY)], [1, 0]);
});
