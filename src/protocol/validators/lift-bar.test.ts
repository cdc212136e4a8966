/** Goal: anyone who signs twice loses the seat once, and the people may lift the bar. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  block,
  doubleSigning,
  everyoneDecides,
  foundNetwork,
  helpers,
  machineKey,
  machineWish,
  offer,
  signing,
  standings,
  wouldEveryone,
} from "../testing/helping.ts";
import { outcomeOf } from "../testing/test-law.ts";

test("a proven double signature bars, once for each height, until everyone lifts the bar", () => {
  const testLaw = foundNetwork(3, 5);
  offer(testLaw, 1, machineKey(2));
  const proven = doubleSigning(testLaw, 2, 7);
  const unknown = doubleSigning(testLaw, 99, 7);
  assert.equal(wouldEveryone(testLaw, machineWish.lift(2)), "validators/not-barred");
  assert.equal(wouldEveryone(testLaw, machineWish.lift(99)), "validators/no-such-machine");
  block(testLaw, 1, { misbehaviours: [proven, unknown] });
  assert.equal(standings(testLaw)[1], "barred");
  assert.deepEqual(signing(testLaw), [1, 3, 4, 5]);
  assert.deepEqual(
    helpers(testLaw)[1]?.misbehaviours.map(({ height }) => height),
    [7],
  );
  const take = testLaw.act(1, "validators/take-seat", { machine: 2 });
  assert.equal(outcomeOf(take), "validators/no-seat");
  const until = testLaw.now + 100 * DAY;
  assert.equal(wouldEveryone(testLaw, machineWish.seat(2, until)), "validators/barred");

  const again = [machineWish.lift(2), machineWish.seat(2, until)];
  assert.equal(everyoneDecides(testLaw, ...again), "in-effect");
  block(testLaw, 1, { misbehaviours: [proven] });
  assert.equal(standings(testLaw)[1], "given", "what was judged does not count again");
  block(testLaw, 1, { misbehaviours: [{ ...proven, height: 8 }] });
  assert.equal(standings(testLaw)[1], "barred");
  testLaw.assertSound();
});

test("of four, even a barred one signs on until another has come", () => {
  const testLaw = foundNetwork(3, 4);
  block(testLaw, 1, { misbehaviours: [doubleSigning(testLaw, 1, 3)] });
  assert.deepEqual(signing(testLaw), [1, 2, 3, 4]);
  offer(testLaw, 1, machineKey(5));
  everyoneDecides(testLaw, machineWish.seat(5, testLaw.now + 100 * DAY));
  testLaw.act(1, "validators/take-seat", { machine: 5 });
  block(testLaw, 1);
  assert.deepEqual(signing(testLaw), [1, 2, 3, 4, 5]);
  block(testLaw, 1);
  assert.deepEqual(signing(testLaw), [2, 3, 4, 5]);
});
