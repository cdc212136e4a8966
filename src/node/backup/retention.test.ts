// Goal: of scheduled backups those of 7 days, 4 weeks and 12 months stay, and never fewer than there is to keep.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { backupName, isOf, type NamedBackup, readBackupName } from "./backup-name.ts";
import { noLongerKept } from "./retention.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 3);

function made(at: number, isScheduled = true): NamedBackup {
  const about = { community: "ab".repeat(32), madeAt: at, height: 7 };
  const named = readBackupName(backupName(about, { recipients: ["age1"], isScheduled }));
  assert.ok(named !== undefined);
  return named;
}

test("a name says of whom, of when, up to which block, and by whom it was made", () => {
  const named = made(START);
  assert.ok(isOf(named, "ab".repeat(32)));
  assert.ok(!isOf(named, "cd".repeat(32)));
  assert.deepEqual(
    [named.madeAt, named.height, named.isScheduled, named.isEncrypted],
    [START, 7, true, true],
  );
  for (const other of ["notes.txt", ".1-2.part", "folkmoot-zz-20260101T000000Z-b1.tar"]) {
    assert.equal(readBackupName(other), undefined);
  }
});

test("of two years of days at most 23 stay: each of the last 7 days, 4 weeks, 12 months", () => {
  let there: NamedBackup[] = [];
  for (let day = 0; day < 730; day += 1) {
    there.push(made(START + day * DAY));
    const gone = new Set(noLongerKept(there));
    there = there.filter((each) => !gone.has(each));
  }
  assert.ok(there.length <= 23, `${there.length} stay`);
  const last = START + 729 * DAY;
  for (let day = 0; day < 7; day += 1) {
    assert.ok(
      there.some(({ madeAt }) => madeAt === last - day * DAY),
      `day ${day}`,
    );
  }
  const months = new Set(there.map(({ madeAt }) => new Date(madeAt).toISOString().slice(0, 7)));
  assert.equal(months.size, 12);
});

test("the newest always stays, and what was made by hand is never taken away", () => {
  const moment = fc.record({ at: fc.integer({ min: 0, max: 900 }), isScheduled: fc.boolean() });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 60 }), (moments) => {
      const all = moments.map(({ at, isScheduled }) => made(START + at * DAY, isScheduled));
      const gone = noLongerKept(all);
      assert.ok(gone.every(({ isScheduled }) => isScheduled));
      const scheduled = all.filter(({ isScheduled }) => isScheduled);
      const newest = Math.max(...scheduled.map(({ madeAt }) => madeAt));
      const kept = scheduled.filter((each) => !gone.includes(each));
      if (scheduled.length > 0) assert.ok(kept.some(({ madeAt }) => madeAt === newest));
    }),
  );
});
