/** Goal: one reads whom a challenge can name together, exactly as opening it takes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { challengeBy, foundQuick, letIn, open } from "../testing/challenging.ts";
import { applyBy } from "../testing/joining.ts";
import { outcomeOf, type Village } from "../testing/village.ts";

interface Shown {
  readonly isMember: boolean;
  readonly most: number;
  readonly membersMost: number;
  readonly by: readonly {
    readonly voucher: number;
    readonly people: readonly { readonly person: number; readonly isMember: boolean }[];
  }[];
}

const together = (village: Village, person: number, viewer = 3) =>
  village.view<Shown>("challenges/together", { person, viewer });
const byVoucher = (village: Village, person: number, viewer?: number) =>
  together(village, person, viewer).by.map(({ voucher, people }) => {
    return [voucher, people.map((one) => one.person)];
  });

test("those who came by the same vouch are listed by voucher, and can be named so", () => {
  const village = foundQuick(12);
  const [first, second, third] = [
    [1, 2],
    [1, 4],
    [2, 5],
  ].map((by) => letIn(village, by));
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  assert.deepEqual(byVoucher(village, first), [
    [1, [second]],
    [2, [third]],
  ]);
  assert.deepEqual(byVoucher(village, second), [[1, [first]]]);
  const { isMember, most, membersMost } = together(village, first);
  assert.deepEqual([isMember, most, membersMost], [true, 20, 3]);
  assert.equal(outcomeOf(open(village, 3, [first, second], 1)), "done");
});

test("an applicant shares those whose vouch stands, with members too", () => {
  const village = foundQuick(10);
  const newcomer = letIn(village, [1, 2]);
  const waiting = applyBy(village, 1);
  village.act(2, "membership/vouch", { person: waiting });
  assert.deepEqual(byVoucher(village, waiting), [[2, [newcomer]]]);
  assert.deepEqual(together(village, newcomer).by[0]?.people, [
    { person: waiting, isMember: false },
  ]);
  assert.equal(outcomeOf(open(village, 3, [newcomer, waiting], 2)), "done");
});

test("who looks, who left, and whoever is challenged already are not listed; founders share nothing", () => {
  const village = foundQuick(12, { "intake-month-least": 6 });
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() => letIn(village, [1, 2]));
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  village.act(second, "membership/leave", {});
  challengeBy(village, [4, 5, 6], [third]);
  assert.deepEqual(byVoucher(village, first, fourth), []);
  assert.deepEqual(byVoucher(village, third), [], "nobody can be named beside them now");
  assert.deepEqual(byVoucher(village, 7), []);
  assert.equal(together(village, 99), undefined);
});
