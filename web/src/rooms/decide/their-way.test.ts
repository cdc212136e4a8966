import assert from "node:assert/strict";
import { test } from "node:test";
import { wentTheirWay } from "./their-way.ts";

test("who said no to what passed, and yes to what did not, did not get their way", () => {
  assert.equal(wentTheirWay("in-effect", "no"), false);
  assert.equal(wentTheirWay("passed", "no"), false);
  assert.equal(wentTheirWay("failed", "yes"), false);
  assert.equal(wentTheirWay("failed", "no"), true);
  assert.equal(wentTheirWay("without-effect", "yes"), true);
  assert.equal(wentTheirWay("in-effect", "abstain"), true);
  assert.equal(wentTheirWay("in-effect", undefined), true);
});
