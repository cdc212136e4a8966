/** Goal: removals happen at their moment, many in bounded steps, and only where those who began them still can sign. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundKeyring, type Keyring } from "../testing/keyring.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { removalsHappen } from "./due.ts";
import { putRemoval } from "./removing.ts";
import { NO_KEY, removals } from "./safety-types.ts";

const one = 1 as PersonId;
const happen = ({ testLaw }: Keyring) =>
  testLaw.stateMachine
    .begin(testLaw.state, testLaw.now)
    .filter(({ type }) => type.startsWith("identity/"))
    .map(({ type, data }) => [type, data]);

test("the first removal is what is due next, and without any nothing is", () => {
  const ring = foundKeyring();
  const next = () => removalsHappen.next(ring.testLaw.state);
  assert.equal(next(), undefined);
  ring.on("phone", "revoke-device", "sheet");
  assert.equal(next(), ring.testLaw.now + 30 * DAY);
  ring.on("sheet", "revoke-device", "phone");
  assert.equal(next(), ring.testLaw.now + 7 * DAY);
});

test("a removal is told about when it happens, and when it comes to nothing", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.on("phone", "revoke-device", "laptop");
  ring.testLaw.now += 7 * DAY - 1;
  assert.deepEqual(happen(ring), []);
  ring.testLaw.now += 1;
  const revoked = { person: 1, device: ring.number("laptop") };
  assert.deepEqual(happen(ring), [["identity/device-revoked", revoked]]);
  ring.add("sheet", "lent", "device", ring.testLaw.now + DAY);
  ring.on("sheet", "revoke-device", "lent");
  ring.testLaw.now += 7 * DAY;
  const ended = { person: 1, device: ring.number("lent") };
  assert.deepEqual(happen(ring), [["identity/removal-ended", ended]], "it had ended by itself");
  ring.testLaw.assertSound();
});

test("of two who remove together both must still have their keys", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "lent", "device", ring.testLaw.now + 36 * DAY);
  ring.add("phone", "laptop");
  ring.testLaw.pass(30 * DAY);
  ring.on("phone", "revoke-device", "laptop");
  ring.on("lent", "revoke-device", "laptop");
  ring.testLaw.now += 7 * DAY;
  const ended = { person: 1, device: ring.number("laptop") };
  assert.deepEqual(happen(ring), [["identity/removal-ended", ended]]);
});

test("256 removals happen in one block, the rest in the next", () => {
  const testLaw = foundTestLaw(1);
  const { state, now } = testLaw;
  const row = { by: 999, together: NO_KEY, vetoedBy: NO_KEY, at: now };
  for (let device = 1; device <= 257; device += 1) putRemoval(state, one, device, row);
  const waiting = () => [...removals.entries(state, [one])].length;
  testLaw.stateMachine.begin(state, now);
  assert.equal(waiting(), 1);
  testLaw.stateMachine.begin(state, now + 1);
  assert.equal(waiting(), 0);
});
