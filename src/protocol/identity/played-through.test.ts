/**
 * Goal: a stolen phone is not a stolen person.
 *
 * Method: play whole stories, with the thief making the best moves that the law leaves.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring, type Keyring } from "../testing/keyring.ts";

const CANNOT = "kernel/device-frozen";
const CAN = "membership/no-such-person";

function live(ring: Keyring): readonly string[] {
  return [...ring.ranked()].sort();
}

test("a thief has the oldest phone: the recovery file freezes, removes it, and the person goes on", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  ring.add("phone", "thief's phone");
  ring.add("phone", "thief's sheet", "recovery");
  ring.on("phone", "revoke-device", "sheet");
  assert.equal(ring.freeze("sheet"), "done");
  for (const stolen of ["phone", "thief's phone"]) assert.equal(ring.speak(stolen), CANNOT);
  assert.equal(ring.add("thief's sheet", "another"), CANNOT);
  for (const stolen of ["thief's phone", "thief's sheet"]) {
    assert.equal(ring.on("sheet", "veto-device", stolen), "done");
  }
  assert.equal(ring.on("sheet", "revoke-device", "phone"), "done");
  assert.equal(ring.on("phone", "veto-removal", "phone"), "identity/own-removal");
  // Meanwhile nobody acts for the person: the thief refuses each new phone, and gains nothing by it.
  ring.add("sheet", "new phone");
  assert.equal(ring.on("phone", "veto-device", "new phone"), "done");
  ring.freeze("phone");
  ring.testLaw.pass(7 * DAY);
  assert.equal(ring.on("phone", "veto-device", "new phone"), "kernel/device-ended");
  assert.equal(ring.add("sheet", "newer phone"), "done");
  assert.equal(ring.speak("newer phone"), CAN);
  assert.deepEqual(live(ring), ["newer phone", "sheet"]);
  ring.testLaw.assertSound();
});

test("a thief has the oldest phone and acts first: a laptop stops it, the recovery file ends it", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(40 * DAY);
  ring.on("phone", "revoke-device", "laptop");
  ring.on("phone", "revoke-device", "sheet");
  assert.equal(ring.freeze("laptop"), "done");
  assert.equal(ring.speak("phone"), CANNOT);
  assert.equal(ring.on("sheet", "veto-removal", "laptop"), "done");
  assert.equal(ring.on("sheet", "revoke-device", "phone"), "done");
  ring.testLaw.pass(7 * DAY);
  assert.equal(ring.lift("sheet"), "done");
  assert.equal(ring.speak("laptop"), CAN);
  assert.deepEqual(live(ring), ["laptop", "sheet"]);
  ring.testLaw.assertSound();
});

test("a thief with the oldest phone is beaten by two old devices without any recovery file", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.add("phone", "tablet");
  ring.testLaw.pass(40 * DAY);
  ring.on("phone", "revoke-device", "laptop");
  ring.on("phone", "revoke-device", "tablet");
  ring.freeze("phone");
  assert.equal(ring.lift("laptop"), "done");
  assert.equal(ring.lift("tablet"), "done");
  assert.equal(ring.on("laptop", "revoke-device", "phone"), "done");
  assert.equal(ring.on("tablet", "revoke-device", "phone"), "done");
  assert.equal(ring.freeze("laptop"), "done");
  assert.equal(ring.speak("phone"), CANNOT);
  ring.testLaw.pass(7 * DAY);
  assert.deepEqual(live(ring), ["laptop", "tablet"]);
  ring.testLaw.assertSound();
});

test("a stolen recovery sheet is beaten by two old devices, though it freezes them first", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(40 * DAY);
  ring.freeze("sheet");
  ring.add("sheet", "thief's phone");
  ring.on("sheet", "revoke-device", "phone");
  ring.on("sheet", "revoke-device", "laptop");
  assert.equal(ring.on("phone", "veto-device", "thief's phone"), "done");
  ring.lift("phone");
  assert.equal(ring.lift("laptop"), "done");
  assert.equal(ring.freeze("sheet"), "identity/froze-recently");
  ring.on("phone", "revoke-device", "sheet");
  assert.equal(ring.on("laptop", "revoke-device", "sheet"), "done");
  assert.equal(ring.on("sheet", "revoke-device", "phone"), "identity/being-removed");
  assert.equal(ring.on("sheet", "veto-removal", "sheet"), "identity/own-removal");
  ring.testLaw.pass(7 * DAY);
  assert.deepEqual(live(ring), ["laptop", "phone"]);
  ring.testLaw.assertSound();
});

test("a stolen recovery sheet against one phone: nobody is robbed for seven days, in which the phone refuses", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  ring.freeze("sheet");
  ring.on("sheet", "revoke-device", "phone");
  for (const name of ["first", "second", "third"]) {
    assert.equal(ring.add("sheet", name), "done");
    assert.equal(ring.on("phone", "veto-device", name), "done");
  }
  ring.testLaw.pass(7 * DAY);
  // The law cannot tell this from a person who comes back; the community can, and the page says so.
  assert.deepEqual(live(ring), ["sheet"]);
});

test("a sheet that was found by somebody and is replaced in time is worth nothing", () => {
  const ring = foundKeyring();
  ring.add("phone", "new sheet", "recovery");
  ring.on("phone", "revoke-device", "sheet");
  ring.testLaw.pass(30 * DAY);
  assert.deepEqual(ring.ranked(), ["new sheet", "phone"]);
});

test("two devices only: the older one decides, in seven days, and a freeze of the younger does not outlast it", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(40 * DAY);
  ring.on("laptop", "revoke-device", "phone");
  ring.freeze("laptop");
  // The thief has the laptop: what it began against the older phone fell with its own freeze.
  ring.testLaw.pass(30 * DAY);
  assert.deepEqual(live(ring), ["laptop", "phone"]);
  assert.equal(ring.freeze("laptop"), "identity/froze-recently");
  assert.equal(ring.on("phone", "revoke-device", "laptop"), "done");
  assert.equal(ring.freeze("phone"), "done");
  assert.equal(ring.speak("laptop"), CANNOT);
  ring.testLaw.pass(7 * DAY);
  assert.equal(ring.lift("phone"), "done");
  assert.equal(ring.speak("phone"), CAN);
  assert.deepEqual(live(ring), ["phone"]);
});

test("two devices only, the older one stolen: the younger one stops it while the others are told", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(40 * DAY);
  assert.equal(ring.freeze("laptop"), "done");
  assert.equal(ring.on("phone", "revoke-device", "laptop"), CANNOT);
  assert.equal(ring.lift("phone"), "done");
  assert.equal(ring.speak("phone"), CANNOT);
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(ring.speak("phone"), CANNOT);
});

test("griefing: one stolen old key and all that it adds freeze a person for less than half a year, and never for long on end", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(40 * DAY);
  const added = Array.from({ length: 14 }, (_, at) => `key ${at}`);
  for (const name of added) ring.add("laptop", name);
  const stretches: number[] = [];
  for (let day = 0; day < 180; day += 1) {
    // The person only refuses what is new, and never manages to remove anything.
    if (day === 29) for (const name of added) ring.on("phone", "veto-device", name);
    const tools = day < 29 ? ["laptop", ...added] : ["laptop"];
    if (!ring.shown("phone").isFrozen) for (const name of tools.slice(0, 15)) ring.freeze(name);
    if (!ring.shown("phone").isFrozen) stretches.push(day);
    ring.testLaw.pass(DAY);
  }
  const freeDays = stretches.length;
  assert.ok(freeDays >= 100, `${freeDays} days without a freeze`);
  ring.testLaw.assertSound();
});

test("griefing: the recovery file ends it within seven days, whatever the thief does", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  for (let day = 0; day < 7; day += 1) {
    if (day === 0) ring.on("sheet", "revoke-device", "phone");
    ring.freeze("phone");
    ring.on("phone", "revoke-device", "sheet");
    ring.testLaw.pass(DAY);
  }
  assert.deepEqual(live(ring), ["sheet"]);
  ring.add("sheet", "new phone");
  assert.equal(ring.speak("new phone"), CAN);
  ring.testLaw.assertSound();
});
