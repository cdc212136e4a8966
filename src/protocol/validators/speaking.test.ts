/** Goal: only the word of a machine that signs now counts, or of the one that makes the blocks alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  block,
  everyoneDecides,
  foundNetwork,
  machineKey,
  machineWish,
  offerEach,
} from "../testing/helping.ts";
import { keyOf, type TestKey } from "../testing/test-keys.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { speakingKeys, speaks } from "./speaking.ts";
import { attendance } from "./types.ts";

function isHeard(testLaw: TestLaw, key: TestKey): boolean {
  const { sha256 } = testLaw.stateMachine.ruleContext(testLaw.now);
  return speaks({ state: testLaw.state, sha256 }, key.publicKey);
}

test("a machine on offer, or with a seat that it has not taken, is not heard; once it signs it is", () => {
  const testLaw = foundNetwork(6, 4);
  offerEach(testLaw, 6);
  assert.equal(isHeard(testLaw, machineKey(1)), true);
  assert.equal(isHeard(testLaw, machineKey(5)), false);
  assert.equal(isHeard(testLaw, keyOf("stranger")), false);
  everyoneDecides(testLaw, machineWish.seat(5, testLaw.now + 300 * DAY));
  assert.equal(isHeard(testLaw, machineKey(5)), false);
  testLaw.act(5, "validators/take-seat", { machine: 5 });
  assert.equal(isHeard(testLaw, machineKey(5)), false);
  block(testLaw, 1);
  assert.equal(isHeard(testLaw, machineKey(5)), true);
  assert.equal(speakingKeys(testLaw.state).length, 5);
  const noted = [...attendance.entries(testLaw.state, [])].map(({ key }) => key[0] as number);
  assert.equal(noted.includes(5), false, "nothing is noted of a machine that was never away");
});

test("where one machine makes the blocks alone, it is heard, and those on offer are not", () => {
  const testLaw = foundTestLaw(2);
  offerEach(testLaw, 2);
  const [alone] = testLaw.validators;
  assert.equal(isHeard(testLaw, alone as TestKey), true);
  assert.equal(isHeard(testLaw, machineKey(1)), false);
  assert.deepEqual(speakingKeys(testLaw.state), [alone?.publicKey]);
});
