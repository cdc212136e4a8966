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
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
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

function away(testLaw: TestLaw, ...machines: number[]) {
  return { absent: machines.map((machine) => addressOf(testLaw, machineKey(machine))) };
}

test("only the first block of a period counts, and an empty block changes nothing", () => {
  const testLaw = foundNetwork(1, 5);
  block(testLaw, HOUR, away(testLaw, 2));
  const noted = helpers(testLaw).map(({ present, absent, uptime }) => [present, absent, uptime]);
  assert.deepEqual(noted[0], [1, 0, 10_000]);
  assert.deepEqual(noted[1], [0, 1, 0]);
  const before = testLaw.state.changes();
  block(testLaw, MINUTE, away(testLaw, 1, 2, 3));
  block(testLaw, HOUR - 2 * MINUTE, away(testLaw, 1));
  assert.deepEqual(testLaw.state.changes(), before);
});

test("a machine alone is not noted", () => {
  const testLaw = foundTestLaw(1);
  const before = testLaw.state.changes();
  block(testLaw, 5 * HOUR);
  assert.deepEqual(testLaw.state.changes(), before);
});

test("anyone who was away three times in a row pauses, and takes the seat again", () => {
  const testLaw = foundNetwork(2, 6, rules(3));
  offer(testLaw, 1, machineKey(2));
  for (let at = 0; at < 2; at += 1) block(testLaw, HOUR, away(testLaw, 2, 3));
  block(testLaw, HOUR, away(testLaw, 2));
  assert.equal(standings(testLaw)[1], "suspended");
  assert.equal(standings(testLaw)[2], "signing", "a return in between begins the count again");
  assert.deepEqual(signing(testLaw), [1, 3, 4, 5, 6]);
  assert.equal(outcomeOf(testLaw.act(1, "validators/take-seat", { machine: 2 })), "done");
  block(testLaw, MINUTE);
  assert.deepEqual(signing(testLaw), [1, 2, 3, 4, 5, 6]);
  assert.equal(helpers(testLaw)[1]?.absentInARow, 0);
  testLaw.assertSound();
});

test("one pauses in a period; four stay, and two thirds of the elected", () => {
  const testLaw = foundNetwork(1, 7, rules(3));
  for (let at = 0; at < 3; at += 1) block(testLaw, HOUR, away(testLaw, 5, 6, 7));
  assert.equal(standings(testLaw).filter((standing) => standing === "suspended").length, 1);
  block(testLaw, HOUR, away(testLaw, 5, 6, 7));
  assert.equal(standings(testLaw).filter((standing) => standing === "suspended").length, 2);
  for (let at = 0; at < 5; at += 1) block(testLaw, HOUR, away(testLaw, 5, 6, 7));
  const standing = standings(testLaw).filter((each) => each === "suspended");
  assert.equal(standing.length, 2, "a third one would leave fewer than two thirds of seven");
  assert.equal(signing(testLaw).length, 5);
  const four = foundNetwork(1, 4, rules(3));
  for (let at = 0; at < 9; at += 1) block(four, HOUR, away(four, 4));
  assert.deepEqual(signing(four), [1, 2, 3, 4]);
  assert.match(helpers(four)[3]?.sentence ?? "", /away 9 times in a row/);
});

test("of those without a seat the one that is away goes first", () => {
  const testLaw = foundNetwork(3, 5);
  offer(testLaw, 1, machineKey(2));
  offer(testLaw, 2, machineKey(4));
  block(testLaw, HOUR, away(testLaw, 4));
  for (const [person, machine] of [
    [1, 2],
    [2, 4],
  ] as const) {
    testLaw.act(person, "validators/withdraw-machine", { machine });
  }
  block(testLaw, MINUTE);
  assert.deepEqual(signing(testLaw), [1, 2, 3, 5]);
});

test("being there is owed for as the constitution says, to anyone who runs the machine", () => {
  const testLaw = foundNetwork(1, 4, rules(24, 24_000_000));
  offer(testLaw, 1, machineKey(1));
  block(testLaw, HOUR, away(testLaw, 2));
  block(testLaw, HOUR);
  block(testLaw, HOUR, away(testLaw, 1));
  assert.deepEqual(
    helpers(testLaw).map(({ owed }) => owed),
    [2_000_000, 0, 0, 0],
  );
});

test("where one machine makes the blocks, nobody is owed for signing", () => {
  const testLaw = foundTestLaw(2, rules(24, 24_000_000));
  for (const person of [1, 2]) {
    assert.equal(offer(testLaw, person, machineKey(person)), "done");
    everyoneDecides(testLaw, machineWish.seat(person, testLaw.now + 60 * DAY));
    testLaw.act(person, "validators/take-seat", { machine: person });
  }
  for (let at = 0; at < 5; at += 1) testLaw.pass(HOUR);
  assert.deepEqual(signing(testLaw), [1, 2]);
  assert.deepEqual(
    helpers(testLaw).map(({ present, owed }) => [present, owed]),
    [
      [0, 0],
      [0, 0],
    ],
  );
});

test("the rule of when somebody went away holds until they are back, whatever the rule is since", () => {
  const testLaw = foundNetwork(1, 6, rules(3));
  const second = 2 as MachineId;
  block(testLaw, HOUR, away(testLaw, 2));
  const row = attendance.get(testLaw.state, [second]) ?? assert.fail();
  assert.deepEqual([row.mayMiss, row.awayMs], [3, HOUR]);
  attendance.put(testLaw.state, [second], { ...row, mayMiss: 5 });
  for (let at = 0; at < 3; at += 1) block(testLaw, HOUR, away(testLaw, 2));
  assert.equal(standings(testLaw)[1], "signing", "four times");
  block(testLaw, HOUR, away(testLaw, 2));
  assert.equal(standings(testLaw)[1], "suspended");
});

test("anyone who has come within a period is not looked at in it, and no block that says nothing is", () => {
  const testLaw = foundNetwork(2, 5);
  offer(testLaw, 1, machineKey(6));
  everyoneDecides(testLaw, machineWish.seat(6, testLaw.now + 300 * DAY));
  testLaw.act(1, "validators/take-seat", { machine: 6 });
  block(testLaw, MINUTE);
  assert.ok(signing(testLaw).includes(6));
  const noted = () => helpers(testLaw).map(({ present, absent }) => present + absent);
  const before = noted();
  testLaw.now += HOUR;
  testLaw.stateMachine.begin(testLaw.state, testLaw.now);
  assert.deepEqual(noted(), before, "nobody was witnessed");
  block(testLaw, 1);
  assert.deepEqual(noted(), [...before.slice(0, 5).map((count) => count + 1), 1]);
});

test("a pause is told to the helper, with how often the machine was away", () => {
  const testLaw = foundNetwork(2, 6, rules(3));
  offer(testLaw, 1, machineKey(2));
  for (let at = 0; at < 2; at += 1) block(testLaw, HOUR, away(testLaw, 2));
  testLaw.now += HOUR;
  const evidence = { ...away(testLaw, 2), misbehaviours: [] };
  const events = testLaw.stateMachine.begin(testLaw.state, testLaw.now, { evidence });
  assert.deepEqual(
    events.map(({ type, people, data }) => [type, people, data]),
    [
      ["validators/seat-suspended", [1], { machine: 2, absences: 3 }],
      ["validators/signer-went", [1], { machine: 2 }],
    ],
  );
});
