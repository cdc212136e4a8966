/** Goal: more than half of all members, and no fewer, have a change made that waits for its turn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineId } from "../kernel/ids.ts";
import {
  everyoneDecides,
  foundNetwork,
  machineKey,
  machineWish,
  offer,
} from "../testing/helping.ts";
import { applyBy } from "../testing/joining.ts";
import { outcomeOf, type Village } from "../testing/village.ts";
import { seats } from "./types.ts";

interface Changes {
  readonly used: number;
}
const changes = (village: Village) => village.view<Changes>("validators/changes", { person: 1 });
const seated = (village: Village) =>
  [...seats.entries(village.state, [])].map(({ key }) => Number(key[0]));
const unseatAll = (village: Village, count: number) =>
  everyoneDecides(village, ...Array.from({ length: count }, (_, at) => machineWish.unseat(at + 1)));

test("more than half of all members have a change made at once; exactly half do not", () => {
  const village = foundNetwork(6, 4);
  unseatAll(village, 3);
  const hurry = (person: number, change = 1) =>
    outcomeOf(village.act(person, "validators/hurry-change", { change }));
  assert.equal(hurry(1, 9), "validators/no-such-change");
  assert.deepEqual(
    [1, 2, 3].map((person) => hurry(person)),
    ["done", "done", "done"],
  );
  assert.equal(hurry(3), "validators/wants-already");
  assert.equal(seated(village).length, 3);
  village.assertSound();
  assert.equal(hurry(4), "done");
  assert.deepEqual(seated(village), [3, 4]);
  assert.equal(changes(village).used, 1, "what more than half wanted does not count");
  village.assertSound();
});

test("those who left are not counted among those who want a change now", () => {
  const village = foundNetwork(8, 4);
  unseatAll(village, 3);
  const hurry = (person: number) =>
    outcomeOf(village.act(person, "validators/hurry-change", { change: 1 }));
  for (const person of [1, 2, 3]) hurry(person);
  for (const person of [1, 2]) village.act(person, "membership/leave", {});
  assert.equal(hurry(1), "membership/has-left");
  assert.equal(hurry(4), "done");
  assert.equal(seated(village).length, 3, "two of six");
  hurry(5);
  assert.equal(seated(village).length, 3, "three of six");
  hurry(6);
  assert.equal(seated(village).length, 2, "four of six");
  village.assertSound();
});

test("a change that cannot be made any more is not hurried", () => {
  const village = foundNetwork(6, 4);
  unseatAll(village, 3);
  seats.delete(village.state, [2 as MachineId]);
  const receipt = village.act(1, "validators/hurry-change", { change: 1 });
  assert.equal(outcomeOf(receipt), "validators/change-not-possible");
});

test("whoever applies has no say about it, and who it is about is told once it is made", () => {
  const village = foundNetwork(4, 4);
  offer(village, 2, machineKey(2));
  unseatAll(village, 2);
  const hurry = (person: number) => village.act(person, "validators/hurry-change", { change: 1 });
  assert.equal(outcomeOf(hurry(applyBy(village, 1))), "membership/not-yet-admitted");
  assert.deepEqual([hurry(1).events, hurry(2).events], [[], []]);
  assert.deepEqual(
    hurry(3).events.map(({ type, people }) => [type, people]),
    [["validators/seat-taken-back", [2]]],
  );
});
