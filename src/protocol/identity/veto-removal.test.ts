/** Goal: anyone who really is the person can stop a removal; the key that is removed cannot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";

function aged(hasSheet: boolean, ...names: string[]) {
  const ring = foundKeyring(hasSheet);
  for (const name of names) {
    ring.add("phone", name);
    ring.testLaw.pass(1);
  }
  ring.testLaw.pass(30 * DAY);
  return ring;
}

test("a key that ranks before the remover stops a removal alone, to the last millisecond", () => {
  const ring = aged(true, "laptop", "tablet");
  ring.on("laptop", "revoke-device", "tablet");
  ring.testLaw.pass(7 * DAY - 1);
  assert.equal(ring.on("phone", "veto-removal", "tablet"), "done");
  ring.testLaw.pass(1);
  assert.equal(ring.shown("tablet").isLive, true);
  assert.equal(ring.on("phone", "veto-removal", "tablet"), "identity/no-removal");
  ring.testLaw.assertSound();
});

test("a key has no say in its own removal, even as the first of all", () => {
  const ring = aged(true, "laptop");
  ring.on("laptop", "revoke-device", "sheet");
  assert.equal(ring.on("sheet", "veto-removal", "sheet"), "identity/own-removal");
});

test("a key behind the remover objects only together with another old one", () => {
  const ring = aged(false, "laptop", "tablet", "watch");
  ring.add("phone", "new");
  ring.on("phone", "revoke-device", "watch");
  assert.equal(ring.on("new", "veto-removal", "watch"), "identity/too-young-to-object");
  assert.equal(ring.on("laptop", "veto-removal", "watch"), "done");
  assert.notEqual(ring.shown("watch").removal, null);
  assert.equal(ring.on("laptop", "veto-removal", "watch"), "identity/opposed-already");
  assert.equal(ring.on("new", "veto-removal", "watch"), "identity/too-young-to-object");
  assert.equal(ring.on("tablet", "veto-removal", "watch"), "done");
  assert.equal(ring.shown("watch").removal, null);
  ring.testLaw.assertSound();
});

test("against two that remove together it takes two, whatever the rank", () => {
  const ring = aged(true, "laptop", "tablet", "watch");
  ring.on("laptop", "revoke-device", "watch");
  ring.on("tablet", "revoke-device", "watch");
  assert.equal(ring.on("sheet", "veto-removal", "watch"), "done");
  assert.notEqual(ring.shown("watch").removal, null);
  assert.equal(ring.on("phone", "veto-removal", "watch"), "done");
  assert.equal(ring.shown("watch").removal, null);
});

test("a lone objection falls when a second key joins the removal", () => {
  const ring = aged(false, "laptop", "tablet", "watch", "clock");
  ring.on("phone", "revoke-device", "clock");
  ring.on("tablet", "veto-removal", "clock");
  ring.on("laptop", "revoke-device", "clock");
  assert.equal(ring.on("watch", "veto-removal", "clock"), "done");
  assert.notEqual(ring.shown("clock").removal, null);
  assert.equal(ring.on("tablet", "veto-removal", "clock"), "done");
  assert.equal(ring.shown("clock").removal, null);
});

test("an objection of a key that has ended counts no more", () => {
  const ring = aged(false, "laptop", "tablet", "watch");
  ring.on("phone", "revoke-device", "watch");
  ring.on("laptop", "veto-removal", "watch");
  ring.on("laptop", "revoke-device", "laptop");
  assert.equal(ring.on("tablet", "veto-removal", "watch"), "done");
  assert.notEqual(ring.shown("watch").removal, null);
});

test("anyone who began a removal takes it back, each of two as well", () => {
  const ring = aged(true, "laptop");
  ring.on("phone", "revoke-device", "laptop");
  assert.equal(ring.on("phone", "veto-removal", "laptop"), "done");
  ring.on("phone", "revoke-device", "laptop");
  ring.testLaw.pass(1);
  ring.on("sheet", "revoke-device", "laptop");
  assert.equal(ring.on("phone", "veto-removal", "laptop"), "done");
  assert.equal(ring.shown("laptop").removal, null);
  ring.testLaw.assertSound();
});
