/** Goal: anyone who proposes something about a circle, or answers an offer, is told the rule and its figures. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { carryOut } from "../testing/carrying.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { textHash } from "../testing/deciding.ts";
import { explained, figures } from "../testing/explaining.ts";
import { defaultPolicy } from "./policy.ts";

test("every action is explained under its own name, in whole sentences", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  const names = [...testLaw.law.actionByType.keys()].filter((type) => type.startsWith("circles/"));
  const named = { circle: 2, person: 1, role: 1, until: DAY, purpose: textHash("why") };
  const policy = { kind: "role", policy: defaultPolicy("role") };
  for (const type of names) {
    const why = explained(testLaw, 2, type, { ...named, ...policy });
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(names.length > 0);
});

test("who is offered a role sees until when they would hold it; of no offer there is no moment", () => {
  const testLaw = foundCircles(2, [{ members: [1, 2] }]);
  const until = testLaw.now + 90 * DAY;
  carryOut(testLaw, 2, wish.openRole("keeper"));
  const seen = () => figures(testLaw, 2, "circles/accept-role", { role: 1 });
  assert.deepEqual(seen(), { role: 1, until: 0 });
  carryOut(testLaw, 2, wish.fillRole(1, 2, until));
  assert.deepEqual(seen(), { role: 1, until });
});

test("a new policy is told in words", () => {
  const testLaw = foundCircles(1, [{ members: [1] }]);
  const input = { circle: 2, kind: "role", policy: defaultPolicy("rule") };
  const { result } = explained(testLaw, 2, "circles/set-policy", input);
  assert.match(
    result,
    /^For matters of kind role in circle 2, .+: Passes if .*yes is more than 60 %/,
  );
});
