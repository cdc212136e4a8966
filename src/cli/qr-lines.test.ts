/**
 * Goal: what the command line draws is read by a camera, with colours and without.
 * Method: turn the blocks back into a picture as a terminal would show it, and let a decoder read it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeQR } from "qr/decode.js";
import { qrLines } from "./qr-lines.ts";

const SCALE = 4;
/** What a terminal shows in the upper and the lower half of each block: whether it is drawn. */
const HALVES: { readonly [block: string]: readonly [boolean, boolean] } = {
  " ": [false, false],
  "\u2580": [true, false],
  "\u2584": [false, true],
  "\u2588": [true, true],
};

/** A picture of lines of blocks; `paper` and `ink` are how bright the terminal draws them. */
function pictureOf(lines: readonly string[], paper: number, ink: number) {
  const rows = lines.flatMap((line) => {
    const halves = [...line].map((block) => HALVES[block] ?? assert.fail(`drew ${block}`));
    return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
  });
  const margin = 8 * SCALE;
  const width = (rows[0]?.length ?? 0) * SCALE + 2 * margin;
  const height = rows.length * SCALE + 2 * margin;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const row = rows[Math.floor((y - margin) / SCALE)];
      const isDrawn = row?.[Math.floor((x - margin) / SCALE)] ?? false;
      data.fill(isDrawn ? ink : paper, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

const texts = [
  `https://folk.example.org/valley/j/12#${"0f".repeat(32)}.1234.${"ab".repeat(32)}`,
  `${"AB".repeat(96)}.1234.${"CD".repeat(32)}`,
  "Grüße",
];

for (const text of texts) {
  test(`a camera reads ${text.slice(0, 12)}`, async () => {
    const dark = await qrLines(text, false);
    assert.equal(decodeQR(pictureOf(dark, 0, 255)), text);
    const coloured = await qrLines(text, true);
    const bare = coloured.map((line) => {
      assert.ok(line.startsWith("\u001b[30;107m") && line.endsWith("\u001b[0m"));
      return line.slice("\u001b[30;107m".length, -"\u001b[0m".length);
    });
    assert.equal(decodeQR(pictureOf(bare, 255, 0)), text);
    assert.ok(
      dark.every((line) => line.length <= 78),
      "it fits into a window of 80",
    );
  });
}
