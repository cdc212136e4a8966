// Goal: flags derived from any shape read back what a shape holds, and refuse the rest.
// Method: fixed cases, and every action and view of the law.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountId, personId } from "../../protocol/kernel/ids.ts";
import {
  bounded,
  bytes32,
  choice,
  list,
  moment,
  record,
  u16,
  u53,
} from "../../protocol/kernel/schema.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { inputOf, optionsOf, wholeInputOf } from "./options.ts";

const NOW = Date.UTC(2026, 10, 21);
const micro = bounded(8, 9_007_199_254_740_991, "micro");
const shape = record({
  to: personId,
  amount: micro,
  until: moment,
  answer: choice(["yes", "no"]),
  noteHash: bytes32,
  parts: list(record({ currency: u16, micro }), 2),
});
const whole = {
  to: "3",
  amount: "12.50",
  until: "+1d",
  answer: "yes",
  noteHash: "none",
  parts: ["currency=1,micro=0.5", "currency=2,micro=7"],
};

test("an account is a person's number or a circle's, and nothing else", () => {
  const of = record({ to: accountId });
  const read = (to: string) => inputOf(of, { to }, { now: NOW });
  assert.deepEqual(read("3"), { ok: true, value: { to: 3 } });
  assert.deepEqual(read("circle:3"), { ok: true, value: { to: 4_294_967_299 } });
  for (const to of ["circle", "circle:", "circle:-1", "role:3", "1099511627776"]) {
    assert.equal(read(to).ok, false, to);
  }
});

test("an input is read from its flags", () => {
  const read = inputOf(shape, whole, { now: NOW });
  assert.ok(read.ok, read.ok ? "" : read.reason);
  assert.deepEqual(read.value, {
    to: 3,
    amount: 12_500_000,
    until: NOW + 86_400_000,
    answer: "yes",
    noteHash: new Uint8Array(32),
    parts: [
      { currency: 1, micro: 500_000 },
      { currency: 2, micro: 7_000_000 },
    ],
  });
});

test("an input that is given as a whole needs no random bytes, and nothing else is left out", () => {
  const action = folkmootLaw.actionByType.get("decisions/cast-vote");
  assert.ok(action !== undefined);
  const read = wholeInputOf(action.input, { decision: 7, ballot: "00" });
  assert.ok(read.ok, read.ok ? "" : read.reason);
  assert.deepEqual(wholeInputOf(action.input, { ballot: "00" }), {
    ok: false,
    reason: "decision: missing",
  });
});

test("the first flag that is missing or does not fit is named", () => {
  const wrong: readonly [Record<string, unknown>, RegExp][] = [
    [{ to: undefined }, /^--to is missing$/],
    [{ to: "-1" }, /^--to: /],
    [{ to: "4294967296" }, /^--to: above/],
    [{ amount: "1,5" }, /^--amount: /],
    [{ until: "soon" }, /^--until: /],
    [{ answer: "maybe" }, /^--answer: .*not one of yes, no/],
    [{ noteHash: "abc" }, /^--note-hash: not hexadecimal/],
    [{ noteHash: "ab" }, /^--note-hash: 1 bytes instead of 32/],
    [{ parts: ["currency=1"] }, /^--parts: micro is missing/],
    [{ parts: ["currency=1,micro=1,more=2"] }, /^--parts: there is no more/],
    [{ parts: Array(3).fill("currency=1,micro=1") }, /^--parts: more than 2/],
  ];
  for (const [part, reason] of wrong) {
    const read = inputOf(shape, { ...whole, ...part }, { now: NOW });
    assert.ok(!read.ok);
    assert.match(read.reason, reason);
  }
});

test("a whole number beyond what is exact is not rounded", () => {
  const read = inputOf(record({ count: u53 }), { count: "9007199254740993" }, { now: NOW });
  assert.equal(read.ok, false);
});

test("no flag of the law collides with those that every command has", () => {
  const taken = [
    "--json",
    "--home",
    "--yes",
    "--node",
    "--as",
    "--keys",
    "--dry-run",
    "--input",
    "--help",
  ];
  const named = [...folkmootLaw.actionByType.values()].map(({ input, about, type }) => {
    return { name: type, flags: optionsOf(input, about).map((option) => option.long ?? "") };
  });
  assert.ok(named.length > 20);
  for (const { name, flags } of named) {
    for (const flag of flags) assert.ok(!taken.includes(flag), `${name} has ${flag}`);
  }
});
