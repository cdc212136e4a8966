// Goal: each pays what their requests cost, before and after; strangers cannot use up what a member has.
// Method: a till on a made-up clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { ProblemError } from "../problem.ts";
import { kindOf } from "./kind.ts";
import { createPrices, FIRST_PRICE, LEAST_PRICE } from "./prices.ts";
import { createTill, type Payer } from "./till.ts";

const LIMITS = {
  cpuPerAddress: { perSecond: 1, burst: 10 },
  cpuPerMember: { perSecond: 1, burst: 10 },
  cpuShareOfStrangers: 1,
};
const MEMBER: Payer = { kind: "member", person: 7 };
const STRANGER: Payer = { kind: "stranger", place: "203.0.113.5" };

function world() {
  let at = 0;
  const till = createTill(LIMITS, () => at);
  const ask = (payer: Payer, ms: number, kind = "a kind") => {
    const bill = till.open(payer, kind);
    bill.add(ms);
    bill.settle();
  };
  const pass = (seconds: number): void => {
    at += seconds * 1000;
  };
  return { till, ask, pass };
}

const tooMany = (error: unknown) =>
  error instanceof ProblemError &&
  error.problem.status === 429 &&
  Number(error.headers["retry-after"]) > 0;

test("who has used up a budget is told how long to wait, and can ask again after that", () => {
  const { ask, pass } = world();
  ask(STRANGER, 12);
  assert.throws(() => ask(STRANGER, 1), tooMany);
  pass(30);
  ask(STRANGER, 1);
});

test("what is done in parts lets others in between them, and each part is counted", async () => {
  const { till } = world();
  for (const payer of [MEMBER, STRANGER]) {
    const bill = till.open(payer, "long");
    let others = 0;
    const look = setInterval(() => {
      others += 1;
    });
    const seen: number[] = [];
    const steps = (function* () {
      for (let part = 0; part < 4; part += 1) {
        seen.push(others);
        const end = performance.now() + 4;
        while (performance.now() < end);
        yield;
      }
      return "whole";
    })();
    assert.equal(await bill.inParts(steps), "whole");
    clearInterval(look);
    // The first pause may come right before timers are looked at.
    assert.ok(new Set(seen).size >= 3, `${payer.kind}: ${seen}`);
    bill.settle();
  }
  assert.ok(till.membersMs() > 4);
});

test("a member's own budget is neither that of their address nor that of another member", () => {
  const { ask } = world();
  ask(STRANGER, 20);
  ask(MEMBER, 20);
  assert.throws(() => ask(STRANGER, 1), tooMany);
  assert.throws(() => ask(MEMBER, 1), tooMany);
  ask({ kind: "member", person: 8 }, 1);
  ask({ kind: "stranger", place: "203.0.113.6" }, 1);
});

test("what costs more than a whole budget can be asked for once, and is owed then", () => {
  const { ask, till, pass } = world();
  ask(MEMBER, 500, "dear");
  assert.ok(till.prices.of("dear") > LIMITS.cpuPerMember.burst);
  assert.throws(() => ask(MEMBER, 1, "cheap"), tooMany);
  pass(1000);
  ask(MEMBER, 1, "dear");
});

test("the price is taken before: many requests at once are not let in on the promise of one", () => {
  const { till } = world();
  const open = () => till.open(STRANGER, "not known yet");
  for (let at = 0; at < LIMITS.cpuPerAddress.burst / FIRST_PRICE; at += 1) open();
  assert.throws(open, tooMany);
});

test("what becomes known after settling is still paid", () => {
  const { till, ask } = world();
  const bill = till.open(STRANGER, "slow");
  bill.settle();
  bill.add(20);
  assert.throws(() => ask(STRANGER, 1), tooMany);
});

test("an action is paid by the person who signed it", () => {
  const { till } = world();
  assert.equal(till.waitForAction(7, 5), 0);
  till.chargeAction(7, "action money/pay", 9);
  assert.ok(till.waitForAction(7, 5) > 0);
  assert.equal(till.waitForAction(8, 5), 0);
  assert.equal(till.waitForAction(8, 1e9), 0, "a price above all that one can have is one's all");
});

test("prices follow what was measured, little by little, and never reach nothing", () => {
  const prices = createPrices();
  assert.equal(prices.of("x"), FIRST_PRICE);
  prices.learn("x", 20);
  assert.equal(prices.of("x"), 20);
  for (let at = 0; at < 200; at += 1) prices.learn("x", 0);
  assert.equal(prices.of("x"), LEAST_PRICE);
  for (let at = 0; at < 200; at += 1) prices.learn("x", 8);
  assert.ok(Math.abs(prices.of("x") - 8) < 0.1);
});

test("kinds are the views and the parts of the API; made-up addresses are one kind", () => {
  const kind = (path: string, method = "GET", isProved = false) =>
    kindOf(folkmootLaw, { method, path, isProved });
  assert.equal(kind("/api/v1/views/money/wallet"), "view money/wallet");
  assert.equal(kind("/api/v1/views/money/wallet", "GET", true), "proved money/wallet");
  assert.equal(kind("/api/v1/proofs/money/holdings"), "GET proofs");
  assert.equal(kind("/index.html"), "GET page");
  const made = ["/api/v1/x1", "/api/v1/views/a/b", "/api/v1/views", "/api/v1/"].map((path) =>
    kind(path, "BREW"),
  );
  assert.deepEqual([...new Set(made)], ["other unknown"]);
});
