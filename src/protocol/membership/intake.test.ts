/** Goal: outside phases a community grows by a share of itself, anyone who vouches, and everybody gets a turn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide } from "../testing/deciding.ts";
import { applyBy, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

const QUICK = { "vouch-pace-days": 0, "vouches-needed": 1, "application-days": 90 };

function ask(testLaw: TestLaw, by: number, voucher = by): number {
  const person = applyBy(testLaw, by);
  const receipt = testLaw.act(voucher, "membership/vouch", { person });
  assert.equal(outcomeOf(receipt), "done");
  return person;
}

const quick = (people: number, figures = {}) =>
  foundTestLaw(people, { constitution: rules({ ...QUICK, ...figures }) });

interface Growth {
  readonly free: number;
  readonly placeAt: number;
  readonly waiting: readonly { readonly person: number; readonly place: number }[];
}
const growth = (testLaw: TestLaw) => testLaw.view<Growth>("membership/growth", { person: 1 });
const members = (testLaw: TestLaw) =>
  testLaw.view<{ members: number }>("membership/counts", {}).members;

/** Two vouches lie on separate ways from two founders. */
function askTwice(testLaw: TestLaw, by: number, other: number): number {
  const person = ask(testLaw, by);
  testLaw.act(other, "membership/vouch", { person });
  return person;
}

test("three in 30 days, six in a year: the next wait, are shown, and come in by themselves", () => {
  const testLaw = quick(5);
  const people = [1, 2, 3, 4].map((by) => askTwice(testLaw, by, 5));
  const stand = () => people.map((person) => statusOf(testLaw, person));
  assert.deepEqual(stand(), ["member", "member", "member", "applicant"]);
  assert.deepEqual(
    growth(testLaw).waiting.map(({ person, place }) => [person, place]),
    [[people[3], 1]],
  );
  assert.equal(growth(testLaw).placeAt, testLaw.now + 30 * DAY);
  testLaw.pass(30 * DAY - 1);
  assert.equal(statusOf(testLaw, people[3] as number), "applicant");
  testLaw.pass(1);
  assert.equal(statusOf(testLaw, people[3] as number), "member");
  const more = [1, 2, 3].map((by) => askTwice(testLaw, by, 5));
  assert.equal(members(testLaw), 5 + 6);
  assert.equal(growth(testLaw).placeAt, testLaw.now + 335 * DAY, "a year after the first");
  testLaw.pass(335 * DAY - 1);
  assert.equal(statusOf(testLaw, more[2] as number), "applicant", "who waits for a place stays");
  testLaw.pass(1);
  assert.equal(members(testLaw), 5 + 6 + 1);
  testLaw.assertSound();
});

test("a tenth in 30 days and a quarter in a year, of those who were there before", () => {
  const testLaw = quick(40);
  const by = (at: number) => 1 + (at % 39);
  for (let at = 0; at < 12; at += 1) askTwice(testLaw, by(at), 40);
  assert.equal(members(testLaw), 44);
  testLaw.pass(30 * DAY);
  assert.equal(members(testLaw), 48);
  testLaw.pass(30 * DAY);
  assert.equal(members(testLaw), 50, "a quarter of 40");
  testLaw.pass(30 * DAY);
  assert.equal(members(testLaw), 50);
  testLaw.assertSound();
});

test("first come those whose vouchers brought fewest, then who waits longest", () => {
  const testLaw = quick(6, { "intake-month-least": 1 });
  const first = askTwice(testLaw, 1, 2);
  assert.equal(statusOf(testLaw, first), "member");
  const [second, third] = [askTwice(testLaw, 1, 2), askTwice(testLaw, 3, 4)];
  const fourth = askTwice(testLaw, 5, 6);
  assert.deepEqual(
    growth(testLaw).waiting.map(({ person }) => person),
    [third, fourth, second],
  );
  testLaw.pass(30 * DAY);
  assert.equal(statusOf(testLaw, third), "member");
  testLaw.assertSound();
});

test("who loses a vouch while waiting goes back, and lapses in time", () => {
  const testLaw = quick(5, { "vouches-needed": 2, "intake-month-least": 1 });
  askTwice(testLaw, 1, 2);
  const waiting = askTwice(testLaw, 3, 4);
  testLaw.act(4, "membership/withdraw-vouch", { person: waiting });
  testLaw.pass(30 * DAY);
  assert.equal(statusOf(testLaw, waiting), "applicant");
  assert.deepEqual(growth(testLaw).waiting, []);
  testLaw.pass(90 * DAY);
  assert.equal(statusOf(testLaw, waiting), "left");
  testLaw.assertSound();
});

test("a rule that was lowered admits by itself anyone who meets it", () => {
  const testLaw = foundTestLaw(5);
  const person = applyBy(testLaw, 1);
  for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person });
  const input = { parameter: "vouches-needed", value: 2 };
  const wishes = [{ type: "constitution/set-parameter", input }];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2, 3, 4, 5]), "in-effect");
  testLaw.pass(1);
  assert.equal(statusOf(testLaw, person), "member");
  testLaw.assertSound();
});

test("leaving and coming back takes a place like everybody's", () => {
  const testLaw = quick(5);
  for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person: 5 });
  for (let round = 0; round < 3; round += 1) {
    leaveNow(testLaw, 5);
    testLaw.act(5, "membership/apply", {});
    assert.equal(statusOf(testLaw, 5), "member");
  }
  leaveNow(testLaw, 5);
  testLaw.act(5, "membership/apply", {});
  assert.equal(statusOf(testLaw, 5), "applicant");
  testLaw.assertSound();
});
