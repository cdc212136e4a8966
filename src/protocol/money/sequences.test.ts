/** Goal: whatever people do in whatever order, people and money stay sound and nobody gains by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HOUR } from "../kernel/time.ts";
import { applyBy, rules } from "../testing/joining.ts";
import { claim, offer, pay, trust, UNIT } from "../testing/paying.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";

const FOUNDERS = 3;
const number = fc.integer({ min: 1, max: 6 });
const amount = fc.integer({ min: 0, max: 30 * UNIT });

const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constant("pass" as const), fc.integer({ min: 1, max: 900 }), number, amount),
    fc.tuple(
      fc.constantFrom(
        ...(["claim", "trust", "untrust", "pay", "offer", "accept", "decline"] as const),
        ...([
          "withdraw",
          "apply-by",
          "vouch",
          "unvouch",
          "leave",
          "stay",
          "apply",
          "pay-home",
        ] as const),
      ),
      number,
      number,
      amount,
    ),
  ),
  { minLength: 20, maxLength: 70 },
);

type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

function take(testLaw: TestLaw, [kind, one, two, micro]: Step): void {
  const from = 1 + (one % testLaw.keys.length);
  const to = 1 + (two % testLaw.keys.length);
  const act = (type: string, input: object) => testLaw.act(from, type, input);
  const taken = {
    pass: () => testLaw.pass(one * HOUR),
    claim: () => claim(testLaw, from),
    trust: () => trust(testLaw, from, to, micro),
    untrust: () => act("money/untrust", { currency: to }),
    pay: () => pay(testLaw, from, to, [from, micro], [to, 1]),
    "pay-home": () => pay(testLaw, from, to, [to, micro]),
    offer: () => offer(testLaw, from, to, from, micro),
    accept: () => act("money/accept-offer", { offer: two }),
    decline: () => act("money/decline-offer", { offer: two }),
    withdraw: () => act("money/withdraw-offer", { offer: two }),
    "apply-by": () => {
      const counts = testLaw.view<{ members: number }>("membership/counts", {});
      if (testLaw.keys.length < 8 && counts.members > 0) applyIfMember(testLaw, from);
    },
    vouch: () => act("membership/vouch", { person: to }),
    unvouch: () => act("membership/withdraw-vouch", { person: to }),
    leave: () => act("membership/leave", {}),
    stay: () => act("membership/stay", {}),
    apply: () => act("membership/apply", {}),
  };
  taken[kind]();
}

function applyIfMember(testLaw: TestLaw, by: number): void {
  const { status } = testLaw.view<{ status: string }>("membership/person", { person: by });
  if (status === "member") applyBy(testLaw, by);
}

function sharesInAll(testLaw: TestLaw): Map<number, bigint> {
  const shares = new Map<number, bigint>();
  for (let currency = 1; currency <= testLaw.keys.length; currency++) {
    const supply = testLaw.view<{ minted: bigint; burnt: bigint }>("money/supply", { currency });
    shares.set(currency, supply.minted - supply.burnt);
  }
  return shares;
}

test("after every step all invariants hold, and only income makes money", () => {
  const constitution = rules({ "vouch-pace-days": 0, "vouch-wait-days": 0, "vouches-needed": 2 });
  fc.assert(
    fc.property(steps, (sequence) => {
      const testLaw = foundTestLaw(FOUNDERS, { constitution });
      testLaw.pass(10 * HOUR);
      for (let person = 1; person <= FOUNDERS; person++) claim(testLaw, person);
      for (const step of sequence) {
        const before = sharesInAll(testLaw);
        take(testLaw, step);
        testLaw.assertSound();
        if (step[0] === "claim") continue;
        for (const [currency, shares] of before) {
          assert.equal(sharesInAll(testLaw).get(currency), shares);
        }
      }
    }),
    { numRuns: 30 },
  );
});
