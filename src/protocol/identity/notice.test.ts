/** Goal: what protects a person's keys protects them from being made to leave, too. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundKeyring, type Keyring } from "../testing/keyring.ts";
import { noticeOf } from "./notice.ts";
import { noticeRests } from "./safety-types.ts";

const one = 1 as PersonId;
const WEEK = 7 * DAY;
const leave = (ring: Keyring, name: string) => ring.act(name, "membership/leave");
const isLeaving = ({ testLaw }: Keyring) => noticeOf(testLaw.state, one) !== undefined;
const rest = ({ testLaw }: Keyring) => noticeRests.get(testLaw.state, [one]);
const happened = (ring: Keyring, by: string, type: string, input = {}) =>
  ring.testLaw.actWith(ring.holder(by), type, input).events.map(({ type, data }) => [type, data]);
const calledOff = (by: number) => ["identity/notice-called-off", { person: 1, by }];

/** A person with a sheet, a phone, and a laptop that is younger, all of them old. */
function threeKeys(): Keyring {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(31 * DAY);
  return ring;
}

test("a freeze by any key calls a notice off, whichever key gave it", () => {
  for (const giver of ["sheet", "phone", "laptop"]) {
    for (const freezer of ["sheet", "phone", "laptop"]) {
      const ring = threeKeys();
      leave(ring, giver);
      assert.deepEqual(
        happened(ring, freezer, "identity/freeze")[1],
        calledOff(ring.number(freezer)),
      );
      assert.equal(isLeaving(ring), false);
      ring.testLaw.pass(WEEK);
      ring.testLaw.assertSound();
    }
  }
});

test("a freeze without a notice calls nothing off", () => {
  const ring = threeKeys();
  assert.equal(happened(ring, "sheet", "identity/freeze").length, 1);
  assert.equal(rest(ring), undefined);
});

test("frozen keys give no notice and call one off; a recovery key does both", () => {
  const ring = threeKeys();
  ring.freeze("laptop");
  assert.equal(leave(ring, "phone"), "kernel/device-frozen");
  assert.equal(leave(ring, "sheet"), "done");
  assert.equal(ring.act("phone", "membership/stay"), "done");
  assert.equal(leave(ring, "sheet"), "done");
  assert.equal(ring.act("sheet", "membership/stay"), "done");
});

test("anyone who froze holds back the keys behind theirs when the freeze is lifted", () => {
  const ring = threeKeys();
  leave(ring, "phone");
  ring.freeze("sheet");
  ring.lift("sheet");
  assert.equal(leave(ring, "phone"), "membership/stayed-lately");
});

test("a notice of a new key falls with the key that another one refuses", () => {
  const ring = threeKeys();
  ring.add("phone", "stranger");
  leave(ring, "stranger");
  const device = ring.number("stranger");
  const events = happened(ring, "laptop", "identity/veto-device", { device });
  assert.deepEqual(events[1], calledOff(ring.number("laptop")));
  assert.equal(isLeaving(ring), false);
  ring.testLaw.assertSound();
});

test("refusing another key leaves a notice alone", () => {
  const ring = threeKeys();
  ring.add("phone", "stranger");
  leave(ring, "phone");
  const device = ring.number("stranger");
  assert.equal(happened(ring, "laptop", "identity/veto-device", { device }).length, 1);
  assert.equal(isLeaving(ring), true);
});

test("a notice falls with the key that another one removes, also in the same moment", () => {
  const ring = threeKeys();
  ring.on("sheet", "revoke-device", "phone");
  leave(ring, "phone");
  ring.testLaw.now += WEEK;
  const events = ring.testLaw.stateMachine.begin(ring.testLaw.state, ring.testLaw.now);
  assert.deepEqual(
    events.map(({ type, data }) => [type, data]),
    [["identity/device-revoked", { person: 1, device: 0 }], calledOff(1)],
  );
  ring.testLaw.assertSound();
});

test("a notice goes on where a key ends itself, by its word or by its time", () => {
  const ring = threeKeys();
  ring.add("phone", "lent", "device", ring.testLaw.now + DAY);
  leave(ring, "lent");
  ring.testLaw.pass(DAY);
  assert.equal(isLeaving(ring), true);
  ring.act("phone", "membership/stay");
  leave(ring, "phone");
  ring.on("phone", "revoke-device", "phone");
  assert.equal(isLeaving(ring), true);
  ring.testLaw.assertSound();
});
