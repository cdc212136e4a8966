/** Goal: anyone who holds nothing of a currency has no row, on every way that money comes and goes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { personAccount } from "../kernel/account.ts";
import type { AccountId, CurrencyId, PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { earn, offer, pay, trust, UNIT, walletOf } from "../testing/paying.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { credit, debit, mint, sharesOf } from "./holding.ts";
import { holders, holdings, supply } from "./types.ts";

const one = personAccount(1 as PersonId);
const currency = 1 as CurrencyId;

const isKept = (state: Reader, account: AccountId) =>
  holdings.has(state, [account, currency]) || holders.has(state, [currency, account]);

test("nothing that is made or given leaves no row", () => {
  const { state } = foundTestLaw(1);
  mint(state, one, currency, 0n);
  credit(state, one, currency, 0n);
  assert.equal(isKept(state, one), false);
  assert.equal(supply.has(state, [currency]), false);
});

test("the last share takes the row with it, and the one before does not", () => {
  const { state } = foundTestLaw(1);
  mint(state, one, currency, 2n);
  debit(state, one, currency, 1n);
  assert.equal(sharesOf(state, one, currency), 1n);
  assert.equal(isKept(state, one), true);
  debit(state, one, currency, 1n);
  assert.equal(isKept(state, one), false);
  assert.throws(() => debit(state, one, currency, 1n));
});

test("paying all, offering all, and an offer that comes back keep no empty row", () => {
  const testLaw = foundTestLaw(3);
  earn(testLaw);
  trust(testLaw, 2, 1);
  const all = walletOf(testLaw, 1).micro;
  assert.equal(pay(testLaw, 1, 2, [1, all - UNIT]), "done");
  assert.equal(offer(testLaw, 1, 3, 1, UNIT), "done");
  assert.equal(isKept(testLaw.state, one), false);
  testLaw.assertSound();
  testLaw.pass(DAY);
  assert.equal(outcomeOf(testLaw.act(1, "money/withdraw-offer", { offer: 1 })), "done");
  assert.equal(isKept(testLaw.state, one), true);
  testLaw.assertSound();
});

test("who holds a currency already is not written down as its holder once more", () => {
  const testLaw = foundTestLaw(1);
  mint(testLaw.state, one, currency, 1n);
  const written: string[] = [];
  const state: Writer = {
    read: (table, key) => testLaw.state.read(table, key),
    scan: (table, from, until) => testLaw.state.scan(table, from, until),
    write: (table, key, row) => {
      written.push(table.name);
      testLaw.state.write(table, key, row);
    },
  };
  credit(state, one, currency, 1n);
  assert.deepEqual(written, ["money/holdings"]);
});
