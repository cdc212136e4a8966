// Goal: answers stand under what they answer, and none is lost where that is on another page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf } from "./grouped.ts";

test("answers stand under their post, in order; those of other pages by themselves", () => {
  const posts = [
    { post: 51, replyTo: 3 },
    { post: 52, replyTo: 0 },
    { post: 53, replyTo: 0 },
    { post: 54, replyTo: 52 },
    { post: 55, replyTo: 52 },
  ];
  const shown = groupsOf(posts).map(({ first, answers }) => [
    first.post,
    answers.map(({ post }) => post),
  ]);
  assert.deepEqual(shown, [
    [51, []],
    [52, [54, 55]],
    [53, []],
  ]);
});
