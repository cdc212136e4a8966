/** Goal: seats go by lot to offers that are a week old, one for each member; nobody picks the lot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import { effectOf, rehearse } from "../testing/deciding.ts";
import {
  block,
  everyoneDecides,
  giveValues,
  machineKey,
  machineWish,
  offer,
  offerEach,
  standings,
  wouldEveryone,
} from "../testing/helping.ts";
import { leaveNow } from "../testing/leaving.ts";
import { keyOf, testHasher } from "../testing/test-keys.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { drawFrom } from "./draw.ts";
import { LOT_HOURS, lotRolls, lots } from "./lot-types.ts";

const given = (testLaw: TestLaw): number[] =>
  standings(testLaw).flatMap((standing, at) => (standing === "given" ? [at + 1] : []));

test("the roll is frozen, the machines give their values, and the seats follow from them", () => {
  const testLaw = foundTestLaw(6);
  offerEach(testLaw, 6);
  testLaw.pass(8 * DAY);
  everyoneDecides(testLaw, machineWish.lot(3, testLaw.now + 100 * DAY));
  assert.deepEqual(given(testLaw), []);
  const roll = [...lotRolls.entries(testLaw.state, [1])].map(({ row }) => row.machine);
  assert.deepEqual(roll, [1, 2, 3, 4, 5, 6]);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), testLaw.now + LOT_HOURS * HOUR);
  assert.deepEqual(giveValues(testLaw, testLaw.validators, 1), ["done"]);
  const { value, size } = lots.get(testLaw.state, ["seat", 1]) ?? assert.fail();
  const places = drawFrom(testHasher, { value, size }, 3);
  assert.deepEqual(given(testLaw), places.map((place) => roll[place]).sort());
  assert.equal([...lotRolls.entries(testLaw.state, [])].length, 0);
  testLaw.assertSound();
});

/** Founds the same community every time, and lets everyone decide on a lot. */
function decided(): TestLaw {
  const people = Array.from({ length: 6 }, (_, at) => keyOf(`person ${at}`));
  const testLaw = foundTestLaw(people, {}, undefined, [keyOf("alone")]);
  offerEach(testLaw, 6);
  testLaw.pass(8 * DAY);
  return testLaw;
}

test("anyone who picks the moment of a block does not pick the lot", () => {
  const outcomes = new Set<string>();
  for (let trial = 0; trial < 60; trial += 1) {
    const testLaw = decided();
    const until = testLaw.now + 100 * DAY;
    const { tag, payload } = effectOf(testLaw, machineWish.lot(2, until));
    const action = testLaw.law.actionByTag.get(tag);
    assert.ok(action !== undefined);
    // The block by which the decision takes effect comes at any of 60 moments, and so do the others.
    testLaw.now += trial;
    const context = {
      ...testLaw.stateMachine.ruleContext(testLaw.now),
      state: testLaw.state,
      author: 1,
      decision: 1,
      input: { count: 2, until },
    };
    assert.ok(payload.length > 0);
    action.apply(context as never);
    block(testLaw, trial);
    assert.deepEqual(giveValues(testLaw, testLaw.validators, 1), ["done"]);
    outcomes.add(given(testLaw).join());
  }
  assert.equal(outcomes.size, 1);
});

test("what comes after the roll was frozen has no part in it", () => {
  const testLaw = decided();
  everyoneDecides(testLaw, machineWish.lot(2, testLaw.now + 100 * DAY));
  const before = lots.get(testLaw.state, ["seat", 1]);
  for (let at = 1; at <= 6; at += 1) offer(testLaw, at, machineKey(at + 10));
  assert.deepEqual(lots.get(testLaw.state, ["seat", 1]), before);
  giveValues(testLaw, testLaw.validators, 1);
  assert.ok(given(testLaw).every((machine) => machine <= 6));
  assert.equal(given(testLaw).length, 2);
});

test("anyone who is drawn and cannot sit any more is passed over for the next", () => {
  const usual = decided();
  everyoneDecides(usual, machineWish.lot(1, usual.now + 100 * DAY));
  giveValues(usual, usual.validators, 1);
  const [drawn] = given(usual);
  const testLaw = decided();
  everyoneDecides(testLaw, machineWish.lot(1, testLaw.now + 100 * DAY));
  testLaw.act(drawn ?? 0, "validators/withdraw-machine", { machine: drawn });
  giveValues(testLaw, testLaw.validators, 1);
  const { value, size } = lots.get(testLaw.state, ["seat", 1]) ?? assert.fail();
  const places = drawFrom(testHasher, { value, size }, 2).map((place) => place + 1);
  assert.deepEqual([places[0], given(testLaw)], [drawn, [places[1]]]);
});

test("a lot for which too few machines give their values gives no seat, and everyone decides", () => {
  const testLaw = decided();
  everyoneDecides(testLaw, machineWish.lot(2, testLaw.now + 100 * DAY));
  block(testLaw, LOT_HOURS * HOUR);
  assert.deepEqual(given(testLaw), []);
  assert.equal(lots.get(testLaw.state, ["seat", 1])?.standing, "failed");
  const [shown] = testLaw.view<{ sentence: string }[]>("validators/lots", {});
  assert.match(shown?.sentence ?? "", /Everyone together decides/);
  assert.equal(wouldEveryone(testLaw, machineWish.lot(2, testLaw.now + 100 * DAY)), "done");
  testLaw.assertSound();
});

test("fresh offers, second machines, seated and departed members are not in the lot", () => {
  const testLaw = foundTestLaw(4);
  offerEach(testLaw, 3);
  offer(testLaw, 1, machineKey(5));
  const would = (count: number) =>
    wouldEveryone(testLaw, machineWish.lot(count, testLaw.now + 30 * DAY));
  assert.equal(would(1), "validators/too-few-offers");
  testLaw.pass(7 * DAY - 1);
  assert.equal(would(1), "validators/too-few-offers");
  testLaw.pass(1);
  offer(testLaw, 4, machineKey(4));
  assert.equal(would(0), "validators/too-few-offers");
  assert.equal(would(3), "done");
  assert.equal(would(4), "validators/too-few-offers");
  leaveNow(testLaw, 3);
  assert.equal(would(3), "validators/too-few-offers");
  everyoneDecides(testLaw, machineWish.seat(2, testLaw.now + 60 * DAY));
  assert.equal(would(2), "done", "machines 1 and 4 are left");
  assert.equal(would(3), "validators/too-few-offers");
});

test("no more than eight lots about seats are open", () => {
  const testLaw = decided();
  const lot = machineWish.lot(1, testLaw.now + 100 * DAY);
  everyoneDecides(testLaw, ...Array.from({ length: 8 }, () => lot));
  assert.equal(wouldEveryone(testLaw, lot), "validators/too-many-lots");
  giveValues(testLaw, testLaw.validators, 3);
  assert.equal(wouldEveryone(testLaw, lot), "done");
});

test("only everyone together asks for a lot about seats", () => {
  const testLaw = foundTestLaw(2);
  offerEach(testLaw, 2);
  testLaw.pass(8 * DAY);
  const lot = machineWish.lot(1, testLaw.now + 100 * DAY);
  assert.equal(rehearse(testLaw, 1, lot), "done");
  assert.equal(rehearse(testLaw, 2, lot), "validators/only-everyone");
});
