/** Goal: an adopted edition is dropped by everyone alone, as long as its height is not fixed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, rehearse, textHash, type Wish } from "../testing/deciding.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { adoptions } from "./edition-tables.ts";

const drop = (number: number): Wish => ({
  type: "constitution/drop-edition",
  input: { edition: number },
});

/** A community in which edition 2 waits. */
function withWaiting(): TestLaw {
  const testLaw = foundTestLaw(2);
  const input = { edition: 2, digest: textHash("edition 2"), moment: testLaw.now + 60 * DAY };
  const wishes = [{ type: "constitution/adopt-edition", input }];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2]), "in-effect");
  return testLaw;
}

test("what waits is dropped, by its number, by everyone", () => {
  const testLaw = withWaiting();
  assert.equal(rehearse(testLaw, 2, drop(2)), "constitution/only-everyone");
  assert.equal(rehearse(testLaw, 1, drop(1)), "constitution/no-such-adoption");
  assert.equal(decide(testLaw, { kind: "rule", wishes: [drop(2)] }, [1, 2]), "in-effect");
  assert.equal(adoptions.get(testLaw.state, [1])?.standing, "dropped");
  assert.equal(rehearse(testLaw, 1, drop(2)), "constitution/no-such-adoption");
  testLaw.assertSound();
});

test("an edition whose height is fixed is not dropped", () => {
  const testLaw = withWaiting();
  const row = adoptions.get(testLaw.state, [1]);
  assert.ok(row);
  adoptions.put(testLaw.state, [1], { ...row, standing: "fixed", height: 9 });
  assert.equal(rehearse(testLaw, 1, drop(2)), "constitution/edition-fixed");
  testLaw.assertSound();
});
