/** Goal: keys rank by age, recovery first; what is added comes last for its first days, whatever it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";

test("the recovery key of the beginning ranks first, though it is numbered second", () => {
  const ring = foundKeyring();
  assert.deepEqual(ring.ranked(), ["sheet", "phone"]);
});

test("an added key ranks last for 30 days, even a recovery key, and by its kind and age from then on", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(1);
  ring.add("phone", "second sheet", "recovery");
  assert.deepEqual(ring.ranked(), ["sheet", "phone", "laptop", "second sheet"]);
  ring.testLaw.pass(30 * DAY - 1);
  assert.deepEqual(ring.ranked(), ["sheet", "phone", "laptop", "second sheet"]);
  assert.deepEqual([ring.shown("laptop").isNew, ring.shown("second sheet").isNew], [false, true]);
  ring.testLaw.pass(1);
  assert.deepEqual(ring.ranked(), ["sheet", "second sheet", "phone", "laptop"]);
});

test("among new keys a recovery key comes no sooner than its age", () => {
  const ring = foundKeyring();
  ring.add("sheet", "laptop");
  ring.add("phone", "thief's sheet", "recovery");
  assert.deepEqual(ring.ranked(), ["sheet", "phone", "laptop", "thief's sheet"]);
});

test("a rule that changes later does not make a key old sooner", () => {
  const ring = foundKeyring(true, {
    constitution: {
      charter: new Uint8Array(32),
      parameters: [{ parameter: "key-new-days", value: 60 }],
      articles: [],
    },
  });
  ring.add("phone", "laptop");
  ring.testLaw.pass(60 * DAY - 1);
  assert.equal(ring.shown("laptop").isNew, true);
  ring.testLaw.pass(1);
  assert.equal(ring.shown("laptop").isNew, false);
});
