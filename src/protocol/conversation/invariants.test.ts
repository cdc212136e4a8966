/** Goal: a thread that is not whole is found. Method: rows that no action would write. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { COMMUNITY, say } from "../testing/talking.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { earlier, type Post, posters, posts, threads } from "./types.ts";

const KEY = ["circle", 1, 2] as const;

function spoilt(spoil: (testLaw: TestLaw, row: Post) => void): string {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "one");
  say(testLaw, 2, COMMUNITY, "two", { replyTo: 1 });
  const row = posts.get(testLaw.state, KEY);
  assert.ok(row);
  testLaw.assertSound();
  spoil(testLaw, row);
  return testLaw.stateMachine.broken(testLaw.state, testLaw.now).join("; ");
}

const change = (changed: Partial<Post>) =>
  spoilt(({ state }, row) => posts.put(state, KEY, { ...row, ...changed }));

test("gaps, miscounts and threads about nothing are found", () => {
  assert.match(
    spoilt(({ state }) => posts.delete(state, ["circle", 1, 1])),
    /post 2 after 0/,
  );
  assert.match(
    spoilt(({ state }) => threads.put(state, ["circle", 1], { posts: 3, at: 1 })),
    /is counted/,
  );
  assert.match(
    spoilt(({ state }) => threads.delete(state, ["circle", 1])),
    /stand without a thread/,
  );
  const nowhere = spoilt(({ state }, row) => {
    posts.put(state, ["circle", 9, 1], { ...row, replyTo: 0 });
    threads.put(state, ["circle", 9], { posts: 1, at: 1 });
  });
  assert.match(nowhere, /nothing is circle 9/);
});

test("posts of others' texts, of the future, and about what came later are found", () => {
  assert.match(change({ author: 1 as PersonId }), /not its author's note/);
  assert.match(change({ replyTo: 2 }), /came later/);
  assert.match(change({ at: 2 ** 50 }), /to come/);
  assert.match(change({ edits: 1 }), /miscounted/);
  const nested = spoilt(({ state }, row) => {
    const first = posts.get(state, ["circle", 1, 1]) ?? row;
    posts.put(state, ["circle", 1, 3], { ...first, replyTo: 2 });
    threads.put(state, ["circle", 1], { posts: 3, at: 1 });
  });
  assert.match(nested, /answers an answer/);
  const unerased = spoilt(({ state }, row) => {
    posts.put(state, KEY, { ...row, edits: 1, editedAt: row.at });
    earlier.put(state, [...KEY, 0], { text: row.text, until: row.at });
  });
  assert.match(unerased, /still there/);
});

test("more on a day than one may, and days without a thread, are found", () => {
  const at = (number: number, count: number) =>
    spoilt(({ state }) =>
      posters.put(state, ["circle", number, 1 as PersonId], { day: 1, posts: count }),
    );
  assert.match(at(1, 31), /on a day/);
  assert.match(at(9, 1), /wrote nowhere/);
});
