/**
 * Goal: what an edition of the law has promised is never taken back, and no promise is made unnoticed.
 *
 * Method: compare every edition with `vectors/law.json`, line by line.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEditions, folkmootLaw, fromHex, PUBLISHED, rooms } from "#protocol/index.js";
import { codeNow, codeProblem, keptPromises, promisesNow } from "./vectors/promises.ts";

const kept = keptPromises();
const REMEDY = "run node dist/test/vectors/keep.js; a published edition needs a new one instead";

test("every edition promises what is kept of it", () => {
  const now = promisesNow();
  assert.deepEqual(
    kept.map(({ edition }) => edition),
    now.map(({ edition }) => edition),
    REMEDY,
  );
  for (const [at, promises] of now.entries()) {
    assert.deepEqual(promises, kept[at], `edition ${promises.edition}: ${REMEDY}`);
  }
});

test("an edition that is not published yet names the code as it is", () => {
  assert.equal(codeProblem(folkmootLaw), undefined);
  const code = fromHex(codeNow());
  assert.ok(code);
  const editionWith = (named: Uint8Array) =>
    createEditions([
      { number: 1, rooms },
      { number: 2, rooms, code: named },
    ]);
  assert.equal(codeProblem(editionWith(code), 1), undefined);
  const stale = editionWith(new Uint8Array(32));
  assert.match(codeProblem(stale, 1) ?? "", new RegExp(`edition 2: .* ${codeNow()}$`));
  assert.equal(codeProblem(stale, 2), undefined);
});

test("published editions are in the program for ever", () => {
  assert.ok(folkmootLaw.editions.length >= PUBLISHED);
});

test("each thing has one line, and every kind of thing has some", () => {
  for (const { lines } of kept) {
    assert.equal(new Set(lines).size, lines.length);
    for (const what of [
      "action",
      "table",
      "event",
      "fault",
      "figure",
      "kind",
      "founding",
      "room",
    ]) {
      assert.ok(
        lines.some((line) => line.startsWith(`${what} `)),
        what,
      );
    }
  }
});
