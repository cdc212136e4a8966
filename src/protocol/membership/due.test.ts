/** Goal: what becomes due is found at its moment, said, and done in bounded steps, so that others have their turn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { decide, giveText, textHash } from "../testing/deciding.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { foundVillage, VILLAGE_START, type Village } from "../testing/village.ts";
import { choresOf, setWeighed } from "./chores.ts";
import { membershipDue } from "./due.ts";
import { putMember } from "./standing.ts";
import { members } from "./types.ts";
import { lapses } from "./waiting-types.ts";

const next = (village: Village) => membershipDue.next(village.state);
const begin = (village: Village, milliseconds: number) => {
  village.now += milliseconds;
  return village.machine
    .begin(village.state, village.now)
    .filter(({ type }) => type.startsWith("membership/"))
    .map(({ type, data }) => [type, data]);
};

test("nothing is due in a quiet community; else the earliest of what is to come", () => {
  const village = foundVillage(3, { membership: phaseOf(3, 80, 90) });
  assert.equal(next(foundVillage(2)), undefined);
  assert.equal(next(village), VILLAGE_START + 90 * DAY, "the phase ends");
  const person = applyBy(village, 1);
  assert.equal(next(village), VILLAGE_START + 60 * DAY, "the application lapses");
  const reason = textHash("reason");
  giveText(village, reason, "reason");
  village.act(1, "membership/call-hearing", { person: 3, reason });
  village.act(person, "membership/leave", {});
  assert.equal(next(village), VILLAGE_START + 90 * DAY);
  assert.deepEqual(begin(village, 90 * DAY - 1), []);
  assert.deepEqual(begin(village, 1), [["membership/phase-ended", { kind: "founding" }]]);
  assert.equal(next(village), VILLAGE_START + 180 * DAY, "the hearing ends");
  assert.deepEqual(begin(village, 90 * DAY - 1), []);
  assert.deepEqual(begin(village, 1), [["membership/hearing-lapsed", { person: 3 }]]);
  assert.equal(next(village), undefined);
  village.assertSound();
});

test("an application lapses once, and says so; more than 256 lapse in more than one block", () => {
  const village = foundVillage(1);
  const person = applyBy(village, 1);
  assert.deepEqual(begin(village, 60 * DAY - 1), []);
  assert.deepEqual(begin(village, 1), [["membership/application-lapsed", { person }]]);
  assert.deepEqual(begin(village, DAY), []);
  village.assertSound();
  const { state, now } = village;
  for (let number = 1001; number <= 1257; number += 1) {
    const row = { ...founderRow(village), status: "applicant" as const };
    putMember(state, number as PersonId, row);
    lapses.put(state, [now, number as PersonId], {});
  }
  assert.equal(begin(village, 1).length, 256);
});

function founderRow({ state }: Village) {
  const row = members.get(state, [1 as PersonId]);
  assert.ok(row);
  return row;
}

test("a new rule has all weighed again, sixteen in a block, and then no more", () => {
  const village = foundVillage(3, { constitution: rules({ "applications-live-max": 50 }) });
  const people = Array.from({ length: 17 }, () => applyBy(village, 1));
  for (const from of [1, 2]) village.act(from, "membership/vouch", { person: people.at(-1) });
  const input = { parameter: "vouches-needed", value: 2 };
  const wishes = [{ type: "constitution/set-parameter", input }];
  assert.equal(decide(village, { kind: "rule", wishes }, [1, 2, 3]), "in-effect");
  const weighed = (many: number) => [["membership/applications-weighed", { people: many }]];
  if (next(village) === 0) assert.deepEqual(begin(village, 1), weighed(16));
  assert.equal(choresOf(village.state).person, people[15]);
  const goesOn = choresOf(village.state).weighAt;
  assert.equal(next(village), goesOn);
  assert.deepEqual(begin(village, goesOn - 1 - village.now), []);
  const last = begin(village, 1);
  assert.equal(last.length, 2);
  assert.deepEqual(last[1], weighed(1)[0]);
  assert.equal(statusOf(village, people[16] as number), "member");
  assert.equal(choresOf(village.state).weighAt, 0);
  assert.deepEqual(begin(village, 1000), []);
  village.assertSound();
});

test("who waits is not looked at before the next place, and then it is said also if nobody gets it", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "intake-month-least": 1 };
  const village = foundVillage(2, { constitution: rules(figures) });
  const people = [applyBy(village, 1), applyBy(village, 1)];
  for (const person of people) {
    for (const from of [1, 2]) village.act(from, "membership/vouch", { person });
  }
  assert.equal(next(village), VILLAGE_START + 30 * DAY);
  assert.deepEqual(begin(village, 30 * DAY - 1), []);
  village.act(1, "membership/withdraw-vouch", { person: people[1] });
  assert.deepEqual(begin(village, 1), [["membership/applications-weighed", { people: 0 }]]);
  assert.equal(next(village), village.now + 60 * DAY, "the application lapses again");
  village.assertSound();
});

test("weighing goes on after whom it had come to", () => {
  const village = foundVillage(2);
  const [first, second] = [applyBy(village, 1), applyBy(village, 1)];
  setWeighed(village.state, first as PersonId, village.now);
  assert.deepEqual(begin(village, 0), [["membership/applications-weighed", { people: 1 }]]);
  assert.equal(statusOf(village, second), "applicant");
});
