/** Goal: a community that wants to grow faster than its pace decides so together, by equal places. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function vouch(village: Village, from: number, person: number): string {
  return outcomeOf(village.act(from, "membership/vouch", { person }));
}

function bring(village: Village, by: number): number {
  const person = applyBy(village, by);
  assert.equal(vouch(village, by, person), "done");
  return person;
}

interface Growth {
  readonly phase: { readonly places: number; readonly until: number } | null;
}

const growth = (village: Village, person = 1) =>
  village.view<Growth>("membership/growth", { person });
const places = (village: Village, person: number) => growth(village, person).phase?.places;
const wish = { type: "membership/open-growing-phase", input: {} };

test("everyone together lets the community grow by equal places, once in half a year", () => {
  const village = foundVillage(4);
  assert.equal(decide(village, { kind: "member", wishes: [wish] }, [1, 2, 3]), "in-effect");
  const begun = village.now;
  assert.equal(growth(village).phase?.until, begun + 60 * DAY);
  assert.deepEqual(
    [1, 2, 3, 4].map((person) => places(village, person)),
    [1, 1, 1, 1],
  );
  assert.equal(rehearse(village, 1, wish), "membership/phase-runs");
  const first = bring(village, 1);
  const again = applyBy(village, 1);
  assert.equal(vouch(village, 1, again), "membership/vouched-recently");
  bring(village, 2);
  bring(village, 3);
  assert.equal(growth(village).phase, null, "half of four, at least three, are seven members");
  assert.equal(vouch(village, first, 4), "membership/too-new-to-vouch", "newcomers wait as usual");
  village.pass(begun + 180 * DAY - 1 - village.now);
  assert.equal(rehearse(village, 1, wish), "membership/grew-recently");
  village.pass(1);
  assert.equal(rehearse(village, 1, wish), "done");
  village.assertSound();
});

test("only everyone together begins a growing phase, and it ends by its time", () => {
  const village = foundVillage(4);
  assert.equal(rehearse(village, 2, wish), "membership/only-everyone");
  decide(village, { kind: "member", wishes: [wish] }, [1, 2, 3]);
  const waiting = bring(village, 1);
  assert.equal(statusOf(village, waiting), "member");
  village.pass(60 * DAY - 1);
  assert.notEqual(growth(village).phase, null);
  village.pass(1);
  assert.equal(growth(village).phase, null);
  village.assertSound();
});

test("who came by one growing phase has no places in the next before two years, and counts within the pace", () => {
  const village = foundVillage(4);
  const grow = () => decide(village, { kind: "member", wishes: [wish] }, [1, 2, 3]);
  grow();
  const newcomer = bring(village, 1);
  village.pass(180 * DAY);
  grow();
  assert.equal(places(village, newcomer), 0);
  assert.equal(places(village, 1), 1);
  village.pass(550 * DAY);
  grow();
  assert.equal(places(village, newcomer), 1);
  const { year } = village.view<{ year: { admitted: number } }>("membership/growth", { person: 1 });
  assert.equal(year.admitted, 0, "a year has passed");
  bring(village, newcomer);
  const after = village.view<{ year: { admitted: number } }>("membership/growth", { person: 1 });
  assert.equal(after.year.admitted, 1);
  village.assertSound();
});
