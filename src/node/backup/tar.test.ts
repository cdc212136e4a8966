// Goal: what is packed comes back the same, also through `tar`; what is damaged or reaches outside is refused.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { type PackEntry, readTar, writeTar } from "./tar.ts";

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function packed(entries: readonly PackEntry[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const bytes of writeTar(each(entries))) chunks.push(bytes);
  return new Uint8Array(Buffer.concat(chunks));
}

async function unpacked(tar: Uint8Array, cut: number): Promise<PackEntry[]> {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < tar.length; at += cut) chunks.push(tar.subarray(at, at + cut));
  const entries: PackEntry[] = [];
  for await (const entry of readTar(each(chunks))) entries.push(entry);
  return entries;
}

test("files come back as they were, however the stream is cut", async () => {
  const file = fc.record(
    {
      name: fc.stringMatching(/^[a-z]{1,20}(\/[a-z0-9]{1,40})?$/),
      bytes: fc.uint8Array({ maxLength: 2_000 }),
    },
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { maxLength: 6 }),
      fc.integer({ min: 1, max: 3_000 }),
      async (files, cut) => {
        assert.deepEqual(await unpacked(await packed(files), cut), files);
      },
    ),
    { numRuns: 60 },
  );
});

test("the program tar lists what is in it", async (t) => {
  const tar = await packed([{ name: "keys/a.json", bytes: new Uint8Array(700) }]);
  const listed = spawnSync("tar", ["tf", "-"], { input: tar, encoding: "utf8" });
  if (listed.error !== undefined) t.diagnostic("there is no tar here");
  else assert.equal(listed.stdout, "keys/a.json\n");
});

test("a name that leads outside is neither written nor read", async () => {
  for (const name of [
    "../keys",
    "/etc/passwd",
    "a/../../b",
    "a//b",
    "a/./b",
    "",
    "a\0b",
    "x".repeat(101),
  ]) {
    await assert.rejects(packed([{ name, bytes: new Uint8Array(1) }]), /cannot be named/);
  }
  const tar = await packed([{ name: "aa/keys", bytes: new Uint8Array(1) }]);
  const outside = tar.slice();
  outside.set(new TextEncoder().encode("../keys"), 0);
  // With the sum that this header has, as somebody would who knows the form.
  const sum = outside.slice(0, 512);
  sum.fill(0x20, 148, 156);
  const total = sum.reduce((all, byte) => all + byte, 0);
  outside.set(new TextEncoder().encode(`${total.toString(8).padStart(6, "0")}\0 `), 148);
  await assert.rejects(unpacked(outside, 512), /damaged/);
});

test("what is cut off is refused, at every place", async () => {
  const tar = await packed([{ name: "a", bytes: new Uint8Array(600).fill(7) }]);
  for (const end of [0, 1, 511, 512, 700, 1_500, tar.length - 1]) {
    await assert.rejects(unpacked(tar.subarray(0, end), 512), /cut off/);
  }
});
