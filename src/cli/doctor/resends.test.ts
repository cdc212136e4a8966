// Goal: an operator hears when a pulled plug would keep a network still for long.
// Method: settings of Linux, those that are usual and those that the documents advise.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resendsFinding, systemResends } from "./resends.ts";

test("a system that sends again soon, or gives up soon, is fine; another one is told about", () => {
  for (const [most, longest, state, seconds] of [
    [15, 120_000, "note", "120 s"],
    [15, 3_000, "fine", "3 s"],
    [5, 120_000, "fine", "6 s"],
    [6, 120_000, "fine", "13 s"],
    [7, 120_000, "note", "26 s"],
  ] as const) {
    const finding = resendsFinding({ most, longest });
    assert.equal(finding.state, state, `${most} and ${longest}`);
    assert.ok(finding.detail.includes(seconds), finding.detail);
  }
});

test("Linux tells its own settings, other systems nothing", async () => {
  const resends = await systemResends();
  assert.equal(resends !== undefined, process.platform === "linux");
  if (resends !== undefined) assert.ok(resends.most >= 0 && resends.longest > 0);
});
