/** Goal: anyone who has any key left stops a lost device within a second, and nobody stays frozen for ever. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";

const LATER = 31 * DAY;

test("any key freezes all everyday keys, older ones and itself too; a recovery key stays free", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  assert.equal(ring.freeze("laptop"), "done");
  for (const name of ["phone", "laptop"]) assert.equal(ring.speak(name), "kernel/device-frozen");
  assert.equal(ring.shown("sheet").isFrozen, false);
  assert.equal(ring.add("sheet", "new phone"), "done");
  assert.equal(ring.speak("new phone"), "membership/no-such-person");
  ring.testLaw.assertSound();
});

test("a recovery key that is new is frozen too, since anyone who stole a phone may have added it", () => {
  const ring = foundKeyring();
  ring.add("phone", "thief's sheet", "recovery");
  ring.freeze("sheet");
  assert.equal(ring.add("thief's sheet", "thief's phone"), "kernel/device-frozen");
  assert.equal(ring.lift("thief's sheet"), "identity/too-young-to-lift");
});

test("a frozen key can neither add nor remove, not even itself; it can freeze, object and refuse", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER);
  ring.add("laptop", "tablet");
  ring.on("sheet", "revoke-device", "laptop");
  ring.freeze("laptop");
  assert.equal(ring.add("phone", "another"), "kernel/device-frozen");
  assert.equal(ring.on("phone", "revoke-device", "phone"), "kernel/device-frozen");
  assert.equal(ring.freeze("phone"), "done");
  assert.equal(ring.on("phone", "veto-removal", "laptop"), "done");
  assert.equal(ring.on("phone", "veto-device", "tablet"), "done");
  ring.testLaw.assertSound();
});

test("a freeze lapses after 30 days, to the millisecond", () => {
  const ring = foundKeyring();
  ring.freeze("phone");
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(ring.speak("phone"), "kernel/device-frozen");
  assert.equal(ring.lift("phone"), "done");
  ring.freeze("sheet");
  ring.testLaw.pass(30 * DAY);
  assert.equal(ring.speak("phone"), "membership/no-such-person");
  assert.equal(ring.lift("sheet"), "identity/not-frozen");
});

test("one key freezes once in 90 days, another one still may", () => {
  const ring = foundKeyring();
  ring.freeze("phone");
  ring.testLaw.pass(90 * DAY - 1);
  assert.equal(ring.freeze("phone"), "identity/froze-recently");
  assert.equal(ring.freeze("sheet"), "done");
  ring.testLaw.pass(1);
  assert.equal(ring.freeze("phone"), "done");
  ring.testLaw.assertSound();
});

test("all new keys have one freeze together, so that adding keys gives no turn", () => {
  const ring = foundKeyring();
  for (const name of ["first", "second"]) ring.add("phone", name);
  assert.equal(ring.freeze("first"), "done");
  assert.equal(ring.freeze("second"), "identity/froze-recently");
  assert.equal(ring.freeze("phone"), "done");
});

test("what a younger key alone began against an older one falls with a freeze, what an older one began does not", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER);
  ring.on("laptop", "revoke-device", "phone");
  ring.on("phone", "revoke-device", "laptop");
  ring.on("laptop", "revoke-device", "sheet");
  ring.freeze("phone");
  assert.equal(ring.shown("phone").removal, null);
  assert.notEqual(ring.shown("laptop").removal, null);
  assert.notEqual(ring.shown("sheet").removal, null);
  ring.testLaw.assertSound();
});

test("a second freeze goes on from the first one's beginning, never ends sooner, and keeps who asked to lift it", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER);
  const from = ring.testLaw.now;
  ring.freeze("phone");
  assert.equal(ring.lift("laptop"), "done");
  ring.testLaw.pass(5 * DAY);
  ring.freeze("sheet");
  const shown = ring.testLaw.view<object>("identity/freeze", { person: 1 });
  const until = from + 35 * DAY;
  assert.deepEqual(shown, { isFrozen: true, from, until, by: [0, 1], askedBy: 2 });
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(ring.speak("phone"), "kernel/device-frozen");
  ring.testLaw.pass(1);
  assert.equal(ring.speak("phone"), "membership/no-such-person");
  ring.testLaw.assertSound();
});
