/** Goal: whatever people do in whatever order, people and money stay sound and nobody gains by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HOUR } from "../kernel/time.ts";
import { applyBy, rules } from "../testing/joining.ts";
import { claim, offer, pay, trust, UNIT } from "../testing/paying.ts";
import { foundVillage, type Village } from "../testing/village.ts";

const FOUNDERS = 3;
const number = fc.integer({ min: 1, max: 6 });
const amount = fc.integer({ min: 0, max: 30 * UNIT });

const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constant("pass" as const), fc.integer({ min: 1, max: 900 }), number, amount),
    fc.tuple(
      fc.constantFrom(
        ...(["claim", "trust", "untrust", "pay", "offer", "accept", "decline"] as const),
        ...(["withdraw", "apply-by", "vouch", "unvouch", "leave", "apply", "pay-home"] as const),
      ),
      number,
      number,
      amount,
    ),
  ),
  { minLength: 20, maxLength: 70 },
);

type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

function take(village: Village, [kind, one, two, micro]: Step): void {
  const from = 1 + (one % village.keys.length);
  const to = 1 + (two % village.keys.length);
  const act = (type: string, input: object) => village.act(from, type, input);
  const taken = {
    pass: () => village.pass(one * HOUR),
    claim: () => claim(village, from),
    trust: () => trust(village, from, to, micro),
    untrust: () => act("money/untrust", { currency: to }),
    pay: () => pay(village, from, to, [from, micro], [to, 1]),
    "pay-home": () => pay(village, from, to, [to, micro]),
    offer: () => offer(village, from, to, from, micro),
    accept: () => act("money/accept-offer", { offer: two }),
    decline: () => act("money/decline-offer", { offer: two }),
    withdraw: () => act("money/withdraw-offer", { offer: two }),
    "apply-by": () => {
      const counts = village.view<{ members: number }>("membership/counts", {});
      if (village.keys.length < 8 && counts.members > 0) applyIfMember(village, from);
    },
    vouch: () => act("membership/vouch", { person: to }),
    unvouch: () => act("membership/withdraw-vouch", { person: to }),
    leave: () => act("membership/leave", {}),
    apply: () => act("membership/apply", {}),
  };
  taken[kind]();
}

function applyIfMember(village: Village, by: number): void {
  const { status } = village.view<{ status: string }>("membership/person", { person: by });
  if (status === "member") applyBy(village, by);
}

function sharesInAll(village: Village): Map<number, bigint> {
  const shares = new Map<number, bigint>();
  for (let currency = 1; currency <= village.keys.length; currency++) {
    const supply = village.view<{ minted: bigint; burnt: bigint }>("money/supply", { currency });
    shares.set(currency, supply.minted - supply.burnt);
  }
  return shares;
}

test("after every step all invariants hold, and only income makes money", () => {
  const constitution = rules({ "vouch-pace-days": 0, "vouch-wait-days": 0, "vouches-needed": 2 });
  fc.assert(
    fc.property(steps, (sequence) => {
      const village = foundVillage(FOUNDERS, { constitution });
      village.pass(10 * HOUR);
      for (let person = 1; person <= FOUNDERS; person++) claim(village, person);
      for (const step of sequence) {
        const before = sharesInAll(village);
        take(village, step);
        village.assertSound();
        if (step[0] === "claim") continue;
        for (const [currency, shares] of before) {
          assert.equal(sharesInAll(village).get(currency), shares);
        }
      }
    }),
    { numRuns: 30 },
  );
});
