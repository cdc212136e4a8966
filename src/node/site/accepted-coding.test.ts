/** Goal: nothing is sent in a coding that was not asked for. Method: headers as browsers and others write them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { acceptedCoding } from "./accepted-coding.ts";

const CASES: readonly (readonly [accepted: string | undefined, coding: string | undefined])[] = [
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP", "gzip"],
  ["br;q=0, gzip;q=0.1", "gzip"],
  ["br ; q=0.000 , gzip ; q=0", undefined],
  ["*", "br"],
  ["*;q=0", undefined],
  ["br;q=0, *", "gzip"],
  ["identity", undefined],
  ["brotli, xgzip", undefined],
  ["", undefined],
  [undefined, undefined],
];

test("the smallest coding that is taken is chosen, and none that is refused", () => {
  for (const [accepted, coding] of CASES) {
    assert.equal(acceptedCoding(["br", "gzip"], accepted), coding, accepted);
  }
});
