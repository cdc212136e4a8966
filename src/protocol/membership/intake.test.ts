/** Goal: outside phases a community grows by a share of itself, whoever vouches, and everybody gets a turn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide } from "../testing/deciding.ts";
import { applyBy, rules, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

const QUICK = { "vouch-pace-days": 0, "vouches-needed": 1, "application-days": 90 };

function ask(village: Village, by: number, voucher = by): number {
  const person = applyBy(village, by);
  const receipt = village.act(voucher, "membership/vouch", { person });
  assert.equal(outcomeOf(receipt), "done");
  return person;
}

const quick = (people: number, figures = {}) =>
  foundVillage(people, { constitution: rules({ ...QUICK, ...figures }) });

interface Growth {
  readonly free: number;
  readonly placeAt: number;
  readonly waiting: readonly { readonly person: number; readonly place: number }[];
}
const growth = (village: Village) => village.view<Growth>("membership/growth", { person: 1 });
const members = (village: Village) =>
  village.view<{ members: number }>("membership/counts", {}).members;

/** Two vouches lie on separate ways from two founders. */
function askTwice(village: Village, by: number, other: number): number {
  const person = ask(village, by);
  village.act(other, "membership/vouch", { person });
  return person;
}

test("three in 30 days, six in a year: the next wait, are shown, and come in by themselves", () => {
  const village = quick(5);
  const people = [1, 2, 3, 4].map((by) => askTwice(village, by, 5));
  const stand = () => people.map((person) => statusOf(village, person));
  assert.deepEqual(stand(), ["member", "member", "member", "applicant"]);
  assert.deepEqual(
    growth(village).waiting.map(({ person, place }) => [person, place]),
    [[people[3], 1]],
  );
  assert.equal(growth(village).placeAt, village.now + 30 * DAY);
  village.pass(30 * DAY - 1);
  assert.equal(statusOf(village, people[3] as number), "applicant");
  village.pass(1);
  assert.equal(statusOf(village, people[3] as number), "member");
  const more = [1, 2, 3].map((by) => askTwice(village, by, 5));
  assert.equal(members(village), 5 + 6);
  assert.equal(growth(village).placeAt, village.now + 335 * DAY, "a year after the first");
  village.pass(335 * DAY - 1);
  assert.equal(statusOf(village, more[2] as number), "applicant", "who waits for a place stays");
  village.pass(1);
  assert.equal(members(village), 5 + 6 + 1);
  village.assertSound();
});

test("a tenth in 30 days and a quarter in a year, of those who were there before", () => {
  const village = quick(40);
  const by = (at: number) => 1 + (at % 39);
  for (let at = 0; at < 12; at += 1) askTwice(village, by(at), 40);
  assert.equal(members(village), 44);
  village.pass(30 * DAY);
  assert.equal(members(village), 48);
  village.pass(30 * DAY);
  assert.equal(members(village), 50, "a quarter of 40");
  village.pass(30 * DAY);
  assert.equal(members(village), 50);
  village.assertSound();
});

test("first come those whose vouchers brought fewest, then who waits longest", () => {
  const village = quick(6, { "intake-month-least": 1 });
  const first = askTwice(village, 1, 2);
  assert.equal(statusOf(village, first), "member");
  const [second, third] = [askTwice(village, 1, 2), askTwice(village, 3, 4)];
  const fourth = askTwice(village, 5, 6);
  assert.deepEqual(
    growth(village).waiting.map(({ person }) => person),
    [third, fourth, second],
  );
  village.pass(30 * DAY);
  assert.equal(statusOf(village, third), "member");
  village.assertSound();
});

test("who loses a vouch while waiting goes back, and lapses in time", () => {
  const village = quick(5, { "vouches-needed": 2, "intake-month-least": 1 });
  askTwice(village, 1, 2);
  const waiting = askTwice(village, 3, 4);
  village.act(4, "membership/withdraw-vouch", { person: waiting });
  village.pass(30 * DAY);
  assert.equal(statusOf(village, waiting), "applicant");
  assert.deepEqual(growth(village).waiting, []);
  village.pass(90 * DAY);
  assert.equal(statusOf(village, waiting), "left");
  village.assertSound();
});

test("a rule that was lowered admits by itself whoever meets it", () => {
  const village = foundVillage(5);
  const person = applyBy(village, 1);
  for (const from of [1, 2]) village.act(from, "membership/vouch", { person });
  const input = { parameter: "vouches-needed", value: 2 };
  const wishes = [{ type: "constitution/set-parameter", input }];
  assert.equal(decide(village, { kind: "rule", wishes }, [1, 2, 3, 4, 5]), "in-effect");
  village.pass(1);
  assert.equal(statusOf(village, person), "member");
  village.assertSound();
});

test("leaving and coming back takes a place like everybody's", () => {
  const village = quick(5);
  for (const from of [1, 2]) village.act(from, "membership/vouch", { person: 5 });
  for (let round = 0; round < 3; round += 1) {
    village.act(5, "membership/leave", {});
    village.act(5, "membership/apply", {});
    assert.equal(statusOf(village, 5), "member");
  }
  village.act(5, "membership/leave", {});
  village.act(5, "membership/apply", {});
  assert.equal(statusOf(village, 5), "applicant");
  village.assertSound();
});
