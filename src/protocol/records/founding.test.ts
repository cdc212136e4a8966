/** Goal: texts and profiles start as the founding document says, or it is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { textHash } from "../testing/deciding.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { founding } from "./founding.ts";
import { TEXT_BYTES_MAX, TEXT_BYTES_MIN } from "./types.ts";

type Section = Parameters<typeof founding.problem>[0];

const hash = textHash("me");
const text = {
  hash,
  owner: 1 as PersonId,
  audience: "community",
  kind: "profile",
  bytes: 99,
} as const;
const profile = { person: 1 as PersonId, text: hash };

function problemOf(change: Partial<Section>): string {
  return founding.problem({ ...founding.empty, ...change }) ?? "";
}

test("texts and profiles are there, and views show them", () => {
  const testLaw = foundTestLaw(2, { records: { texts: [text], profiles: [profile] } });
  const { rows: profiles } = testLaw.view<{ rows: object[] }>("records/profiles", { after: 0 });
  assert.deepEqual(profiles, [{ person: 1, text: hash, audience: "community" }]);
  const shown = testLaw.view<{ isErased: boolean; owner: number }>("records/text", { hash });
  assert.deepEqual([shown.isErased, shown.owner], [false, 1]);
  assert.equal(testLaw.view("records/text", { hash: textHash("other") }), undefined);
  const listed = testLaw.view<{ used: object; texts: { hash: Uint8Array }[] }>("records/texts", {
    person: 1,
  });
  assert.deepEqual(listed.used, { texts: 1, bytes: 99 });
  assert.deepEqual(
    listed.texts.map((each) => each.hash),
    [hash],
  );
  assert.equal(testLaw.view("records/texts", { person: 9 }), undefined);
  testLaw.assertSound();
});

test("what cannot be in a document is named", () => {
  assert.match(
    problemOf({ texts: [{ ...text, hash: new Uint8Array(32) }] }),
    /hash: a text has one/,
  );
  assert.match(problemOf({ texts: [text, text] }), /texts: 1: hash: given twice/);
  for (const [bytes, isRight] of [
    [TEXT_BYTES_MIN - 1, false],
    [TEXT_BYTES_MIN, true],
    [TEXT_BYTES_MAX, true],
    [TEXT_BYTES_MAX + 1, false],
  ] as const) {
    assert.equal(problemOf({ texts: [{ ...text, bytes }] }) === "", isRight, `${bytes}`);
  }
  assert.match(problemOf({ profiles: [profile] }), /profiles: 0: not a profile/);
  assert.match(problemOf({ texts: [text], profiles: [profile, profile] }), /one comes twice/);
  const other = { ...profile, person: 2 as PersonId };
  assert.match(problemOf({ texts: [text], profiles: [other] }), /profiles: 0: not a profile/);
  const note = { ...text, kind: "note" as const };
  assert.match(problemOf({ texts: [note], profiles: [profile] }), /profiles: 0: not a profile/);
});

test("what is in force at the founding is among its texts, as what it is", () => {
  const article = { ...text, owner: 0 as PersonId, kind: "article" as const };
  const constitution = { charter: new Uint8Array(32), parameters: [], articles: [hash] };
  const foundWith = (texts: readonly object[]) =>
    foundTestLaw(1, { constitution, records: { ...founding.empty, texts } });
  assert.throws(() => foundWith([]), /no article with the hash/);
  assert.throws(() => foundWith([text]), /no article with the hash/);
  const testLaw = foundWith([article]);
  const shown = testLaw.view<{ isHeld: boolean }>("records/text", { hash });
  assert.equal(shown.isHeld, true);
  testLaw.assertSound();
});

test("a text of somebody who is not there does not fit", () => {
  const records = { ...founding.empty, texts: [{ ...text, owner: 3 }] };
  assert.throws(() => foundTestLaw(2, { records }), /there is no person 3/);
});
