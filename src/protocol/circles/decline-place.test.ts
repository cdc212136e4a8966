/** Goal: anyone who does not want a place in a circle says so, and it stands offered no longer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";

const decline = (testLaw: TestLaw, person: number, circle = 2) =>
  outcomeOf(testLaw.act(person, "circles/decline-place", { circle }));

test("only who has a place on offer declines it, once, and may be asked again", () => {
  const testLaw = foundCircles(4, [{ members: [1] }]);
  assert.equal(decline(testLaw, 3), "circles/not-offered");
  decide(testLaw, { circle: 1, kind: "circle", wishes: [wish.admit(2, 3)] }, [1, 2]);
  assert.equal(decline(testLaw, 4), "circles/not-offered");
  assert.equal(decline(testLaw, 3, 1), "circles/not-offered");
  assert.equal(decline(testLaw, 3), "done");
  assert.equal(decline(testLaw, 3), "circles/not-offered");
  assert.equal(rehearse(testLaw, 1, wish.admit(2, 3)), "done");
  testLaw.assertSound();
});
