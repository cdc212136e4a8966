// Goal: messages come out of a stream whole, however it is cut, and nothing else does.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createFrameReader, FrameError, frame } from "./frames.ts";

const message = fc.uint8Array({ maxLength: 300 });

test("whatever is framed comes out again, cut anywhere", () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), cuts, (messages, lengths) => {
      const stream = Buffer.concat(messages.map(frame));
      const reader = createFrameReader(1_000);
      const read: Uint8Array[] = [];
      for (let at = 0, cut = 0; at < stream.length; cut += 1) {
        const length = lengths[cut % lengths.length] as number;
        read.push(...reader.read(stream.subarray(at, at + length)));
        at += length;
      }
      assert.deepEqual(read.map(hex), messages.map(hex));
    }),
  );
});

test("what was read is not changed by what is read later", () => {
  const chunk = Buffer.from(frame(Uint8Array.of(1, 2, 3)));
  const [first] = [...createFrameReader(10).read(chunk)];
  chunk.fill(9);
  assert.deepEqual(first, Uint8Array.of(1, 2, 3));
});

test("a length above the bound, or without an end, is refused before anything is kept", () => {
  const tooLong = frame(new Uint8Array(11)).subarray(0, 1);
  assert.throws(() => [...createFrameReader(10).read(tooLong)], FrameError);
  const endless = new Uint8Array(6).fill(0x80);
  assert.throws(() => [...createFrameReader(10).read(endless)], FrameError);
  const huge = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7f);
  assert.throws(() => [...createFrameReader(2 ** 31).read(huge)], FrameError);
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
