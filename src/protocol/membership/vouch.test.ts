/** Goal: vouches are given by people who may, at a human pace, for people who are here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide } from "../testing/deciding.ts";
import { applyBy, rules, statusOf } from "../testing/joining.ts";
import {
  founder,
  foundVillage,
  outcomeOf,
  VILLAGE_START,
  type Village,
} from "../testing/village.ts";

function vouch(village: Village, from: number, person: number): string {
  return outcomeOf(village.act(from, "membership/vouch", { person }));
}

test("a vouch stands on both sides until its end", () => {
  const village = foundVillage(2);
  assert.equal(vouch(village, 1, 2), "done");
  const [at, until] = [village.now, village.now + 730 * DAY];
  const given = village.view<{ vouchesFor: object[] }>("membership/person", { person: 1 });
  assert.deepEqual(given.vouchesFor, [{ person: 2, at, until }]);
  const received = () =>
    village.view<{ vouchedBy: object[] }>("membership/person", { person: 2 }).vouchedBy;
  assert.deepEqual(received(), [{ person: 1, at, until }]);
  village.pass(730 * DAY - 1);
  assert.equal(received().length, 1);
  village.pass(1);
  assert.equal(received().length, 0);
  village.assertSound();
});

test("nobody vouches for themselves, for nobody, or for whoever has left", () => {
  const village = foundVillage(3);
  village.act(3, "membership/leave", {});
  assert.equal(vouch(village, 1, 1), "membership/not-for-yourself");
  assert.equal(vouch(village, 1, 9), "membership/no-such-person");
  assert.equal(vouch(village, 1, 3), "membership/has-left");
});

test("applicants and whoever has left cannot vouch", () => {
  const village = foundVillage(2);
  const applicant = applyBy(village, 1);
  assert.equal(vouch(village, applicant, 1), "membership/not-yet-admitted");
  village.act(2, "membership/leave", {});
  assert.equal(vouch(village, 2, 1), "membership/has-left");
});

test("a vouch is given again from 90 days before its end, and without a pause", () => {
  const village = foundVillage(3, { constitution: rules({ "vouch-life-days": 180 }) });
  assert.equal(vouch(village, 1, 2), "done");
  village.pass(90 * DAY - 1);
  assert.equal(vouch(village, 1, 2), "membership/already-vouched");
  assert.equal(vouch(village, 1, 3), "done");
  village.pass(1);
  assert.equal(vouch(village, 1, 2), "done");
  const given = village.view<{ vouchesFor: { until: number }[] }>("membership/person", {
    person: 1,
  });
  assert.equal(given.vouchesFor[0]?.until, village.now + 180 * DAY);
  village.pass(180 * DAY);
  assert.equal(vouch(village, 1, 2), "done");
  village.assertSound();
});

test("from one vouch to the next the pause passes, to the millisecond", () => {
  const village = foundVillage(3);
  assert.equal(vouch(village, 1, 2), "done");
  assert.equal(vouch(village, 1, 3), "membership/vouched-recently");
  village.pass(5 * DAY - 1);
  const receipt = village.act(1, "membership/vouch", { person: 3 });
  assert.equal(outcomeOf(receipt), "membership/vouched-recently");
  assert.deepEqual(receipt.refusal?.details, { from: village.now + 1 });
  village.pass(1);
  assert.equal(vouch(village, 1, 3), "done");
});

test("a newcomer waits, a founder does not", () => {
  const newcomer = { ...founder(2), founder: false, invitedBy: 1 };
  const members = [founder(1), newcomer];
  const village = foundVillage(2, { membership: { members, vouches: [] } });
  village.pass(90 * DAY - 1);
  assert.equal(vouch(village, 2, 1), "membership/too-new-to-vouch");
  village.pass(1);
  assert.equal(vouch(village, 2, 1), "done");
  assert.equal(vouch(village, 1, 2), "done");
});

test("as many vouches stand at once as the rules say; ended ones make room and are swept", () => {
  const figures = { "vouches-live-max": 5, "vouch-pace-days": 0, "vouch-life-days": 180 };
  const village = foundVillage(8, { constitution: rules(figures) });
  for (const person of [2, 3, 4, 5, 6]) assert.equal(vouch(village, 1, person), "done");
  assert.equal(vouch(village, 1, 7), "membership/too-many-vouches");
  village.pass(180 * DAY);
  assert.equal(vouch(village, 1, 7), "done");
  assert.equal(
    village.view<{ vouchesFor: object[] }>("membership/person", { person: 1 }).vouchesFor.length,
    1,
  );
  village.assertSound();
});

test("a view says beforehand what the action will say", () => {
  const village = foundVillage(3);
  vouch(village, 1, 2);
  const shown = village.view<{ mayVouch: { from: number; refusal: { code: string } | null } }>(
    "membership/person",
    { person: 1 },
  );
  assert.equal(shown.mayVouch.from, village.now + 5 * DAY);
  assert.equal(shown.mayVouch.refusal?.code, "membership/vouched-recently");
});

test("the vouch that completes the rule admits, in the same action", () => {
  const village = foundVillage(3);
  const person = applyBy(village, 1);
  vouch(village, 1, person);
  vouch(village, 2, person);
  assert.equal(statusOf(village, person), "applicant");
  const receipt = village.act(3, "membership/vouch", { person });
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["membership/vouch-given", "membership/person-admitted"],
  );
  assert.equal(statusOf(village, person), "member");
  const counts = village.view("membership/counts", {});
  assert.deepEqual(counts, { members: 4, applicants: 0, elders: 3 });
  assert.equal(village.now, VILLAGE_START);
  village.assertSound();
});

test("a change of the pause helps whoever waits, and makes nobody wait longer who vouched before it", () => {
  const pace = (village: Village, days: number) => {
    const input = { parameter: "vouch-pace-days", value: days };
    const wishes = [{ type: "constitution/set-parameter", input }];
    assert.equal(decide(village, { kind: "rule", wishes }, [1, 2, 3]), "in-effect");
  };
  const from = (village: Village) =>
    village.view<{ mayVouch: { from: number } }>("membership/person", { person: 1 }).mayVouch.from;
  for (const [before, after] of [
    [28, 26],
    [5, 6],
  ] as const) {
    const village = foundVillage(3, { constitution: rules({ "vouch-pace-days": before }) });
    vouch(village, 1, 2);
    assert.equal(from(village), VILLAGE_START + before * DAY);
    pace(village, after);
    assert.equal(from(village), VILLAGE_START + Math.min(before, after) * DAY);
  }
});
