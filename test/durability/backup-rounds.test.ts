import assert from "node:assert/strict";
import { test } from "node:test";
import { runBackupRounds } from "./backup-rounds.ts";

/** One of each fate; FOLKMOOT_ROUNDS=50 takes some minutes. */
const ROUNDS = Number(process.env["FOLKMOOT_ROUNDS"] ?? "3");

test(`of ${ROUNDS} backups under load and kills every one that is there restores and verifies`, async (t) => {
  const report = await runBackupRounds(ROUNDS, 20_261_130);
  t.diagnostic(JSON.stringify(report));
  assert.deepEqual(report.faults, []);
  assert.ok(report.restored >= Math.floor(ROUNDS / 3), "backups were finished");
  assert.ok(report.acknowledged > ROUNDS, "people acted meanwhile");
});
