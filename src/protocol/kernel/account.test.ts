/** Goal: every account has one number, one key and one spelling, and a person's is their own number. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  accountOfText,
  accountText,
  circleAccount,
  ownerOf,
  peopleOf,
  personAccount,
} from "./account.ts";
import { type AccountId, accountId, type CircleId, type PersonId } from "./ids.ts";
import { tokenOf } from "./key.ts";
import { decode, encode, record } from "./schema.ts";
import { part, table } from "./table.ts";

const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const accounts = fc.oneof(
  number.map((each) => personAccount(each as PersonId)),
  number.map((each) => circleAccount(each as CircleId)),
);
const held = table({
  id: 0x7f01,
  name: "test/held",
  about: "By account.",
  visibility: "everyone",
  key: [part("account", accountId)],
  row: record({}),
});

test("an account says whose it is", () => {
  fc.assert(
    fc.property(number, (each) => {
      const [person, circle] = [each as PersonId, each as CircleId];
      assert.deepEqual(ownerOf(personAccount(person)), { kind: "person", person });
      assert.deepEqual(ownerOf(circleAccount(circle)), { kind: "circle", circle });
    }),
  );
});

test("a person's account costs what the person's number costs", () => {
  const person = 7 as PersonId;
  assert.equal(personAccount(person) as number, 7);
  assert.equal(tokenOf([personAccount(person)]), 7);
});

test("bytes, keys and words bring an account back, and keys lie in the order of accounts", () => {
  const row = record({ account: accountId });
  fc.assert(
    fc.property(accounts, accounts, (account, other) => {
      const decoded = decode(row, encode(row, { account }));
      assert.deepEqual(decoded, { ok: true, value: { account } });
      assert.deepEqual(held.readKey(held.keyBytes([account])), [account]);
      assert.equal(accountOfText(accountText(account)), account);
      const order = Buffer.compare(held.keyBytes([account]), held.keyBytes([other]));
      assert.equal(order, Math.sign(account - other));
    }),
  );
});

test("a kind that this law does not know is nobody's, and keeps its number", () => {
  const unknown = (2 * 2 ** 32 + 5) as AccountId;
  assert.equal(accountId.problem(unknown), undefined);
  assert.equal(ownerOf(unknown), undefined);
  assert.equal(accountOfText(accountText(unknown)), unknown);
  assert.equal(accountId.problem(2 ** 40 - 1), undefined);
  assert.equal(accountId.problem(2 ** 40), "above 1099511627775");
});

test("other words are no account", () => {
  for (const words of ["", "circle:", "circle:x", "circle:4294967296", "07", "-1", "1.5", "kofi"]) {
    assert.equal(accountOfText(words), undefined, words);
  }
  assert.equal(accountOfText("circle:4294967295"), circleAccount(4294967295 as CircleId));
  assert.equal(accountOfText("1099511627775"), (2 ** 40 - 1) as AccountId);
  assert.equal(accountOfText("1099511627776"), undefined);
});

test("only people are named among accounts", () => {
  const person = 4294967295 as PersonId;
  const both = [personAccount(person), circleAccount(0 as CircleId)];
  assert.deepEqual(peopleOf(both), [person]);
});
