/** Goal: whatever people publish, choose and erase, the room stays sound; broken states are noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { assertFound, brokenBy } from "../testing/breaking.ts";
import { hashBy, publishText, textHash } from "../testing/deciding.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { type Text, textKey, textOf, texts } from "../texts/index.ts";
import { profiles, textsOf, usage } from "./types.ts";

const ME = 1 as PersonId;
const YOU = 2 as PersonId;

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
      const testLaw = foundTestLaw(3);
      for (const { person, word, verb, kind, bytes } of steps) {
        const hash = hashBy(person, word);
        const published = { digest: textHash(word), audience: "public", kind, bytes };
        const input = verb === "publish" ? published : { text: hash };
        if (testLaw.act(person, `records/${verb}`, input).code === 0) done += 1;
        testLaw.pass(1);
        testLaw.assertSound();
      }
    }),
    { numRuns: 30 },
  );
  assert.ok(done > 60, `${done} were done`);
});

test("a wrong time or count, a lost text and a foreign profile are found", () => {
  const testLaw = foundTestLaw(2);
  const hash = publishText(testLaw, 1, "word", "note");
  const own = [ME, hash.slice(0, 26)] as const;
  const { now } = testLaw;
  const change = (row: Partial<Text>) => (state: Writer) => {
    const held = textOf(state, hash) ?? assert.fail();
    texts.put(state, textKey(hash), { ...held, ...row });
  };
  const counted = (what: string) => `records/usage-is-counted: ${what}`;
  const listed = (what: string) => `records/lists-are-right: ${what}`;
  const use =
    (count: number, bytes: number, person = ME) =>
    (state: Writer) =>
      usage.put(state, [person], { texts: count, bytes });
  assertFound(testLaw, [
    [change({ at: now + 1 }), counted("a time is wrong")],
    [change({ erasedAt: now - 1 }), counted("a time is wrong")],
    [change({ erasedAt: now, holds: 1 }), counted("a text that is held was erased")],
    [use(2, 100), counted("person 1 has published 1 texts, not 2")],
    [use(1, 99), counted("person 1 has published 1 texts, not 1")],
    [use(1, 1, YOU), counted("person 2 has published nothing")],
    [change({ erasedAt: now }), counted("person 1 has published nothing")],
    [change({ erasedAt: now }), listed("a text of person 1")],
    [change({ owner: YOU }), listed("a text of person 1")],
    [(state) => texts.delete(state, textKey(hash)), listed("a text of person 1")],
    [
      (state) => textsOf.put(state, [ME, hash.slice(1, 27)], { hash }),
      listed("a hash of person 1"),
    ],
    [(state) => textsOf.delete(state, own), listed("person 1 has 0 texts listed")],
    [
      (state) => profiles.put(state, [ME], { text: hash }),
      "records/profiles-are-own: the profile of person 1",
    ],
  ]);
  assert.ok(
    brokenBy(testLaw, change({ holds: 1 })).some((what) => /is held 1 times, not 0/.test(what)),
  );
});

test("a profile that somebody else wrote, that was erased or that is not there is found", () => {
  const testLaw = foundTestLaw(2);
  const text = publishText(testLaw, 1, "me", "profile");
  testLaw.act(1, "records/set-profile", { text });
  const held = textOf(testLaw.state, text) ?? assert.fail();
  const found = (person: number) => `records/profiles-are-own: the profile of person ${person}`;
  const put = (row: Partial<Text>) => (state: Writer) =>
    texts.put(state, textKey(text), { ...held, ...row });
  assertFound(testLaw, [
    [put({ erasedAt: testLaw.now }), found(1)],
    [put({ kind: "note" }), found(1)],
    [(state) => profiles.put(state, [YOU], { text }), found(2)],
    [(state) => texts.delete(state, textKey(text)), found(1)],
  ]);
});
