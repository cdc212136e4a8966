// Goal: a challenge names several who share a voucher, in the law's order, and never more than it takes.
// Method: what a node tells, and what somebody chooses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ALONE, accusedOf, choosable, type Together } from "./named.ts";

const member = (person: number) => ({ person, isMember: true });
const applicant = (person: number) => ({ person, isMember: false });
const together = (rest: Partial<Together> = {}): Together => ({
  person: 10,
  isMember: true,
  most: 20,
  membersMost: 2,
  by: [
    { voucher: 1, people: [member(4), member(12), applicant(13)] },
    { voucher: 2, people: [member(12)] },
  ],
  ...rest,
});
const off = (...chosen: Parameters<typeof choosable>) =>
  choosable(...chosen)
    .filter(({ isOff }) => isOff)
    .map(({ person }) => person);

test("one person alone is named without a voucher", () => {
  assert.deepEqual(accusedOf(together(), ALONE), { accused: [10], voucher: 0 });
  assert.deepEqual(accusedOf(together(), { voucher: 1, people: [] }), {
    accused: [10],
    voucher: 0,
  });
});

test("several are named by the voucher whom they share, the lowest number first", () => {
  const chosen = { voucher: 1, people: [13, 4] };
  assert.deepEqual(accusedOf(together(), chosen), { accused: [4, 10, 13], voucher: 1 });
});

test("who is not here by that vouch, or no longer listed, is not named", () => {
  assert.deepEqual(accusedOf(together(), { voucher: 2, people: [4, 12] }), {
    accused: [10, 12],
    voucher: 2,
  });
  assert.deepEqual(accusedOf(together(), { voucher: 3, people: [4] }), {
    accused: [10],
    voucher: 0,
  });
});

test("members are chosen up to a fifth, applicants besides", () => {
  assert.deepEqual(off(together(), { voucher: 1, people: [] }), []);
  assert.deepEqual(off(together(), { voucher: 1, people: [4] }), [12]);
  assert.deepEqual(off(together({ isMember: false }), { voucher: 1, people: [4] }), []);
  assert.deepEqual(off(together({ membersMost: 1 }), { voucher: 1, people: [13] }), [4, 12]);
});

test("no more are chosen than one challenge names", () => {
  const people = Array.from({ length: 25 }, (_, at) => applicant(20 + at));
  const many = together({ by: [{ voucher: 1, people }] });
  const chosen = people.slice(0, 18).map(({ person }) => person);
  assert.deepEqual(off(many, { voucher: 1, people: chosen }), []);
  assert.equal(off(many, { voucher: 1, people: [...chosen, 38] }).length, 6);
});
