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
import { foundVillage, type Village } from "../testing/village.ts";
import { SEATS_MAX, seats } from "./types.ts";

function villageWithOffers(): Village {
  const village = foundVillage(3);
  offerEach(village, 3);
  return village;
}

test("a seat is given and given again, with a later end", () => {
  const village = villageWithOffers();
  const first = village.now + 100 * DAY;
  everyoneDecides(village, machineWish.seat(2, first));
  assert.equal(helpers(village)[1]?.seatUntil, first);
  const later = village.now + 300 * DAY;
  everyoneDecides(village, machineWish.seat(2, later));
  assert.equal(helpers(village)[1]?.seatUntil, later);
  village.assertSound();
});

test("unknown, withdrawn, second and overlong seats are refused", () => {
  const village = villageWithOffers();
  const { now } = village;
  const would = (machine: number, until = now + 100 * DAY) =>
    wouldEveryone(village, machineWish.seat(machine, until));
  assert.equal(would(9), "validators/no-such-machine");
  assert.equal(would(1, now), "validators/term-too-short");
  assert.equal(would(1, now + 365 * DAY), "done");
  assert.equal(would(1, now + 365 * DAY + 1), "validators/term-too-long");
  village.act(3, "validators/withdraw-machine", { machine: 3 });
  assert.equal(would(3), "validators/withdrawn");
  offer(village, 1, machineKey(4));
  const both = [machineWish.seat(1, now + DAY), machineWish.seat(4, now + DAY)];
  assert.equal(wouldEveryone(village, ...both), "validators/one-seat");
  village.act(2, "membership/leave", {});
  assert.equal(would(2), "validators/operator-left");
});

test("only everyone decides, by a decision about roles", () => {
  const village = villageWithOffers();
  decide(village, { kind: "circle", wishes: [wish.openCircle("x"), wish.admit(2, 1)] }, [1, 2]);
  acceptPlaces(village, 2, [1]);
  const input = machineWish.seat(1, village.now + 30 * DAY);
  assert.throws(
    () => decide(village, { circle: 2, kind: "seat", wishes: [input] }, [1]),
    /validators\/only-everyone/,
  );
  assert.throws(
    () => decide(village, { kind: "circle", wishes: [input] }, [1]),
    /decisions\/other-kind/,
  );
});

test("there are a hundred seats and no more", () => {
  const village = villageWithOffers();
  const row = { standing: "given", since: 0, until: village.now + DAY, decision: 0 } as never;
  for (let at = 0; at < SEATS_MAX; at += 1) {
    seats.put(village.state, [(1000 + at) as MachineId], row);
  }
  const would = wouldEveryone(village, machineWish.seat(1, village.now + DAY));
  assert.equal(would, "validators/seats-full");
});
