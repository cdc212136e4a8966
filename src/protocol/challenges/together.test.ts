/** Goal: one reads whom a challenge can name together, exactly as opening it takes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { challengeBy, foundQuick, letIn, open } from "../testing/challenging.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";

interface Shown {
  readonly isMember: boolean;
  readonly most: number;
  readonly membersMost: number;
  readonly by: readonly {
    readonly voucher: number;
    readonly people: readonly { readonly person: number; readonly isMember: boolean }[];
  }[];
}

const together = (testLaw: TestLaw, person: number, viewer = 3) =>
  testLaw.view<Shown>("challenges/together", { person, viewer });
const byVoucher = (testLaw: TestLaw, person: number, viewer?: number) =>
  together(testLaw, person, viewer).by.map(({ voucher, people }) => {
    return [voucher, people.map((one) => one.person)];
  });

test("those who came by the same vouch are listed by voucher, and can be named so", () => {
  const testLaw = foundQuick(12);
  const [first, second, third] = [
    [1, 2],
    [1, 4],
    [2, 5],
  ].map((by) => letIn(testLaw, by));
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  assert.deepEqual(byVoucher(testLaw, first), [
    [1, [second]],
    [2, [third]],
  ]);
  assert.deepEqual(byVoucher(testLaw, second), [[1, [first]]]);
  const { isMember, most, membersMost } = together(testLaw, first);
  assert.deepEqual([isMember, most, membersMost], [true, 20, 3]);
  assert.equal(outcomeOf(open(testLaw, 3, [first, second], 1)), "done");
});

test("an applicant shares those whose vouch stands, with members too", () => {
  const testLaw = foundQuick(10);
  const newcomer = letIn(testLaw, [1, 2]);
  const waiting = applyBy(testLaw, 1);
  testLaw.act(2, "membership/vouch", { person: waiting });
  assert.deepEqual(byVoucher(testLaw, waiting), [[2, [newcomer]]]);
  assert.deepEqual(together(testLaw, newcomer).by[0]?.people, [
    { person: waiting, isMember: false },
  ]);
  assert.equal(outcomeOf(open(testLaw, 3, [newcomer, waiting], 2)), "done");
});

test("who looks, who left, and anyone who is challenged already are not listed; founders share nothing", () => {
  const testLaw = foundQuick(12, { "intake-month-least": 6 });
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() => letIn(testLaw, [1, 2]));
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  leaveNow(testLaw, second);
  challengeBy(testLaw, [4, 5, 6], [third]);
  assert.deepEqual(byVoucher(testLaw, first, fourth), []);
  assert.deepEqual(byVoucher(testLaw, third), [], "nobody can be named beside them now");
  assert.deepEqual(byVoucher(testLaw, 7), []);
  assert.equal(together(testLaw, 99), undefined);
});

test("whom a voucher brought whose vouch has ended since is not listed, but can be named by number", () => {
  const testLaw = foundQuick(12);
  const [first, second] = [1, 2].map(() => letIn(testLaw, [1, 2]));
  assert.ok(first !== undefined && second !== undefined);
  const shared = (other: number) =>
    testLaw.view<{ vouchers: number[] }>("challenges/shared", { person: first, other }).vouchers;
  assert.deepEqual(shared(second), [1, 2]);
  testLaw.act(1, "membership/withdraw-vouch", { person: second });
  assert.deepEqual(byVoucher(testLaw, first), [[2, [second]]]);
  assert.deepEqual(shared(second), [1, 2], "both let them in");
  assert.deepEqual([shared(first), shared(1), shared(99)], [[], [], []]);
  assert.equal(outcomeOf(open(testLaw, 3, [first, second], 1)), "done");
});
