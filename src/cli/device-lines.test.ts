/** Goal: anyone who lists their devices sees the rank, and everything that is going on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DeviceShown, deviceLines } from "./device-lines.ts";

const shown = (device: number, change: Partial<DeviceShown> = {}): DeviceShown => ({
  device,
  kind: "device",
  since: 0,
  isLive: true,
  isNew: false,
  isFrozen: false,
  oldFrom: 0,
  rank: device + 1,
  removal: null,
  key: "ab".repeat(32),
  until: 0,
  frozenUntil: 0,
  nonce: 0,
  mayFreezeFrom: 0,
  ...change,
});

test("devices stand by rank; those that are over are only counted", () => {
  const devices = [shown(0, { rank: 2 }), shown(1, { rank: 1, kind: "recovery" })];
  const over = shown(2, { isLive: false });
  const lines = deviceLines([...devices, over], undefined);
  assert.deepEqual(
    lines.map((line) => line.slice(0, 8)),
    ["2  recov", "1  devic", "1 more i"],
  );
});

test("a freeze comes first, with who asks to lift it", () => {
  const freeze = { isFrozen: true, from: 0, until: 0, by: [1], askedBy: 0 };
  const [line] = deviceLines([shown(0)], freeze);
  assert.match(line ?? "", /^Your devices are frozen until .*\. Device 1 asks to lift it\.$/);
});

test("a removal names who began it, who joined, who objects", () => {
  const removal = { by: 0, together: 2, vetoedBy: 3, at: 0 };
  const [line] = deviceLines([shown(1, { removal, isNew: true, isFrozen: true })], undefined);
  assert.match(line ?? "", /new until .*, frozen, being removed by 1 and 3 on .*, 4 objects$/);
});
