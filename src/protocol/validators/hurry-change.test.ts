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
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { seats } from "./types.ts";

interface Changes {
  readonly used: number;
}
const changes = (testLaw: TestLaw) => testLaw.view<Changes>("validators/changes", { person: 1 });
const seated = (testLaw: TestLaw) =>
  [...seats.entries(testLaw.state, [])].map(({ key }) => Number(key[0]));
const unseatAll = (testLaw: TestLaw, count: number) =>
  everyoneDecides(testLaw, ...Array.from({ length: count }, (_, at) => machineWish.unseat(at + 1)));

test("more than half of all members have a change made at once; exactly half do not", () => {
  const testLaw = foundNetwork(6, 4);
  unseatAll(testLaw, 3);
  const hurry = (person: number, change = 1) =>
    outcomeOf(testLaw.act(person, "validators/hurry-change", { change }));
  assert.equal(hurry(1, 9), "validators/no-such-change");
  assert.deepEqual(
    [1, 2, 3].map((person) => hurry(person)),
    ["done", "done", "done"],
  );
  assert.equal(hurry(3), "validators/wants-already");
  assert.equal(seated(testLaw).length, 3);
  testLaw.assertSound();
  assert.equal(hurry(4), "done");
  assert.deepEqual(seated(testLaw), [3, 4]);
  assert.equal(changes(testLaw).used, 1, "what more than half wanted does not count");
  testLaw.assertSound();
});

test("those who left are not counted among those who want a change now", () => {
  const testLaw = foundNetwork(8, 4);
  unseatAll(testLaw, 3);
  const hurry = (person: number) =>
    outcomeOf(testLaw.act(person, "validators/hurry-change", { change: 1 }));
  for (const person of [1, 2, 3]) hurry(person);
  for (const person of [1, 2]) leaveNow(testLaw, person);
  assert.equal(hurry(1), "membership/has-left");
  assert.equal(hurry(4), "done");
  assert.equal(seated(testLaw).length, 3, "two of six");
  hurry(5);
  assert.equal(seated(testLaw).length, 3, "three of six");
  hurry(6);
  assert.equal(seated(testLaw).length, 2, "four of six");
  testLaw.assertSound();
});

test("a change that cannot be made any more is not hurried", () => {
  const testLaw = foundNetwork(6, 4);
  unseatAll(testLaw, 3);
  seats.delete(testLaw.state, [2 as MachineId]);
  const receipt = testLaw.act(1, "validators/hurry-change", { change: 1 });
  assert.equal(outcomeOf(receipt), "validators/change-not-possible");
});

test("anyone who applies has no say about it, and who it is about is told once it is made", () => {
  const testLaw = foundNetwork(4, 4);
  offer(testLaw, 2, machineKey(2));
  unseatAll(testLaw, 2);
  const hurry = (person: number) => testLaw.act(person, "validators/hurry-change", { change: 1 });
  assert.equal(outcomeOf(hurry(applyBy(testLaw, 1))), "membership/not-yet-admitted");
  assert.deepEqual([hurry(1).events, hurry(2).events], [[], []]);
  assert.deepEqual(
    hurry(3).events.map(({ type, people }) => [type, people]),
    [["validators/seat-taken-back", [2]]],
  );
});
