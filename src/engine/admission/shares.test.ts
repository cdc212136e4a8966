// Goal: each action that waits counts once for its person, and no longer than it waits.
// Method: actions enter and leave, and the counts are read in between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createShares } from "./shares.ts";
import type { Waiting } from "./waiting.ts";

const waiting = (person: number, turn?: string): Waiting =>
  ({ person, turn }) as unknown as Waiting;

test("what waits counts for its person until it leaves", () => {
  const shares = createShares();
  const [one, two, other] = [waiting(1), waiting(1), waiting(2)];
  for (const each of [one, two, other]) shares.enter(each);
  assert.deepEqual([shares.of(1), shares.of(2), shares.of(3)], [2, 1, 0]);
  shares.leave(one);
  assert.deepEqual([shares.of(1), shares.of(2)], [1, 1]);
  for (const each of [two, other]) shares.leave(each);
  assert.deepEqual([shares.of(1), shares.of(2)], [0, 0]);
});

test("who joins counts for their invitation", () => {
  const shares = createShares();
  const joining = { ...waiting(0), invitation: 7 };
  shares.enter(joining);
  shares.enter({ ...waiting(0), invitation: 8 });
  assert.deepEqual([shares.byInvitation(7), shares.byInvitation(8), shares.of(0)], [1, 1, 2]);
  shares.leave(joining);
  assert.deepEqual([shares.byInvitation(7), shares.byInvitation(8)], [0, 1]);
});

test("a number of a device is held as long as its action waits", () => {
  const shares = createShares();
  const one = waiting(1, "1/0/5");
  shares.enter(one);
  assert.deepEqual([shares.holderOf("1/0/5"), shares.holderOf("1/0/6")], [one, undefined]);
  shares.leave(waiting(1, "1/0/5"));
  assert.equal(shares.holderOf("1/0/5"), one);
  shares.leave(one);
  assert.equal(shares.holderOf("1/0/5"), undefined);
});
