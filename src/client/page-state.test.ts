/**
 * Goal: "checked" is said only of a page that is the newest as far as this device can know.
 * Method: ages and differences on both sides of what is allowed.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { APART_MAX, createDeviceClock } from "./device-clock.ts";
import { PAGE_AGE_MAX, pageState } from "./page-state.ts";
import { forgetfulTrust } from "./trust-memory.ts";

const NOW = 1_700_000_000_000;

test("a page of up to three minutes is checked, an older one is as of its time", () => {
  const aged = (age: number) => pageState({ pageTime: NOW - age, now: NOW, apart: 0 }).kind;
  assert.equal(aged(PAGE_AGE_MAX), "checked");
  assert.equal(aged(PAGE_AGE_MAX + 1), "as-of");
  assert.equal(aged(-APART_MAX), "checked");
});

test("clocks more than two minutes apart are told, on either side, whatever the page's age", () => {
  const stateOf = (apart: number) => pageState({ pageTime: NOW, now: NOW, apart });
  for (const side of [1, -1]) {
    assert.equal(stateOf(side * APART_MAX).kind, "checked");
    assert.deepEqual(stateOf(side * (APART_MAX + 1)), {
      kind: "clock",
      apart: side * (APART_MAX + 1),
    });
  }
});

test("a node's clock is compared with the device's and never followed", async () => {
  const clock = createDeviceClock(forgetfulTrust());
  const before = Date.now();
  await clock.hear({ chainId: "folk-1", isDemo: false, now: Date.now() + 3_600_000 });
  assert.ok(clock.now() - before < 1_800_000);
  assert.ok(clock.apart() > 1_800_000);
  await clock.hear({ chainId: "folk-1", isDemo: true, now: Date.now() + 3_600_000 });
  assert.ok(clock.now() - before < 1_800_000, "what was real is no demonstration later");
  await clock.hear({ chainId: "folk-1", isDemo: false, now: Number.NaN });
  assert.equal(clock.apart(), 0);
  const demo = createDeviceClock(forgetfulTrust());
  await demo.hear({ chainId: "folk-1", isDemo: true, now: Number.NaN });
  assert.ok(Number.isFinite(demo.now()));
});

test("a demonstration's clock is followed ahead, never back, and left once the community is real", async () => {
  const clock = createDeviceClock(forgetfulTrust());
  const hear = (ahead: number, isDemo: boolean) =>
    clock.hear({ chainId: "folk-1", isDemo, now: Date.now() + ahead });
  await hear(3_600_000, true);
  assert.ok(clock.now() - Date.now() > 1_800_000);
  assert.equal(clock.apart(), 0);
  await hear(-3_600_000, true);
  assert.ok(clock.now() - Date.now() > -1_000);
  await hear(3_600_000, true);
  await hear(0, false);
  assert.ok(clock.now() - Date.now() < 1_800_000);
});
