/** Goal: a thread is read a page at a time, from anywhere in it, however long it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE_ROWS } from "../kernel/page.ts";
import type { Reader } from "../kernel/state.ts";
import { COMMUNITY, say, thread } from "../testing/talking.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { posts, threads } from "./types.ts";

test("pages follow each other, and what came after a post is one question", () => {
  const testLaw = foundTestLaw(4);
  for (let at = 0; at < PAGE_ROWS + 2; at += 1) say(testLaw, 1 + (at % 4), COMMUNITY, `p${at}`);
  const first = thread(testLaw);
  assert.deepEqual([first.rows.length, first.next, first.posts], [PAGE_ROWS, PAGE_ROWS, 52]);
  const second = thread(testLaw, COMMUNITY, first.next);
  assert.deepEqual(
    second.rows.map(({ post }) => post),
    [51, 52],
  );
  assert.equal(second.next, 0);
  assert.deepEqual(thread(testLaw, COMMUNITY, 52).rows, []);
});

test("of 10,000 posts a page costs a page", () => {
  const testLaw = foundTestLaw(1);
  say(testLaw, 1, COMMUNITY, "one");
  const row = posts.get(testLaw.state, ["circle", 1, 1]);
  assert.ok(row);
  for (let post = 2; post <= 10_000; post += 1) posts.put(testLaw.state, ["circle", 1, post], row);
  threads.put(testLaw.state, ["circle", 1], { posts: 10_000, at: testLaw.now });
  let reads = 0;
  const counting: Reader = {
    read(table, key) {
      reads += 1;
      return testLaw.state.read(table, key);
    },
    *scan(table, from, until) {
      for (const entry of testLaw.state.scan(table, from, until)) {
        reads += 1;
        yield entry;
      }
    },
  };
  const view = testLaw.law.viewByName.get("conversation/thread");
  const query = { ...COMMUNITY, after: 5_000, person: 1 };
  const around = testLaw.stateMachine.ruleContext(testLaw.now);
  const read = view?.read({ ...around, state: counting, query } as never) as { next: number };
  assert.equal(read.next, 5_050);
  assert.ok(reads < 4 * PAGE_ROWS, `${reads} reads`);
});

test("lists tell how much was said about each, and nothing of what nobody spoke about", () => {
  const testLaw = foundTestLaw(1);
  say(testLaw, 1, COMMUNITY, "one");
  const counts = testLaw.view("conversation/threads", { about: "circle", numbers: [1, 7] });
  assert.deepEqual(counts, [
    { number: 1, posts: 1, at: testLaw.now },
    { number: 7, posts: 0, at: 0 },
  ]);
});

test("what is not there has no thread and no post", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(thread(testLaw, { about: "circle", number: 7 }), undefined);
  assert.equal(testLaw.view("conversation/post", { ...COMMUNITY, post: 1 }), undefined);
});
