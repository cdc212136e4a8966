/**
 * Goal: a thief with a key makes nobody leave who has another one, and keeps nobody from leaving.
 *
 * Method: play whole stories, with the thief making the best moves that the law leaves.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { statusOf } from "../testing/joining.ts";
import { foundKeyring, type Keyring } from "../testing/keyring.ts";

const WEEK = 7 * DAY;
const leave = (ring: Keyring, name: string) => ring.act(name, "membership/leave");
const stay = (ring: Keyring, name: string) => ring.act(name, "membership/stay");
const status = ({ testLaw }: Keyring) => statusOf(testLaw, 1);

test("a thief has the oldest phone: the recovery file calls it off, and nothing is begun again", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  leave(ring, "phone");
  ring.add("phone", "thief's phone");
  ring.add("phone", "thief's sheet", "recovery");
  assert.equal(leave(ring, "thief's sheet"), "membership/leaving-already", "nor is it sooner");
  ring.testLaw.pass(WEEK - 1);
  assert.equal(stay(ring, "sheet"), "done");
  for (const stolen of ["phone", "thief's phone", "thief's sheet"]) {
    assert.equal(leave(ring, stolen), "membership/stayed-lately");
  }
  ring.on("sheet", "revoke-device", "phone");
  ring.testLaw.pass(WEEK);
  assert.equal(leave(ring, "phone"), "kernel/device-ended");
  assert.equal(status(ring), "member");
  ring.testLaw.assertSound();
});

test("a thief has the oldest phone: a laptop alone calls it off as often as it is begun, or freezes", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(40 * DAY);
  for (let time = 0; time < 5; time += 1) {
    assert.equal(leave(ring, "phone"), "done");
    ring.testLaw.pass(DAY);
    assert.equal(stay(ring, "laptop"), "done");
  }
  leave(ring, "phone");
  assert.equal(ring.freeze("laptop"), "done");
  assert.equal(leave(ring, "phone"), "kernel/device-frozen");
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(leave(ring, "phone"), "kernel/device-frozen");
  assert.equal(status(ring), "member");
});

test("a thief has a younger phone: the older one calls it off once, and for 30 days it is quiet", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "stolen");
  ring.testLaw.pass(40 * DAY);
  leave(ring, "stolen");
  stay(ring, "phone");
  ring.on("phone", "revoke-device", "stolen");
  ring.testLaw.pass(WEEK);
  assert.equal(leave(ring, "stolen"), "kernel/device-ended");
  assert.equal(status(ring), "member");
});

test("a stolen recovery sheet makes nobody leave at once, and one phone calls it off each time", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  ring.freeze("sheet");
  leave(ring, "sheet");
  ring.add("sheet", "thief's phone");
  assert.equal(leave(ring, "thief's phone"), "membership/leaving-already");
  assert.equal(stay(ring, "phone"), "done", "frozen as it is");
  ring.testLaw.pass(WEEK);
  assert.equal(status(ring), "member");
});

test("one key only: anyone who has it decides, and has seven days to think better of it", () => {
  const ring = foundKeyring(false);
  leave(ring, "phone");
  ring.testLaw.pass(WEEK - 1);
  assert.equal(stay(ring, "phone"), "done");
  leave(ring, "phone");
  ring.testLaw.pass(WEEK);
  assert.equal(status(ring), "left");
  ring.testLaw.assertSound();
});

test("griefing: a thief with the oldest phone begins it every day, and is stopped by one word of the sheet", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  const begun: number[] = [];
  for (let day = 0; day < 90; day += 1) {
    if (leave(ring, "phone") === "done") begun.push(day);
    if (status(ring) === "left") break;
    if (day % 6 === 5) stay(ring, "sheet");
    ring.testLaw.pass(DAY);
  }
  assert.deepEqual(begun, [0, 35, 65], "thirty days of quiet each time");
  assert.equal(status(ring), "member");
});

test("griefing: a thief with a younger phone calls off what the person wants, and not for long", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "stolen");
  ring.testLaw.pass(40 * DAY);
  ring.on("phone", "revoke-device", "stolen");
  let days = 0;
  for (; status(ring) === "member" && days < 60; days += 1) {
    leave(ring, "phone");
    stay(ring, "stolen");
    ring.freeze("stolen");
    ring.testLaw.pass(DAY);
  }
  assert.ok(days <= 38, `${days} days: a freeze of 30, and seven of notice`);
  assert.equal(status(ring), "left");
});

test("griefing: with the recovery file and another old device nobody keeps a person here", () => {
  const ring = foundKeyring();
  ring.add("phone", "stolen");
  ring.testLaw.pass(40 * DAY);
  leave(ring, "phone");
  stay(ring, "stolen");
  leave(ring, "phone");
  assert.equal(leave(ring, "sheet"), "done", "in one go, before the thief can say anything");
  assert.equal(status(ring), "left");
  ring.testLaw.assertSound();
});

test("a thief whose key is removed takes along what it has begun", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  ring.on("sheet", "revoke-device", "phone");
  ring.testLaw.pass(DAY);
  leave(ring, "phone");
  ring.testLaw.pass(WEEK);
  assert.equal(status(ring), "member");
  ring.testLaw.assertSound();
});
