/** Goal: people see what is known of a text, and what somebody has published and not erased. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { publishText } from "../testing/deciding.ts";
import { foundVillage } from "../testing/village.ts";
import { holdText } from "../texts/index.ts";

test("a text shows whether it was erased, and whether something refers to it", () => {
  const village = foundVillage(1);
  const hash = publishText(village, 1, "word", "note");
  const shown = () => {
    const { isErased, isHeld } = village.view<{ isErased: boolean; isHeld: boolean }>(
      "records/text",
      { hash },
    );
    return [isErased, isHeld];
  };
  assert.deepEqual(shown(), [false, false]);
  village.act(1, "records/erase", { text: hash });
  assert.deepEqual(shown(), [true, false]);
  const other = publishText(village, 1, "other", "note");
  holdText(village.state, other);
  const { isHeld } = village.view<{ isHeld: boolean }>("records/text", { hash: other });
  assert.equal(isHeld, true);
});

test("what is erased is neither listed nor counted, and one of several profiles stays chosen", () => {
  const village = foundVillage(2);
  const [first, second] = ["one", "two"].map((word) => publishText(village, 1, word, "profile"));
  village.act(1, "records/set-profile", { text: first });
  village.act(1, "records/erase", { text: second });
  const { used, texts } = village.view<{ used: object; texts: { hash: Uint8Array }[] }>(
    "records/texts",
    { person: 1 },
  );
  assert.deepEqual([used, texts.map(({ hash }) => hash)], [{ texts: 1, bytes: 100 }, [first]]);
  assert.deepEqual(village.view("records/profiles", {}), [
    { person: 1, text: first, audience: "community" },
  ]);
  village.assertSound();
});
