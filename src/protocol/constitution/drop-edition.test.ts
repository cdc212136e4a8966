/** Goal: an adopted edition is dropped by everyone alone, as long as its height is not fixed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, rehearse, textHash, type Wish } from "../testing/deciding.ts";
import { foundVillage, type Village } from "../testing/village.ts";
import { adoptions } from "./edition-tables.ts";

const drop = (number: number): Wish => ({
  type: "constitution/drop-edition",
  input: { edition: number },
});

/** A village in which edition 2 waits. */
function withWaiting(): Village {
  const village = foundVillage(2);
  const input = { edition: 2, digest: textHash("edition 2"), moment: village.now + 60 * DAY };
  const wishes = [{ type: "constitution/adopt-edition", input }];
  assert.equal(decide(village, { kind: "rule", wishes }, [1, 2]), "in-effect");
  return village;
}

test("what waits is dropped, by its number, by everyone", () => {
  const village = withWaiting();
  assert.equal(rehearse(village, 2, drop(2)), "constitution/only-everyone");
  assert.equal(rehearse(village, 1, drop(1)), "constitution/no-such-adoption");
  assert.equal(decide(village, { kind: "rule", wishes: [drop(2)] }, [1, 2]), "in-effect");
  assert.equal(adoptions.get(village.state, [1])?.standing, "dropped");
  assert.equal(rehearse(village, 1, drop(2)), "constitution/no-such-adoption");
  village.assertSound();
});

test("an edition whose height is fixed is not dropped", () => {
  const village = withWaiting();
  const row = adoptions.get(village.state, [1]);
  assert.ok(row);
  adoptions.put(village.state, [1], { ...row, standing: "fixed", height: 9 });
  assert.equal(rehearse(village, 1, drop(2)), "constitution/edition-fixed");
  village.assertSound();
});
