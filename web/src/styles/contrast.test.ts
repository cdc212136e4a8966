import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const sheet = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../web/src/styles/${name}`, import.meta.url)), "utf8");

type Rgb = readonly [number, number, number];

function hex(text: string): Rgb {
  const long = text.length === 4 ? text.replaceAll(/[0-9a-f]/g, "$&$&") : text;
  const at = (from: number): number => Number.parseInt(long.slice(from, from + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

const linear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** A colour by lightness, chroma and hue, as linear light. Source: CSS Color 4, section 9. */
function light(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** How well one is read on the other, from 1 to 21. Source: WCAG 2.2, "contrast ratio". */
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const tokens = new Map(
  [...sheet("tokens.css").matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(
    ([, name = "", day = "", night = ""]) => [name, [hex(day), hex(night)] as const],
  ),
);

function token(name: string, scheme: 0 | 1): Rgb {
  const found = tokens.get(name);
  assert.ok(found !== undefined, name);
  const [r, g, b] = found[scheme];
  return [linear(r), linear(g), linear(b)];
}

const papers = ["paper", "sheet"];
const washes = ["moss-wash", "clay-wash", "sun-wash", "well"];
const pairs: readonly (readonly [string, readonly string[], number])[] = [
  ["ink", [...papers, ...washes], 4.5],
  ["soft", [...papers, ...washes], 4.5],
  ["moss", [...papers, "moss-wash", "well"], 4.5],
  ["moss-deep", papers, 4.5],
  ["clay", papers, 4.5],
  ["clay-ink", [...papers, "clay-wash"], 4.5],
  ["sun", [...papers, "sun-wash"], 4.5],
  ["on-moss", ["moss", "moss-deep"], 4.5],
  ["edge", papers, 3],
];

for (const [scheme, name] of [
  [0, "light"],
  [1, "dark"],
] as const) {
  test(`everything that is read or seen stands out from what it lies on: ${name}`, () => {
    for (const [mark, grounds, least] of pairs) {
      for (const ground of grounds) {
        const ratio = contrast(token(mark, scheme), token(ground, scheme));
        assert.ok(ratio >= least, `${mark} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
  });

  test(`initials are read on every person's colour: ${name}`, () => {
    const style = sheet("people.css");
    const hues = [...style.matchAll(/--hue: (\d+)/g)].map(([, hue]) => Number(hue));
    assert.equal(hues.length, 12);
    const number = "([\\d.]+)";
    const colour = `(?:oklch\\(${number} ${number} var\\(--hue\\)\\)|#fff)`;
    const both = new RegExp(`light-dark\\(${colour}, ${colour}\\)`, "g");
    const read = [...style.matchAll(both)].map(([, ...found]) =>
      found.slice(2 * scheme, 2 * scheme + 2),
    );
    assert.equal(read.length, 4, "a ground and letters, pastel and deep");
    for (const hue of hues) {
      const [ground, letters, deep, onDeep] = read.map(([lightness = "1", chroma = "0"]) =>
        light(Number(lightness), Number(chroma), hue),
      );
      assert.ok(ground && letters && deep && onDeep);
      for (const [one, other] of [
        [ground, letters],
        [deep, onDeep],
      ] as const) {
        const ratio = contrast(one, other);
        assert.ok(ratio >= 4.5, `hue ${hue}: ${ratio.toFixed(2)}`);
      }
    }
  });
}
