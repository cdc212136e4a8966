/** Goal: everyone together gives seats to machines on offer, one to a person, for a bounded time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { acceptPlaces, wish } from "../testing/circling.ts";
import { decide } from "../testing/deciding.ts";
import {
  everyoneDecides,
  helpers,
  machineKey,
  machineWish,
  offer,
  offerEach,
  wouldEveryone,
} from "../testing/helping.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { SEATS_MAX, seats } from "./types.ts";

function testLawWithOffers(): TestLaw {
  const testLaw = foundTestLaw(3);
  offerEach(testLaw, 3);
  return testLaw;
}

test("a seat is given and given again, with a later end", () => {
  const testLaw = testLawWithOffers();
  const first = testLaw.now + 100 * DAY;
  everyoneDecides(testLaw, machineWish.seat(2, first));
  assert.equal(helpers(testLaw)[1]?.seatUntil, first);
  const later = testLaw.now + 300 * DAY;
  everyoneDecides(testLaw, machineWish.seat(2, later));
  assert.equal(helpers(testLaw)[1]?.seatUntil, later);
  testLaw.assertSound();
});

test("unknown, withdrawn, second and overlong seats are refused", () => {
  const testLaw = testLawWithOffers();
  const { now } = testLaw;
  const would = (machine: number, until = now + 100 * DAY) =>
    wouldEveryone(testLaw, machineWish.seat(machine, until));
  assert.equal(would(9), "validators/no-such-machine");
  assert.equal(would(1, now), "validators/term-too-short");
  assert.equal(would(1, now + 365 * DAY), "done");
  assert.equal(would(1, now + 365 * DAY + 1), "validators/term-too-long");
  testLaw.act(3, "validators/withdraw-machine", { machine: 3 });
  assert.equal(would(3), "validators/withdrawn");
  offer(testLaw, 1, machineKey(4));
  const both = [machineWish.seat(1, now + DAY), machineWish.seat(4, now + DAY)];
  assert.equal(wouldEveryone(testLaw, ...both), "validators/one-seat");
  leaveNow(testLaw, 2);
  assert.equal(would(2), "validators/operator-left");
});

test("only everyone decides, by a decision about roles", () => {
  const testLaw = testLawWithOffers();
  decide(testLaw, { kind: "circle", wishes: [wish.openCircle("x"), wish.admit(2, 1)] }, [1, 2]);
  acceptPlaces(testLaw, 2, [1]);
  const input = machineWish.seat(1, testLaw.now + 30 * DAY);
  assert.throws(
    () => decide(testLaw, { circle: 2, kind: "seat", wishes: [input] }, [1]),
    /validators\/only-everyone/,
  );
  assert.throws(
    () => decide(testLaw, { kind: "circle", wishes: [input] }, [1]),
    /decisions\/other-kind/,
  );
});

test("there are a hundred seats and no more", () => {
  const testLaw = testLawWithOffers();
  const row = { standing: "given", since: 0, until: testLaw.now + DAY, decision: 0 } as never;
  for (let at = 0; at < SEATS_MAX; at += 1) {
    seats.put(testLaw.state, [(1000 + at) as MachineId], row);
  }
  const would = wouldEveryone(testLaw, machineWish.seat(1, testLaw.now + DAY));
  assert.equal(would, "validators/seats-full");
});
