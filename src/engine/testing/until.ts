import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** Units: milliseconds; the machine may be busy. */
const PATIENCE = 120_000;

/** Waits until something has come to pass. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, "it comes to pass in time");
    await pause(50);
  }
}
