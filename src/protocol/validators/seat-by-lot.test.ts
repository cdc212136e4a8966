/** Goal: a lot falls on offers that are a week old, one for each member, and anybody can draw it again. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { newest } from "../testing/deciding.ts";
import {
  everyoneDecides,
  machineKey,
  machineWish,
  offer,
  offerEach,
  standings,
  wouldEveryone,
} from "../testing/helping.ts";
import { foundVillage } from "../testing/village.ts";

test("the lot falls where its published formula says", () => {
  const village = foundVillage(6);
  offerEach(village, 6);
  village.pass(8 * DAY);
  everyoneDecides(village, machineWish.lot(3, village.now + 100 * DAY));
  const seated = standings(village).flatMap((standing, at) =>
    standing === "given" ? [at + 1] : [],
  );
  // Written anew from the rules, so that a mistake in the law would show.
  const head = Buffer.alloc(12);
  head.writeUInt32LE(newest(village), 0);
  head.writeBigUInt64LE(BigInt(village.now), 4);
  const rank = (machine: number) =>
    createHash("sha256")
      .update("folkmoot/lot/1\0")
      .update(head)
      .update(machineKey(machine).publicKey)
      .digest("hex");
  const all = [1, 2, 3, 4, 5, 6].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  assert.deepEqual(seated, all.slice(0, 3).sort());
  village.assertSound();
});

test("fresh offers, second machines, seated and departed members are not in the lot", () => {
  const village = foundVillage(4);
  offerEach(village, 3);
  offer(village, 1, machineKey(5));
  const would = (count: number) =>
    wouldEveryone(village, machineWish.lot(count, village.now + 30 * DAY));
  assert.equal(would(1), "validators/too-few-offers");
  village.pass(7 * DAY);
  offer(village, 4, machineKey(4));
  assert.equal(would(0), "validators/too-few-offers");
  assert.equal(would(3), "done");
  assert.equal(would(4), "validators/too-few-offers");
  village.act(3, "membership/leave", {});
  assert.equal(would(3), "validators/too-few-offers");
  everyoneDecides(village, machineWish.seat(2, village.now + 60 * DAY));
  assert.equal(would(2), "done", "machines 1 and 4 are left");
  assert.equal(would(3), "validators/too-few-offers");
});
