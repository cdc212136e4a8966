/** Goal: anyone who acts on keys is told the rule, when it takes effect, and whether another key is needed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { explained, figures, promised, warned } from "../testing/explaining.ts";
import { foundKeyring, type Keyring } from "../testing/keyring.ts";

const by = (ring: Keyring, name: string) => ({ author: 1, device: ring.number(name) });
const shown = (ring: Keyring, name: string, verb: string, of = name) =>
  figures(ring.testLaw, by(ring, name), `identity/${verb}`, { device: ring.number(of) });
const result = (ring: Keyring, name: string, verb: string, of = name) =>
  promised(ring.testLaw, by(ring, name), `identity/${verb}`, { device: ring.number(of) });

test("every action is explained under its own name, in whole sentences, also for who is unknown", () => {
  const { testLaw } = foundKeyring();
  const room = [...testLaw.law.actionByType.keys()].filter((type) => type.startsWith("identity/"));
  for (const type of room) {
    for (const author of [1, 9]) {
      const why = explained(testLaw, author, type, { device: 9 });
      assert.equal(why.rule, type);
      for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
    }
  }
  assert.ok(room.length > 0);
});

test("who adds a key sees how many there are, and who freezes for how long", () => {
  const { testLaw } = foundKeyring();
  assert.deepEqual(figures(testLaw, 1, "identity/add-device", { kind: "device" }), {
    devices: 2,
    most: 16,
    kind: "device",
    mostAdded: 16,
    withinDays: 30,
  });
  assert.deepEqual(figures(testLaw, 1, "identity/freeze"), { days: 30, againAfterDays: 90 });
});

test("who removes a key sees when it ends: itself now, another one by rank", () => {
  const ring = foundKeyring();
  const { now } = ring.testLaw;
  assert.deepEqual(shown(ring, "phone", "revoke-device"), { device: 0, left: 1, at: now });
  assert.equal(shown(ring, "sheet", "revoke-device", "phone")["at"], now + 7 * DAY);
  assert.equal(shown(ring, "phone", "revoke-device", "sheet")["at"], now + 30 * DAY);
  const unknown = figures(ring.testLaw, 1, "identity/revoke-device", { device: 9 });
  assert.equal(unknown["at"], now);
});

test("who refuses a key sees whether it is new, and until when", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  const oldFrom = ring.testLaw.now + 30 * DAY;
  const laptop = { device: 2, isNew: true, oldFrom };
  assert.deepEqual(shown(ring, "phone", "veto-device", "laptop"), laptop);
  ring.testLaw.pass(30 * DAY);
  assert.deepEqual(shown(ring, "phone", "veto-device", "laptop"), { ...laptop, isNew: false });
  const unknown = figures(ring.testLaw, 1, "identity/veto-device", { device: 9 });
  assert.deepEqual(unknown, { device: 9, isNew: false, oldFrom: 0 });
});

test("who objects to a removal sees whether their word is enough", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.testLaw.pass(30 * DAY);
  const enough = (name: string) => [
    shown(ring, name, "veto-removal", "laptop")["isEnough"],
    result(ring, name, "veto-removal", "laptop"),
  ];
  const more = "One more key has to object until then.";
  assert.deepEqual(enough("sheet"), [false, more], "nothing is being removed");
  ring.on("sheet", "revoke-device", "laptop");
  assert.deepEqual(enough("sheet"), [true, "The device stays."]);
  assert.deepEqual(enough("phone"), [false, more]);
});

test("who lifts a freeze sees until when it stands, and whether their word is enough", () => {
  const ring = foundKeyring();
  const none = { until: 0, isEnough: false };
  assert.deepEqual(shown(ring, "sheet", "lift-freeze"), none);
  ring.freeze("sheet");
  const until = ring.testLaw.now + 30 * DAY;
  assert.deepEqual(shown(ring, "phone", "lift-freeze"), { until, isEnough: false });
  assert.equal(result(ring, "phone", "lift-freeze"), "One more old key has to lift it too.");
  assert.deepEqual(shown(ring, "sheet", "lift-freeze"), { until, isEnough: true });
  assert.equal(result(ring, "sheet", "lift-freeze"), "Your devices can do everything again.");
});

test("a key that has ended, or never was, is told so before it signs", () => {
  const ring = foundKeyring();
  const { testLaw } = ring;
  const gone = { author: 1, device: 9 };
  for (const verb of ["add-device", "revoke-device", "veto-device", "veto-removal"]) {
    const key = { key: new Uint8Array(32), until: 0, device: 0 };
    assert.equal(warned(testLaw, gone, `identity/${verb}`, key), "identity/no-such-device");
  }
  for (const verb of ["freeze", "lift-freeze"]) {
    assert.equal(warned(testLaw, gone, `identity/${verb}`), "identity/no-such-device");
    assert.equal(warned(testLaw, 9, `identity/${verb}`), "identity/no-such-device");
  }
  assert.equal(warned(testLaw, 1, "identity/freeze"), "done");
});
