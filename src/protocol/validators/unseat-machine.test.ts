/** Goal: everyone together takes a seat back; the machine stays on offer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  everyoneDecides,
  foundNetwork,
  machineWish,
  signing,
  standings,
  wouldEveryone,
} from "../testing/helping.ts";

test("a seat is taken back, and the machine stops signing", () => {
  const testLaw = foundNetwork(3, 5);
  assert.equal(everyoneDecides(testLaw, machineWish.unseat(2)), "in-effect");
  testLaw.pass(0);
  assert.deepEqual(signing(testLaw), [1, 3, 4, 5]);
  assert.equal(standings(testLaw)[1], "offered");
  assert.equal(wouldEveryone(testLaw, machineWish.unseat(2)), "validators/no-seat");
  assert.equal(wouldEveryone(testLaw, machineWish.unseat(9)), "validators/no-seat");
  testLaw.assertSound();
});
