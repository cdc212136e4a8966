/** Goal: anyone who is about to write is told the rule, and how much room there is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { explained, figures } from "../testing/explaining.ts";
import { COMMUNITY, postInput, say } from "../testing/talking.ts";
import { foundTestLaw } from "../testing/test-law.ts";

test("every action is explained under its own name, in whole sentences", () => {
  const testLaw = foundTestLaw(2);
  const names = [...testLaw.law.actionByType.keys()].filter((type) =>
    type.startsWith("conversation/"),
  );
  const input = { ...postInput(COMMUNITY, "x"), post: 9 };
  for (const type of names) {
    const why = explained(testLaw, 2, type, input);
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(names.length > 0);
});

test("who writes sees how many posts there were today, and who can read it", () => {
  const testLaw = foundTestLaw(1);
  say(testLaw, 1, COMMUNITY, "x");
  const input = postInput(COMMUNITY, "y", { audience: "public" });
  assert.deepEqual(figures(testLaw, 1, "conversation/post", input), { today: 1, most: 30 });
  assert.match(explained(testLaw, 1, "conversation/post", input).result, /^Anybody can/);
});
