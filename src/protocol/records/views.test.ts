/** Goal: people see what is known of a text, and what somebody has published and not erased. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { publishText } from "../testing/deciding.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { holdText } from "../texts/index.ts";

test("a text shows whether it was erased, and whether something refers to it", () => {
  const testLaw = foundTestLaw(1);
  const hash = publishText(testLaw, 1, "word", "note");
  const shown = () => {
    const { isErased, isHeld } = testLaw.view<{ isErased: boolean; isHeld: boolean }>(
      "records/text",
      { hash },
    );
    return [isErased, isHeld];
  };
  assert.deepEqual(shown(), [false, false]);
  testLaw.act(1, "records/erase", { text: hash });
  assert.deepEqual(shown(), [true, false]);
  const other = publishText(testLaw, 1, "other", "note");
  holdText(testLaw.state, other);
  const { isHeld } = testLaw.view<{ isHeld: boolean }>("records/text", { hash: other });
  assert.equal(isHeld, true);
});

test("what is erased is neither listed nor counted, and one of several profiles stays chosen", () => {
  const testLaw = foundTestLaw(2);
  const [first, second] = ["one", "two"].map((word) => publishText(testLaw, 1, word, "profile"));
  testLaw.act(1, "records/set-profile", { text: first });
  testLaw.act(1, "records/erase", { text: second });
  const { used, texts } = testLaw.view<{ used: object; texts: { hash: Uint8Array }[] }>(
    "records/texts",
    { person: 1 },
  );
  assert.deepEqual([used, texts.map(({ hash }) => hash)], [{ texts: 1, bytes: 100 }, [first]]);
  assert.deepEqual(testLaw.view<{ rows: object[] }>("records/profiles", { after: 0 }).rows, [
    { person: 1, text: first, audience: "community" },
  ]);
  testLaw.assertSound();
});
