/** Goal: anyone who does not want a role says so, and anyone who holds it keeps it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { holderOf } from "./circle.ts";

const decline = (testLaw: TestLaw, person: number, role = 1) =>
  outcomeOf(testLaw.act(person, "circles/decline-role", { role }));

test("only who has a role on offer declines it, once, and may be asked again", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const until = testLaw.now + 200 * DAY;
  const wishes = [wish.openRole("keeper"), wish.fillRole(1, 1, until)];
  decide(testLaw, { circle: 2, kind: "role", wishes }, [1, 2]);
  testLaw.act(1, "circles/accept-role", { role: 1 });
  assert.equal(decline(testLaw, 2), "circles/not-offered");
  decide(testLaw, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  assert.equal(decline(testLaw, 1), "circles/not-offered");
  assert.equal(decline(testLaw, 2, 9), "circles/not-offered");
  assert.equal(decline(testLaw, 2), "done");
  assert.equal(decline(testLaw, 2), "circles/not-offered");
  assert.equal(holderOf(testLaw.state, 1 as RoleId, testLaw.now), 1);
  assert.equal(rehearse(testLaw, 2, wish.fillRole(1, 2, until)), "done");
  testLaw.assertSound();
});
