/** Goal: outcomes follow the policy to the last vote, and are explained with the figures that count. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Policy } from "../../kernel/decision-kind.ts";
import { DAY } from "../../kernel/time.ts";
import { neededIn, type Tally, yesNo } from "./yes-no.ts";

const countsOf = ({ yes, no, abstain }: Tally) => [yes, no, abstain];

function depsOf(policy: Policy, eligible: number) {
  return { policy, eligible, quorumOf: eligible, leastYes: 0, options: 0 };
}

function outcomeOf(policy: Policy, eligible: number, tally: Tally) {
  const context = depsOf(policy, eligible);
  const { hasPassed } = yesNo.outcome(countsOf(tally), context);
  assert.equal(hasPassed, neededIn(context, tally).hasPassed);
  return neededIn(context, tally);
}

function outcomeWhy(policy: Policy, eligible: number, tally: Tally) {
  return yesNo.why(countsOf(tally), depsOf(policy, eligible));
}

function policy(quorum: number, numerator: number, denominator: number): Policy {
  return { quorum, majority: { numerator, denominator }, votingMs: DAY, delayMs: 0 };
}

function hasPassed(
  given: Policy,
  eligible: number,
  [yes, no, abstain]: readonly number[],
): boolean {
  const tally = { yes: yes ?? 0, no: no ?? 0, abstain: abstain ?? 0 };
  return outcomeOf(given, eligible, tally).hasPassed;
}

test("the quorum counts yes of all who may vote: one less fails, as many pass, one more passes", () => {
  const fifth = policy(2000, 1, 2);
  const outcomes = [19, 20, 21].map((yes) => hasPassed(fifth, 100, [yes, 0, 0]));
  assert.deepEqual(outcomes, [false, true, true]);
});

test("a quorum of a fraction of a person is rounded up", () => {
  const fifth = policy(2000, 1, 2);
  assert.deepEqual(
    [1, 2].map((yes) => hasPassed(fifth, 6, [yes, 0, 0])),
    [false, true],
  );
  assert.deepEqual(
    [1, 2].map((yes) => hasPassed(fifth, 5, [yes, 0, 0])),
    [true, true],
  );
});

test("a majority is exceeded, not reached", () => {
  const half = policy(0, 1, 2);
  assert.deepEqual(
    [9, 10, 11].map((yes) => hasPassed(half, 99, [yes, 10, 0])),
    [false, false, true],
  );
  const threeFifths = policy(0, 3, 5);
  assert.deepEqual(
    [59, 60, 61].map((yes) => hasPassed(threeFifths, 999, [yes, 40, 0])),
    [false, false, true],
  );
});

test("with no votes nothing passes, even without a quorum", () => {
  assert.equal(hasPassed(policy(0, 1, 2), 0, [0, 0, 0]), false);
  assert.equal(hasPassed(policy(0, 1, 2), 10, [0, 0, 10]), false);
});

test("abstaining counts neither for nor against", () => {
  const half = policy(1000, 1, 2);
  for (const abstain of [0, 5, 80]) assert.equal(hasPassed(half, 100, [11, 9, abstain]), true);
});

const anyVote = fc
  .record({
    quorum: fc.nat(5000),
    majority: fc.constantFrom([1, 2], [3, 5], [2, 3], [9, 10], [254, 255]),
    yes: fc.nat(300),
    no: fc.nat(300),
    abstain: fc.nat(300),
    silent: fc.nat(300),
  })
  .map(({ quorum, majority, yes, no, abstain, silent }) => ({
    given: policy(quorum, majority[0] as number, majority[1] as number),
    tally: { yes, no, abstain },
    eligible: yes + no + abstain + silent,
  }));

test("outcomes agree with the rule written out in fractions", () => {
  fc.assert(
    fc.property(anyVote, ({ given, tally, eligible }) => {
      const { numerator, denominator } = given.majority;
      const isQuorate = BigInt(tally.yes) * 10_000n >= BigInt(eligible) * BigInt(given.quorum);
      const isMajority = tally.yes * denominator > (tally.yes + tally.no) * numerator;
      assert.equal(outcomeOf(given, eligible, tally).hasPassed, isQuorate && isMajority);
    }),
    { numRuns: 500 },
  );
});

test("another yes never hurts, another no never helps, staying away never decides for anybody", () => {
  fc.assert(
    fc.property(anyVote, ({ given, tally, eligible }) => {
      const passes = (change: object, all = eligible) =>
        outcomeOf(given, all, { ...tally, ...change }).hasPassed;
      const now = passes({});
      if (now) assert.ok(passes({ yes: tally.yes + 1 }, eligible + 1) || given.quorum > 0);
      if (now && eligible > tally.yes + tally.no + tally.abstain)
        assert.ok(passes({ yes: tally.yes + 1 }));
      if (!now) assert.ok(!passes({ no: tally.no + 1 }));
      assert.equal(passes({ abstain: tally.abstain + 1 }), now);
    }),
    { numRuns: 500 },
  );
});

test("what was needed is the least that passes among the same votes", () => {
  fc.assert(
    fc.property(anyVote, ({ given, tally, eligible }) => {
      const { neededByQuorum, neededByMajority } = outcomeOf(given, eligible, tally);
      const cast = tally.yes + tally.no;
      const needed = Math.max(neededByQuorum, neededByMajority);
      const passesWith = (yes: number) =>
        outcomeOf(given, eligible, { yes, no: cast - yes, abstain: 0 }).hasPassed;
      if (needed <= cast) assert.ok(passesWith(needed));
      if (needed >= 1 && needed - 1 <= cast) assert.ok(!passesWith(needed - 1));
    }),
    { numRuns: 500 },
  );
});

test("the explanation has the rule, all figures and the result", () => {
  const why = outcomeWhy(policy(2000, 3, 5), 40, { yes: 12, no: 3, abstain: 2 });
  assert.equal(why.rule, "decisions/majority");
  const figures = Object.fromEntries(why.inputs.map(({ name, value }) => [name, value]));
  assert.deepEqual(figures, {
    yes: 12,
    no: 3,
    neither: 2,
    silent: 23,
    eligible: 40,
    quorumOf: 40,
    leastYes: 0,
    needed: 10,
    neededByQuorum: 8,
    neededByMajority: 10,
  });
  assert.match(why.result, /^Passed: 12 people of 40 said yes and 3 said no/);
  const few = outcomeWhy(policy(2000, 3, 5), 40, { yes: 7, no: 0, abstain: 0 });
  assert.match(few.result, /^Did not pass: .*at least 8 of all had to say yes\.$/);
  const split = outcomeWhy(policy(2000, 3, 5), 40, { yes: 9, no: 6, abstain: 0 });
  assert.match(split.result, /^Did not pass: .*with so many voting, 10 had to say yes\.$/);
});
