/** Goal: whoever signs twice loses the seat once, and the people may lift the bar. */
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
import { outcomeOf } from "../testing/village.ts";

test("a proven double signature bars, once for each height, until everyone lifts the bar", () => {
  const village = foundNetwork(3, 5);
  offer(village, 1, machineKey(2));
  const proven = doubleSigning(village, 2, 7);
  const unknown = doubleSigning(village, 99, 7);
  assert.equal(wouldEveryone(village, machineWish.lift(2)), "validators/not-barred");
  assert.equal(wouldEveryone(village, machineWish.lift(99)), "validators/no-such-machine");
  block(village, 1, { misbehaviours: [proven, unknown] });
  assert.equal(standings(village)[1], "barred");
  assert.deepEqual(signing(village), [1, 3, 4, 5]);
  assert.deepEqual(
    helpers(village)[1]?.misbehaviours.map(({ height }) => height),
    [7],
  );
  const take = village.act(1, "validators/take-seat", { machine: 2 });
  assert.equal(outcomeOf(take), "validators/no-seat");
  const until = village.now + 100 * DAY;
  assert.equal(wouldEveryone(village, machineWish.seat(2, until)), "validators/barred");

  const again = [machineWish.lift(2), machineWish.seat(2, until)];
  assert.equal(everyoneDecides(village, ...again), "in-effect");
  block(village, 1, { misbehaviours: [proven] });
  assert.equal(standings(village)[1], "given", "what was judged does not count again");
  block(village, 1, { misbehaviours: [{ ...proven, height: 8 }] });
  assert.equal(standings(village)[1], "barred");
  village.assertSound();
});

test("of four, even a barred one signs on until another has come", () => {
  const village = foundNetwork(3, 4);
  block(village, 1, { misbehaviours: [doubleSigning(village, 1, 3)] });
  assert.deepEqual(signing(village), [1, 2, 3, 4]);
  offer(village, 1, machineKey(5));
  everyoneDecides(village, machineWish.seat(5, village.now + 100 * DAY));
  village.act(1, "validators/take-seat", { machine: 5 });
  block(village, 1);
  assert.deepEqual(signing(village), [1, 2, 3, 4, 5]);
  block(village, 1);
  assert.deepEqual(signing(village), [2, 3, 4, 5]);
});
