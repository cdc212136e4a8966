/** Goal: people choose their own profile, and only theirs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { publishText, textHash } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

const NONE = new Uint8Array(32);

function choose(testLaw: TestLaw, person: number, text: Uint8Array): string {
  return outcomeOf(testLaw.act(person, "records/set-profile", { text }));
}

function profilesIn(testLaw: TestLaw) {
  return testLaw.view<{ rows: { person: number; text: Uint8Array }[] }>("records/profiles", {
    after: 0,
  }).rows;
}

test("a person chooses a profile, another one, and none", () => {
  const testLaw = foundTestLaw(2);
  const [first, second] = ["first", "second"].map((word) =>
    publishText(testLaw, 1, word, "profile"),
  );
  assert.ok(first && second);
  assert.equal(choose(testLaw, 1, first), "done");
  assert.deepEqual(
    profilesIn(testLaw).map(({ person, text }) => [person, text]),
    [[1, first]],
  );
  assert.equal(choose(testLaw, 1, second), "done");
  assert.deepEqual(
    profilesIn(testLaw).map(({ text }) => text),
    [second],
  );
  testLaw.assertSound();
  assert.equal(choose(testLaw, 1, NONE), "done");
  assert.deepEqual(profilesIn(testLaw), []);
  testLaw.assertSound();
});

test("an unknown text, somebody else's, one of another kind and an erased one are refused", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(choose(testLaw, 1, textHash("nothing")), "records/unknown-text");
  const theirs = publishText(testLaw, 2, "theirs", "profile");
  assert.equal(choose(testLaw, 1, theirs), "records/not-yours");
  assert.equal(
    choose(testLaw, 1, publishText(testLaw, 1, "note", "note")),
    "records/not-a-profile",
  );
  const erased = publishText(testLaw, 1, "gone", "profile");
  testLaw.pass(1);
  testLaw.act(1, "records/erase", { text: erased });
  assert.equal(choose(testLaw, 1, erased), "records/erased");
});

test("the profile that it is already is refused, none included", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(choose(testLaw, 1, NONE), "records/profile-unchanged");
  const text = publishText(testLaw, 1, "me", "profile");
  choose(testLaw, 1, text);
  assert.equal(choose(testLaw, 1, text), "records/profile-unchanged");
});
