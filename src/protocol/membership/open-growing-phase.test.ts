/** Goal: a community that wants to grow faster than its pace decides so together, by equal places. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function vouch(testLaw: TestLaw, from: number, person: number): string {
  return outcomeOf(testLaw.act(from, "membership/vouch", { person }));
}

function bring(testLaw: TestLaw, by: number): number {
  const person = applyBy(testLaw, by);
  assert.equal(vouch(testLaw, by, person), "done");
  return person;
}

interface Growth {
  readonly phase: { readonly places: number; readonly until: number } | null;
}

const growth = (testLaw: TestLaw, person = 1) =>
  testLaw.view<Growth>("membership/growth", { person });
const places = (testLaw: TestLaw, person: number) => growth(testLaw, person).phase?.places;
const wish = { type: "membership/open-growing-phase", input: {} };

test("everyone together lets the community grow by equal places, once in half a year", () => {
  const testLaw = foundTestLaw(4);
  assert.equal(decide(testLaw, { kind: "member", wishes: [wish] }, [1, 2, 3]), "in-effect");
  const begun = testLaw.now;
  assert.equal(growth(testLaw).phase?.until, begun + 60 * DAY);
  assert.deepEqual(
    [1, 2, 3, 4].map((person) => places(testLaw, person)),
    [1, 1, 1, 1],
  );
  assert.equal(rehearse(testLaw, 1, wish), "membership/phase-runs");
  const first = bring(testLaw, 1);
  const again = applyBy(testLaw, 1);
  assert.equal(vouch(testLaw, 1, again), "membership/vouched-recently");
  bring(testLaw, 2);
  bring(testLaw, 3);
  assert.equal(growth(testLaw).phase, null, "half of four, at least three, are seven members");
  assert.equal(vouch(testLaw, first, 4), "membership/too-new-to-vouch", "newcomers wait as usual");
  testLaw.pass(begun + 180 * DAY - 1 - testLaw.now);
  assert.equal(rehearse(testLaw, 1, wish), "membership/grew-recently");
  testLaw.pass(1);
  assert.equal(rehearse(testLaw, 1, wish), "done");
  testLaw.assertSound();
});

test("only everyone together begins a growing phase, and it ends by its time", () => {
  const testLaw = foundTestLaw(4);
  assert.equal(rehearse(testLaw, 2, wish), "membership/only-everyone");
  decide(testLaw, { kind: "member", wishes: [wish] }, [1, 2, 3]);
  const waiting = bring(testLaw, 1);
  assert.equal(statusOf(testLaw, waiting), "member");
  testLaw.pass(60 * DAY - 1);
  assert.notEqual(growth(testLaw).phase, null);
  testLaw.pass(1);
  assert.equal(growth(testLaw).phase, null);
  testLaw.assertSound();
});

test("who came by one growing phase has no places in the next before two years, and counts within the pace", () => {
  const testLaw = foundTestLaw(4);
  const grow = () => decide(testLaw, { kind: "member", wishes: [wish] }, [1, 2, 3]);
  grow();
  const newcomer = bring(testLaw, 1);
  testLaw.pass(180 * DAY);
  grow();
  assert.equal(places(testLaw, newcomer), 0);
  assert.equal(places(testLaw, 1), 1);
  testLaw.pass(550 * DAY);
  grow();
  assert.equal(places(testLaw, newcomer), 1);
  const { year } = testLaw.view<{ year: { admitted: number } }>("membership/growth", { person: 1 });
  assert.equal(year.admitted, 0, "a year has passed");
  bring(testLaw, newcomer);
  const after = testLaw.view<{ year: { admitted: number } }>("membership/growth", { person: 1 });
  assert.equal(after.year.admitted, 1);
  testLaw.assertSound();
});
