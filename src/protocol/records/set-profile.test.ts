/** Goal: people choose their own profile, and only theirs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { publishText, textHash } from "../testing/deciding.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

const NONE = new Uint8Array(32);

function choose(village: Village, person: number, text: Uint8Array): string {
  return outcomeOf(village.act(person, "records/set-profile", { text }));
}

function profilesIn(village: Village) {
  return village.view<{ person: number; text: Uint8Array }[]>("records/profiles", {});
}

test("a person chooses a profile, another one, and none", () => {
  const village = foundVillage(2);
  const [first, second] = ["first", "second"].map((word) =>
    publishText(village, 1, word, "profile"),
  );
  assert.ok(first && second);
  assert.equal(choose(village, 1, first), "done");
  assert.deepEqual(
    profilesIn(village).map(({ person, text }) => [person, text]),
    [[1, first]],
  );
  assert.equal(choose(village, 1, second), "done");
  assert.deepEqual(
    profilesIn(village).map(({ text }) => text),
    [second],
  );
  village.assertSound();
  assert.equal(choose(village, 1, NONE), "done");
  assert.deepEqual(profilesIn(village), []);
  village.assertSound();
});

test("an unknown text, somebody else's, one of another kind and an erased one are refused", () => {
  const village = foundVillage(2);
  assert.equal(choose(village, 1, textHash("nothing")), "records/unknown-text");
  const theirs = publishText(village, 2, "theirs", "profile");
  assert.equal(choose(village, 1, theirs), "records/not-yours");
  assert.equal(
    choose(village, 1, publishText(village, 1, "note", "note")),
    "records/not-a-profile",
  );
  const erased = publishText(village, 1, "gone", "profile");
  village.pass(1);
  village.act(1, "records/erase", { text: erased });
  assert.equal(choose(village, 1, erased), "records/erased");
});

test("the profile that it is already is refused, none included", () => {
  const village = foundVillage(1);
  assert.equal(choose(village, 1, NONE), "records/profile-unchanged");
  const text = publishText(village, 1, "me", "profile");
  choose(village, 1, text);
  assert.equal(choose(village, 1, text), "records/profile-unchanged");
});
