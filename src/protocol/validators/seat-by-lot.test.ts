/** Goal: seats go by lot to offers that are a week old, one for each member; nobody picks the lot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import { effectOf } from "../testing/deciding.ts";
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
import { foundVillage, keyOf, testHasher, type Village } from "../testing/village.ts";
import { drawFrom } from "./draw.ts";
import { LOT_HOURS, lotRolls, lots } from "./lot-types.ts";

const given = (village: Village): number[] =>
  standings(village).flatMap((standing, at) => (standing === "given" ? [at + 1] : []));

test("the roll is frozen, the machines give their values, and the seats follow from them", () => {
  const village = foundVillage(6);
  offerEach(village, 6);
  village.pass(8 * DAY);
  everyoneDecides(village, machineWish.lot(3, village.now + 100 * DAY));
  assert.deepEqual(given(village), []);
  const roll = [...lotRolls.entries(village.state, [1])].map(({ row }) => row.machine);
  assert.deepEqual(roll, [1, 2, 3, 4, 5, 6]);
  assert.equal(village.machine.nextDue(village.state), village.now + LOT_HOURS * HOUR);
  assert.deepEqual(giveValues(village, village.validators, 1), ["done"]);
  const { value, size } = lots.get(village.state, ["seat", 1]) ?? assert.fail();
  const places = drawFrom(testHasher, { value, size }, 3);
  assert.deepEqual(given(village), places.map((place) => roll[place]).sort());
  assert.equal([...lotRolls.entries(village.state, [])].length, 0);
  village.assertSound();
});

/** Founds the same village every time, and lets everyone decide on a lot. */
function decided(): Village {
  const people = Array.from({ length: 6 }, (_, at) => keyOf(`person ${at}`));
  const village = foundVillage(people, {}, undefined, [keyOf("alone")]);
  offerEach(village, 6);
  village.pass(8 * DAY);
  return village;
}

test("whoever picks the moment of a block does not pick the lot", () => {
  const outcomes = new Set<string>();
  for (let trial = 0; trial < 60; trial += 1) {
    const village = decided();
    const until = village.now + 100 * DAY;
    const { tag, payload } = effectOf(village, machineWish.lot(2, until));
    const action = village.law.actionByTag.get(tag);
    assert.ok(action !== undefined);
    // The block by which the decision takes effect comes at any of 60 moments, and so do the others.
    village.now += trial;
    const context = {
      ...village.machine.surroundings(village.now),
      state: village.state,
      author: 1,
      decision: 1,
      input: { count: 2, until },
    };
    assert.ok(payload.length > 0);
    action.apply(context as never);
    block(village, trial);
    assert.deepEqual(giveValues(village, village.validators, 1), ["done"]);
    outcomes.add(given(village).join());
  }
  assert.equal(outcomes.size, 1);
});

test("what comes after the roll was frozen has no part in it", () => {
  const village = decided();
  everyoneDecides(village, machineWish.lot(2, village.now + 100 * DAY));
  const before = lots.get(village.state, ["seat", 1]);
  for (let at = 1; at <= 6; at += 1) offer(village, at, machineKey(at + 10));
  assert.deepEqual(lots.get(village.state, ["seat", 1]), before);
  giveValues(village, village.validators, 1);
  assert.ok(given(village).every((machine) => machine <= 6));
  assert.equal(given(village).length, 2);
});

test("whoever is drawn and cannot sit any more is passed over for the next", () => {
  const usual = decided();
  everyoneDecides(usual, machineWish.lot(1, usual.now + 100 * DAY));
  giveValues(usual, usual.validators, 1);
  const [drawn] = given(usual);
  const village = decided();
  everyoneDecides(village, machineWish.lot(1, village.now + 100 * DAY));
  village.act(drawn ?? 0, "validators/withdraw-machine", { machine: drawn });
  giveValues(village, village.validators, 1);
  const { value, size } = lots.get(village.state, ["seat", 1]) ?? assert.fail();
  const places = drawFrom(testHasher, { value, size }, 2).map((place) => place + 1);
  assert.deepEqual([places[0], given(village)], [drawn, [places[1]]]);
});

test("a lot for which too few machines give their values gives no seat, and everyone decides", () => {
  const village = decided();
  everyoneDecides(village, machineWish.lot(2, village.now + 100 * DAY));
  block(village, LOT_HOURS * HOUR);
  assert.deepEqual(given(village), []);
  assert.equal(lots.get(village.state, ["seat", 1])?.standing, "failed");
  const [shown] = village.view<{ sentence: string }[]>("validators/lots", {});
  assert.match(shown?.sentence ?? "", /Everyone together decides/);
  assert.equal(wouldEveryone(village, machineWish.lot(2, village.now + 100 * DAY)), "done");
  village.assertSound();
});

test("fresh offers, second machines, seated and departed members are not in the lot", () => {
  const village = foundVillage(4);
  offerEach(village, 3);
  offer(village, 1, machineKey(5));
  const would = (count: number) =>
    wouldEveryone(village, machineWish.lot(count, village.now + 30 * DAY));
  assert.equal(would(1), "validators/too-few-offers");
  village.pass(7 * DAY - 1);
  assert.equal(would(1), "validators/too-few-offers");
  village.pass(1);
  offer(village, 4, machineKey(4));
  assert.equal(would(0), "validators/too-few-offers");
  assert.equal(would(3), "done");
  assert.equal(would(4), "validators/too-few-offers");
  village.act(3, "membership/leave", {});
  assert.equal(would(3), "validators/too-few-offers");
  everyoneDecides(village, machineWish.seat(2, village.now + 60 * DAY));
  assert.equal(would(2), "done", "machines 1 and 4 are left");
  assert.equal(would(3), "validators/too-few-offers");
});

test("no more than eight lots about seats are open", () => {
  const village = decided();
  const lot = machineWish.lot(1, village.now + 100 * DAY);
  everyoneDecides(village, ...Array.from({ length: 8 }, () => lot));
  assert.equal(wouldEveryone(village, lot), "validators/too-many-lots");
  giveValues(village, village.validators, 3);
  assert.equal(wouldEveryone(village, lot), "done");
});
