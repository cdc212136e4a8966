import assert from "node:assert/strict";
import { test } from "node:test";
import { runKillLoop } from "./kill-loop.ts";

const KILLS = Number(process.env["FOLKMOOT_KILLS"] ?? "80");

test(`after ${KILLS} kills nothing acknowledged is lost, and nothing is done twice`, async (t) => {
  const report = await runKillLoop(KILLS, 20_261_121);
  t.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.lost, []);
  assert.deepEqual(report.doubled, []);
  assert.equal(report.verdict, "ok");
  assert.ok(report.acknowledged >= KILLS, "people were answered between the kills");
});
