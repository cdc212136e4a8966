// Goal: a tab on an iPhone or iPad is told apart from everything that keeps its keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAppleTab } from "./keeping.ts";

const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const mac =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";
const android =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

test("tabs on an iPhone and an iPad, and nothing else", () => {
  for (const [agent, touchPoints, standalone, isTab] of [
    [iPhone, 5, false, true],
    [iPhone, 5, true, false],
    [mac, 5, false, true],
    [mac, 0, false, false],
    [android, 5, false, false],
  ] as const) {
    assert.equal(isAppleTab({ agent, touchPoints, standalone }), isTab, agent);
  }
});
