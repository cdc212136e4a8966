/** Goal: whoever does not want a role says so, and whoever holds it keeps it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { outcomeOf, type Village } from "../testing/village.ts";
import { holderOf } from "./circle.ts";

const decline = (village: Village, person: number, role = 1) =>
  outcomeOf(village.act(person, "circles/decline-role", { role }));

test("only who has a role on offer declines it, once, and may be asked again", () => {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  const until = village.now + 200 * DAY;
  const wishes = [wish.openRole("keeper"), wish.fillRole(1, 1, until)];
  decide(village, { circle: 2, kind: "role", wishes }, [1, 2]);
  village.act(1, "circles/accept-role", { role: 1 });
  assert.equal(decline(village, 2), "circles/not-offered");
  decide(village, { circle: 2, kind: "role", wishes: [wish.fillRole(1, 2, until)] }, [1, 2]);
  assert.equal(decline(village, 1), "circles/not-offered");
  assert.equal(decline(village, 2, 9), "circles/not-offered");
  assert.equal(decline(village, 2), "done");
  assert.equal(decline(village, 2), "circles/not-offered");
  assert.equal(holderOf(village.state, 1 as RoleId, village.now), 1);
  assert.equal(rehearse(village, 2, wish.fillRole(1, 2, until)), "done");
  village.assertSound();
});
