/** Goal: anyone who is made to leave stays, with whatever key they have; nobody is made to leave again and again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundKeyring, type Keyring } from "../testing/keyring.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";

const WEEK = 7 * DAY;
const leave = (ring: Keyring, name: string) => ring.act(name, "membership/leave");
const stay = (ring: Keyring, name: string) => ring.act(name, "membership/stay");

/** A person with a sheet, a phone, and a laptop that is younger, all of them old. */
function threeKeys(): Keyring {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(31 * DAY);
  return ring;
}

test("any key calls it off, whatever its rank, until the last millisecond; then nobody leaves", () => {
  const names = ["sheet", "phone", "laptop", "new"];
  for (const giver of names) {
    for (const caller of names) {
      const ring = threeKeys();
      ring.add("laptop", "new");
      assert.equal(leave(ring, giver), "done");
      ring.testLaw.pass(WEEK - 1);
      assert.equal(stay(ring, caller), "done", `${caller} calls off what ${giver} began`);
      ring.testLaw.pass(WEEK);
      assert.equal(statusOf(ring.testLaw, 1), "member");
      ring.testLaw.assertSound();
    }
  }
});

test("the event names the key, and with nothing to call off it is refused", () => {
  const ring = threeKeys();
  assert.equal(stay(ring, "phone"), "membership/not-leaving");
  leave(ring, "phone");
  const receipt = ring.testLaw.actWith(ring.holder("sheet"), "membership/stay", {});
  assert.deepEqual(
    receipt.events.map(({ type, people, data }) => [type, people, data]),
    [["identity/notice-called-off", [1], { person: 1, by: 1 }]],
  );
  assert.equal(stay(ring, "phone"), "membership/not-leaving");
});

test("an applicant, and anyone who has gone, has nothing to call off", () => {
  const testLaw = foundTestLaw(2);
  const person = applyBy(testLaw, 1);
  assert.equal(outcomeOf(testLaw.act(person, "membership/stay", {})), "membership/not-leaving");
  testLaw.act(2, "membership/leave", {});
  testLaw.pass(WEEK);
  assert.equal(outcomeOf(testLaw.act(2, "membership/stay", {})), "membership/not-leaving");
});

test("keys that rank behind the one that called it off begin nothing for 30 days, to the millisecond", () => {
  const ring = threeKeys();
  leave(ring, "laptop");
  stay(ring, "phone");
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(leave(ring, "laptop"), "membership/stayed-lately");
  ring.testLaw.pass(1);
  assert.equal(leave(ring, "laptop"), "done");
});

test("the key that called it off, and those before it, may begin again at once", () => {
  for (const again of ["sheet", "phone"]) {
    const ring = threeKeys();
    leave(ring, "laptop");
    stay(ring, "phone");
    assert.equal(leave(ring, again), "done");
  }
});

test("a younger key keeps no older one from leaving: the older begins again at once", () => {
  const ring = threeKeys();
  leave(ring, "phone");
  stay(ring, "laptop");
  assert.equal(leave(ring, "phone"), "done");
  ring.testLaw.pass(WEEK);
  assert.equal(statusOf(ring.testLaw, 1), "left");
});

test("anyone who takes back their own word may give it again at once, and so may the others", () => {
  for (const again of ["phone", "laptop"]) {
    const ring = threeKeys();
    leave(ring, "phone");
    stay(ring, "phone");
    assert.equal(leave(ring, again), "done");
  }
});

test("the rest ends with the key that called it off", () => {
  const ring = threeKeys();
  leave(ring, "laptop");
  stay(ring, "phone");
  assert.equal(leave(ring, "laptop"), "membership/stayed-lately");
  assert.equal(ring.on("phone", "revoke-device", "phone"), "done");
  assert.equal(leave(ring, "laptop"), "done");
});

test("a refusal says from when on", () => {
  const ring = threeKeys();
  leave(ring, "laptop");
  stay(ring, "sheet");
  const from = ring.testLaw.now + 30 * DAY;
  ring.testLaw.pass(DAY);
  const { refusal } = ring.testLaw.actWith(ring.holder("phone"), "membership/leave", {});
  assert.equal(refusal?.fault.code, "membership/stayed-lately");
  assert.deepEqual(refusal?.details, { from });
});
