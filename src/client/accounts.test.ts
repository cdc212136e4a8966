/** Goal: pages and the law say the same of accounts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circleAccount, personAccount } from "../protocol/kernel/account.ts";
import type { CircleId, PersonId } from "../protocol/kernel/ids.ts";
import { accountOfCircle, circleOfAccount } from "./accounts.ts";

test("an account is a person's or a circle's as the law has it", () => {
  for (const number of [1, 7, 2 ** 32 - 1]) {
    const account: number = circleAccount(number as CircleId);
    assert.equal(accountOfCircle(number), account);
    assert.equal(circleOfAccount(account), number);
    assert.equal(circleOfAccount(personAccount(number as PersonId)), undefined);
  }
});
