/** Goal: a key that somebody slipped in ends at the word of any key before it, in its first 30 days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";

test("any key before it refuses a new one, frozen ones too, and it ends at once", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(30 * DAY);
  for (const by of ["sheet", "phone", "laptop"]) {
    assert.equal(ring.add("phone", `stranger of ${by}`), "done");
    if (by === "laptop") ring.freeze("laptop");
    assert.equal(ring.on(by, "veto-device", `stranger of ${by}`), "done");
    assert.equal(ring.speak(`stranger of ${by}`), "kernel/device-ended");
  }
  ring.testLaw.assertSound();
});

test("a new key refuses only those behind it, and not itself", () => {
  const ring = foundKeyring();
  ring.add("phone", "first");
  ring.add("phone", "second");
  assert.equal(ring.on("second", "veto-device", "first"), "identity/ranks-behind");
  assert.equal(ring.on("second", "veto-device", "second"), "identity/ranks-behind");
  assert.equal(ring.on("first", "veto-device", "second"), "done");
});

test("it can be refused until the last millisecond of its 30 days, and a first key never", () => {
  const ring = foundKeyring();
  ring.add("phone", "early");
  ring.add("phone", "late");
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(ring.on("sheet", "veto-device", "early"), "done");
  ring.testLaw.pass(1);
  assert.equal(ring.on("sheet", "veto-device", "late"), "identity/no-longer-new");
  assert.equal(ring.on("sheet", "veto-device", "phone"), "identity/no-longer-new");
  assert.equal(ring.on("sheet", "veto-device", "early"), "identity/no-such-device");
});
