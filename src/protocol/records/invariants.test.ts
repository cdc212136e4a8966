/** Goal: whatever people publish, choose and erase, the room stays sound; broken states are noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PersonId } from "../kernel/ids.ts";
import { hashBy, publishText, textHash } from "../testing/deciding.ts";
import { foundVillage, VILLAGE_START, type Village } from "../testing/village.ts";
import { textKey, texts } from "../texts/index.ts";
import { profiles, textsOf, usage } from "./types.ts";

const ME = 1 as PersonId;

test("any row of publishing, choosing, erasing and leaving keeps the room sound", () => {
  const step = fc.record({
    person: fc.integer({ min: 1, max: 3 }),
    word: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    verb: fc.constantFrom("publish", "publish", "set-profile", "erase"),
    kind: fc.constantFrom("profile", "note"),
    bytes: fc.integer({ min: 30, max: 300 }),
  });
  let done = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
      const village = foundVillage(3);
      for (const { person, word, verb, kind, bytes } of steps) {
        const hash = hashBy(person, word);
        const published = { digest: textHash(word), audience: "public", kind, bytes };
        const input = verb === "publish" ? published : { text: hash };
        if (village.act(person, `records/${verb}`, input).code === 0) done += 1;
        village.pass(1);
        village.assertSound();
      }
    }),
    { numRuns: 30 },
  );
  assert.ok(done > 60, `${done} were done`);
});

test("a wrong count, a lost text and a foreign profile are noticed", () => {
  const hash = hashBy(1, "word");
  const row = { hash, owner: ME, audience: "community", kind: "note", bytes: 100 } as const;
  const at = VILLAGE_START;
  const breakages: readonly (readonly [(village: Village) => void, RegExp])[] = [
    [
      ({ state }) => usage.put(state, [ME], { texts: 2, bytes: 100 }),
      /has published 1 texts, not 2/,
    ],
    [({ state }) => usage.put(state, [2 as PersonId], { texts: 1, bytes: 1 }), /published nothing/],
    [({ state }) => textsOf.delete(state, [ME, hash.slice(0, 26)]), /0 texts listed/],
    [
      ({ state }) => texts.put(state, textKey(hash), { ...row, at, erasedAt: 0, holds: 1 }),
      /is held 1 times, not 0/,
    ],
    [
      ({ state }) => texts.put(state, textKey(hash), { ...row, at, erasedAt: at, holds: 1 }),
      /a text that is held was erased/,
    ],
    [({ state }) => texts.delete(state, textKey(hash)), /person 1/],
    [({ state }) => profiles.put(state, [ME], { text: hash }), /the profile of person 1/],
  ];
  for (const [harm, named] of breakages) {
    const village = foundVillage(2);
    publishText(village, 1, "word", "note");
    village.assertSound();
    harm(village);
    assert.throws(() => village.assertSound(), named);
  }
});
