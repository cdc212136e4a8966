/**
 * Goal: a page opens without the law's codecs, which need what is only loaded when somebody signs,
 * checks or compares.
 * Method: the app's sources; only the places that are fetched later take more than types from the law.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../web/src/", import.meta.url));

/** Files that pages fetch when they are needed, with the law in them. */
const LATER = ["live/acting.ts", "live/joining.ts", "rooms/alarm/", "rooms/check/"];

const takesLaw = (text: string): boolean =>
  text
    .split(";")
    .some((line) => line.includes('from "folkmoot/protocol"') && !/import type /.test(line));

test("what every page loads takes only types from the law", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."));
  const taking = files.filter((file) => takesLaw(readFileSync(join(source, file), "utf8")));
  assert.ok(taking.length > 0);
  assert.deepEqual(
    taking.filter((file) => !LATER.some((place) => file.startsWith(place))),
    [],
  );
});
