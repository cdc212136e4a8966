/** Goal: attendance is noted once in a period; the absent pause one by one while enough others stay. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineId } from "../kernel/ids.ts";
import { DAY, HOUR, MINUTE } from "../kernel/time.ts";
import {
  addressOf,
  block,
  everyoneDecides,
  foundNetwork,
  helpers,
  machineKey,
  machineWish,
  offer,
  signing,
  standings,
} from "../testing/helping.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { attendance } from "./types.ts";

const rules = (absences: number, income = 0) => ({
  constitution: {
    charter: new Uint8Array(32),
    parameters: [
      { parameter: "absences-in-a-row", value: absences },
      { parameter: "helper-income-per-day", value: income },
    ],
    articles: [],
  },
});

function away(village: Village, ...machines: number[]) {
  return { absent: machines.map((machine) => addressOf(village, machineKey(machine))) };
}

test("only the first block of a period counts, and an empty block changes nothing", () => {
  const village = foundNetwork(1, 5);
  block(village, HOUR, away(village, 2));
  const noted = helpers(village).map(({ present, absent, uptime }) => [present, absent, uptime]);
  assert.deepEqual(noted[0], [1, 0, 10_000]);
  assert.deepEqual(noted[1], [0, 1, 0]);
  const before = village.state.changes();
  block(village, MINUTE, away(village, 1, 2, 3));
  block(village, HOUR - 2 * MINUTE, away(village, 1));
  assert.deepEqual(village.state.changes(), before);
});

test("a machine alone is not noted", () => {
  const village = foundVillage(1);
  const before = village.state.changes();
  block(village, 5 * HOUR);
  assert.deepEqual(village.state.changes(), before);
});

test("whoever was away three times in a row pauses, and takes the seat again", () => {
  const village = foundNetwork(2, 6, rules(3));
  offer(village, 1, machineKey(2));
  for (let at = 0; at < 2; at += 1) block(village, HOUR, away(village, 2, 3));
  block(village, HOUR, away(village, 2));
  assert.equal(standings(village)[1], "suspended");
  assert.equal(standings(village)[2], "signing", "a return in between begins the count anew");
  assert.deepEqual(signing(village), [1, 3, 4, 5, 6]);
  assert.equal(outcomeOf(village.act(1, "validators/take-seat", { machine: 2 })), "done");
  block(village, MINUTE);
  assert.deepEqual(signing(village), [1, 2, 3, 4, 5, 6]);
  assert.equal(helpers(village)[1]?.absentInARow, 0);
  village.assertSound();
});

test("one pauses in a period; four stay, and two thirds of the elected", () => {
  const village = foundNetwork(1, 7, rules(3));
  for (let at = 0; at < 3; at += 1) block(village, HOUR, away(village, 5, 6, 7));
  assert.equal(standings(village).filter((standing) => standing === "suspended").length, 1);
  block(village, HOUR, away(village, 5, 6, 7));
  assert.equal(standings(village).filter((standing) => standing === "suspended").length, 2);
  for (let at = 0; at < 5; at += 1) block(village, HOUR, away(village, 5, 6, 7));
  const standing = standings(village).filter((each) => each === "suspended");
  assert.equal(standing.length, 2, "a third one would leave fewer than two thirds of seven");
  assert.equal(signing(village).length, 5);
  const four = foundNetwork(1, 4, rules(3));
  for (let at = 0; at < 9; at += 1) block(four, HOUR, away(four, 4));
  assert.deepEqual(signing(four), [1, 2, 3, 4]);
  assert.match(helpers(four)[3]?.sentence ?? "", /away 9 times in a row/);
});

test("of those without a seat the one that is away goes first", () => {
  const village = foundNetwork(3, 5);
  offer(village, 1, machineKey(2));
  offer(village, 2, machineKey(4));
  block(village, HOUR, away(village, 4));
  for (const [person, machine] of [
    [1, 2],
    [2, 4],
  ] as const) {
    village.act(person, "validators/withdraw-machine", { machine });
  }
  block(village, MINUTE);
  assert.deepEqual(signing(village), [1, 2, 3, 5]);
});

test("being there is owed for as the constitution says, to whoever runs the machine", () => {
  const village = foundNetwork(1, 4, rules(24, 24_000_000));
  offer(village, 1, machineKey(1));
  block(village, HOUR, away(village, 2));
  block(village, HOUR);
  block(village, HOUR, away(village, 1));
  assert.deepEqual(
    helpers(village).map(({ owed }) => owed),
    [2_000_000, 0, 0, 0],
  );
});

test("where one machine makes the blocks, nobody is owed for signing", () => {
  const village = foundVillage(2, rules(24, 24_000_000));
  for (const person of [1, 2]) {
    assert.equal(offer(village, person, machineKey(person)), "done");
    everyoneDecides(village, machineWish.seat(person, village.now + 60 * DAY));
    village.act(person, "validators/take-seat", { machine: person });
  }
  for (let at = 0; at < 5; at += 1) village.pass(HOUR);
  assert.deepEqual(signing(village), [1, 2]);
  assert.deepEqual(
    helpers(village).map(({ present, owed }) => [present, owed]),
    [
      [0, 0],
      [0, 0],
    ],
  );
});

test("the rule of when somebody went away holds until they are back, whatever the rule is since", () => {
  const village = foundNetwork(1, 6, rules(3));
  const second = 2 as MachineId;
  block(village, HOUR, away(village, 2));
  const row = attendance.get(village.state, [second]) ?? assert.fail();
  assert.deepEqual([row.mayMiss, row.awayMs], [3, HOUR]);
  attendance.put(village.state, [second], { ...row, mayMiss: 5 });
  for (let at = 0; at < 3; at += 1) block(village, HOUR, away(village, 2));
  assert.equal(standings(village)[1], "signing", "four times");
  block(village, HOUR, away(village, 2));
  assert.equal(standings(village)[1], "suspended");
});

test("whoever has come within a period is not looked at in it, and no block that says nothing is", () => {
  const village = foundNetwork(2, 5);
  offer(village, 1, machineKey(6));
  everyoneDecides(village, machineWish.seat(6, village.now + 300 * DAY));
  village.act(1, "validators/take-seat", { machine: 6 });
  block(village, MINUTE);
  assert.ok(signing(village).includes(6));
  const noted = () => helpers(village).map(({ present, absent }) => present + absent);
  const before = noted();
  village.now += HOUR;
  village.machine.begin(village.state, village.now);
  assert.deepEqual(noted(), before, "nobody was witnessed");
  block(village, 1);
  assert.deepEqual(noted(), [...before.slice(0, 5).map((count) => count + 1), 1]);
});

test("a pause is told to the helper, with how often the machine was away", () => {
  const village = foundNetwork(2, 6, rules(3));
  offer(village, 1, machineKey(2));
  for (let at = 0; at < 2; at += 1) block(village, HOUR, away(village, 2));
  village.now += HOUR;
  const witnessed = { ...away(village, 2), misbehaviours: [] };
  const events = village.machine.begin(village.state, village.now, { witnessed });
  assert.deepEqual(
    events.map(({ type, people, data }) => [type, people, data]),
    [
      ["validators/seat-suspended", [1], { machine: 2, absences: 3 }],
      ["validators/signer-went", [1], { machine: 2 }],
    ],
  );
});
