/** Goal: a stolen key never lifts what stops it, and anyone who is really the person can. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";

const LATER = 30 * DAY;

test("a recovery key lifts alone", () => {
  const ring = foundKeyring();
  ring.freeze("phone");
  assert.equal(ring.lift("sheet"), "done");
  assert.equal(ring.speak("phone"), "membership/no-such-person");
  assert.equal(ring.lift("sheet"), "identity/not-frozen");
  ring.testLaw.assertSound();
});

test("two old keys lift together, frozen as they are; one asks once", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER);
  ring.freeze("sheet");
  assert.equal(ring.lift("phone"), "done");
  assert.equal(ring.speak("phone"), "kernel/device-frozen");
  assert.equal(ring.lift("phone"), "identity/asked-already");
  assert.equal(ring.lift("laptop"), "done");
  assert.equal(ring.speak("phone"), "membership/no-such-person");
  ring.testLaw.assertSound();
});

test("a key counts as old from the moment on that it is 30 days old", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER - 1);
  ring.freeze("sheet");
  assert.equal(ring.lift("laptop"), "identity/too-young-to-lift");
  ring.testLaw.pass(1);
  assert.equal(ring.lift("laptop"), "done");
});

test("anyone who froze alone lifts it alone, and not once another key froze too", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER);
  ring.freeze("phone");
  assert.equal(ring.lift("laptop"), "done");
  assert.equal(ring.speak("phone"), "kernel/device-frozen");
  assert.equal(ring.lift("phone"), "done");
  ring.testLaw.pass(90 * DAY);
  ring.freeze("phone");
  ring.freeze("laptop");
  assert.equal(ring.lift("phone"), "done");
  assert.equal(ring.speak("phone"), "kernel/device-frozen");
});

test("once the other one that froze has ended, the one that is left lifts", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(LATER);
  ring.on("phone", "revoke-device", "laptop");
  ring.freeze("phone");
  ring.freeze("laptop");
  ring.testLaw.pass(7 * DAY);
  assert.equal(ring.shown("laptop").isLive, false);
  assert.equal(ring.lift("phone"), "done");
  assert.equal(ring.speak("phone"), "membership/no-such-person");
  ring.testLaw.assertSound();
});

test("a freeze tells since when, until when and by whom, and who asks to lift it", () => {
  const ring = foundKeyring();
  const shown = () => ring.testLaw.view<object>("identity/freeze", { person: 1 });
  assert.deepEqual(shown(), { isFrozen: false, from: 0, until: 0, by: [], askedBy: null });
  ring.testLaw.pass(31 * DAY);
  const from = ring.testLaw.now;
  ring.freeze("sheet");
  ring.lift("phone");
  const until = from + 30 * DAY;
  assert.deepEqual(shown(), { isFrozen: true, from, until, by: [1], askedBy: 0 });
});
