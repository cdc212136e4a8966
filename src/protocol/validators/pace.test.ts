/**
 * Goal: fewer than a third of the seats change within 30 days by decision; what is too much waits.
 *
 * Method: networks of four to ten machines; each boundary from both sides.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
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
import { foundVillage, type Village } from "../testing/village.ts";
import { paceOf } from "./pace.ts";
import { seatChanges } from "./pace-types.ts";
import { seats } from "./types.ts";

interface Changes {
  readonly limit: number;
  readonly used: number;
  readonly waiting: readonly { readonly number: number; readonly machine: number }[];
}
const changes = (village: Village) => village.view<Changes>("validators/changes", { person: 1 });
const seated = (village: Village) =>
  [...seats.entries(village.state, [])].map(({ key }) => Number(key[0]));
const unseatAll = (village: Village, count: number) =>
  everyoneDecides(village, ...Array.from({ length: count }, (_, at) => machineWish.unseat(at + 1)));

test("the limit is a third of the seats less one, and at least one", () => {
  for (const [machines, limit] of [
    [2, 1],
    [4, 1],
    [6, 1],
    [7, 2],
    [9, 2],
    [10, 3],
  ] as const) {
    const village = foundNetwork(4, machines);
    assert.equal(changes(village).limit, limit, `${machines} machines`);
  }
});

test("three of 24 unseat nobody; with a quorum two of seven go, and the others wait their turn", () => {
  const village = foundNetwork(24, 7);
  const all = Array.from({ length: 7 }, (_, at) => machineWish.unseat(at + 1));
  assert.equal(decide(village, { kind: "seat", wishes: all }, [1, 2, 3]), "failed");
  assert.equal(seated(village).length, 7);
  assert.equal(decide(village, { kind: "seat", wishes: all }, [1, 2, 3, 4, 5]), "in-effect");
  assert.deepEqual(seated(village), [3, 4, 5, 6, 7]);
  assert.deepEqual(
    changes(village).waiting.map(({ machine }) => machine),
    [3, 4, 5, 6, 7],
  );
  village.assertSound();
});

test("a light decision moves no seat", () => {
  const village = foundNetwork(4, 4);
  assert.throws(
    () => decide(village, { kind: "role", wishes: [machineWish.unseat(1)] }, [1, 2, 3, 4]),
    /decisions\//,
  );
});

test("what waits is made to the millisecond 30 days after the changes before it", () => {
  const village = foundNetwork(4, 7);
  unseatAll(village, 5);
  const at = village.now;
  assert.equal(seated(village).length, 5);
  block(village, 0);
  assert.equal(village.machine.nextDue(village.state), at + 30 * DAY);
  block(village, 30 * DAY - 1);
  assert.equal(seated(village).length, 5);
  block(village, 1);
  // Five seats 30 days ago let one go.
  assert.equal(seated(village).length, 4);
  assert.equal(changes(village).waiting.length, 2);
  village.assertSound();
});

test("a block in which nothing comes about leaves the state alone, also after 30 days", () => {
  const village = foundNetwork(4, 7);
  unseatAll(village, 1);
  const noted = () => [...seatChanges.entries(village.state, [])].map(({ row }) => row.machine);
  block(village, 31 * DAY);
  assert.deepEqual(noted(), [1]);
  assert.equal(changes(village).used, 0);
  everyoneDecides(village, machineWish.unseat(2));
  assert.deepEqual(noted(), [2]);
});

test("whoever adds seats does not get to change more of them before 30 days are over", () => {
  const village = foundNetwork(9, 6);
  for (let person = 1; person <= 9; person += 1) offer(village, person, machineKey(person));
  const until = village.now + 300 * DAY;
  everyoneDecides(village, machineWish.seat(7, until), machineWish.seat(8, until));
  assert.equal(seated(village).length, 7);
  assert.equal(changes(village).waiting.length, 1);
  assert.equal(paceOf(village.state, village.now).seatsThen, 6);
  assert.equal(paceOf(village.state, village.now + 30 * DAY - 1).seatsThen, 6);
  assert.equal(paceOf(village.state, village.now + 30 * DAY).seatsThen, 7);
});

test("further terms, ends, withdrawals, departures and bars do not count", () => {
  const village = foundNetwork(8, 7);
  for (let person = 1; person <= 7; person += 1) offer(village, person, machineKey(person));
  const until = village.now + 300 * DAY;
  everyoneDecides(village, ...[1, 2, 3, 4].map((machine) => machineWish.seat(machine, until)));
  assert.equal(changes(village).used, 0);
  village.act(1, "validators/withdraw-machine", { machine: 1 });
  village.act(2, "membership/leave", {});
  const address = helpers(village)[2] as unknown as { readonly address: Uint8Array };
  const misbehaviour = { kind: "duplicate-vote" as const, height: 3, time: village.now };
  block(village, 1, { misbehaviours: [{ ...misbehaviour, address: address.address }] });
  assert.equal(seated(village).length, 4);
  assert.deepEqual([changes(village).used, changes(village).limit], [0, 2]);
});

test("a community grows from one machine to four at once, and not by taking seats back", () => {
  const village = foundVillage(8);
  for (let person = 1; person <= 8; person += 1) offer(village, person, machineKey(person));
  const until = village.now + 300 * DAY;
  everyoneDecides(
    village,
    ...[1, 2, 3, 4, 5, 6].map((machine) => machineWish.seat(machine, until)),
  );
  assert.deepEqual(seated(village), [1, 2, 3, 4, 5]);
  assert.deepEqual(changes(village).waiting.length, 1);
  const other = foundNetwork(8, 4);
  for (let person = 1; person <= 8; person += 1) offer(other, person, machineKey(person));
  everyoneDecides(other, machineWish.unseat(1), machineWish.seat(5, other.now + 300 * DAY));
  assert.deepEqual(seated(other), [2, 3, 4]);
});

test("to put a machine in the place of one that was away for a day is one change", () => {
  const village = foundNetwork(8, 4);
  for (let person = 1; person <= 8; person += 1) offer(village, person, machineKey(person));
  const absent = (helpers(village)[0] as unknown as { readonly address: Uint8Array }).address;
  for (let hour = 0; hour < 26; hour += 1) block(village, DAY / 24, { absent: [absent] });
  assert.equal(standings(village)[0], "signing");
  const until = village.now + 300 * DAY;
  everyoneDecides(village, machineWish.unseat(1), machineWish.seat(5, until));
  assert.deepEqual(seated(village), [2, 3, 4, 5]);
  assert.equal(changes(village).used, 1);
});

test("what cannot be made any more is dropped when its turn comes", () => {
  const village = foundNetwork(4, 4);
  unseatAll(village, 3);
  assert.equal(changes(village).waiting.length, 2);
  offer(village, 2, machineKey(2));
  village.act(2, "validators/withdraw-machine", { machine: 2 });
  const events = village.machine.begin(village.state, village.now);
  assert.ok(events.some(({ type }) => type === "validators/seat-change-dropped"));
  assert.equal(changes(village).waiting.length, 1);
  village.assertSound();
});

test("founding terms end one after another, the last at the end of the longest", () => {
  const village = foundNetwork(4, 4);
  const ends = helpers(village).map(({ seatUntil }) => (seatUntil - village.now) / DAY);
  assert.equal(new Set(ends).size, 4);
  assert.equal(Math.max(...ends), 365);
  assert.ok(Math.min(...ends) > 182 && Math.min(...ends) < 365 - 90, String(ends));
});

test("a seat is over at its last moment, and not before", () => {
  const village = foundNetwork(4, 4);
  for (let person = 1; person <= 4; person += 1) offer(village, person, machineKey(person));
  const [first] = helpers(village);
  const until = first?.seatUntil ?? 0;
  block(village, until - 1 - village.now);
  assert.ok(seated(village).includes(1));
  block(village, 1);
  assert.ok(!seated(village).includes(1));
});
