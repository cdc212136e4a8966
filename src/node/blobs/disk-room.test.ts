// Goal: texts leave room for blocks on every disk, and sizes are read as people write them.
// Method: disks that are told, at each bound from both sides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readByteSize } from "./byte-size.ts";
import { createDiskRoom, type DiskChoice, type DiskSpace, USUAL_RESERVE } from "./disk-room.ts";

const GIB = 1024 ** 3;
const roomOn = (space: DiskSpace | undefined, choice: DiskChoice = {}) =>
  createDiskRoom(choice, async () => space);

test("what is kept for blocks stays free", async () => {
  const { hasRoom } = roomOn({ size: 100 * GIB, free: USUAL_RESERVE + 10 });
  assert.equal(await hasRoom(0, 10), true);
  assert.equal(await hasRoom(0, 11), false);
});

test("of a small disk a tenth is kept, unless somebody has chosen", async () => {
  const small = { size: 1_000, free: 500 };
  const texts = 10_000;
  assert.equal(await roomOn(small, { texts }).hasRoom(500, 400), true);
  assert.equal(await roomOn(small, { texts }).hasRoom(500, 401), false);
  assert.equal(await roomOn(small, { texts, reserve: 200 }).hasRoom(500, 300), true);
  assert.equal(await roomOn(small, { texts, reserve: 200 }).hasRoom(500, 301), false);
});

test("texts take half of what is there for them, unless somebody has chosen", async () => {
  const space = { size: 100 * GIB, free: 6 * GIB };
  assert.equal(await roomOn(space).hasRoom(2 * GIB, 2 * GIB), true);
  assert.equal(await roomOn(space).hasRoom(2 * GIB, 2 * GIB + 1), false);
  assert.equal(await roomOn(space, { texts: 7 * GIB }).hasRoom(2 * GIB, 5 * GIB), true);
  assert.equal(await roomOn(space, { texts: 7 * GIB }).hasRoom(2 * GIB, 5 * GIB + 1), false);
});

test("where the system does not tell what is free, the chosen bound holds", async () => {
  assert.equal(await roomOn(undefined).hasRoom(GIB, GIB), true);
  assert.equal(await roomOn(undefined, { texts: GIB }).hasRoom(GIB, 1), false);
});

test("sizes are read as people write them, and other words are refused", () => {
  const sizes = ["", " 10", "2kB", "2 GiB", "500 mb"].map((text) => readByteSize("x", text));
  assert.deepEqual(sizes, [undefined, 10, 2_000, 2 * GIB, 500_000_000]);
  for (const text of ["-1", "1.5 GiB", "GiB", "1 xb", "9 exabytes", "99999999999999 TiB"]) {
    assert.throws(() => readByteSize("text-space", text), {
      code: "text-space",
      message: /is no size/,
      remedy: /text-space "2 GiB"/,
    });
  }
});
