/** Goal: policies stay within bounds, and their sentences are made from them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type DecisionKind, decisionKinds, kindOf, type Policy } from "../kernel/decision-kind.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { defaultPolicy, isSamePolicy, policyProblem, policySentence } from "./policy.ts";

const light = defaultPolicy("role");
const weighty = defaultPolicy("rule");

function isAllowed(kind: DecisionKind, base: Policy, change: Partial<Policy>): boolean {
  return policyProblem(kind, { ...base, ...change }) === undefined;
}

test("every default is within bounds", () => {
  for (const kind of decisionKinds) {
    assert.equal(policyProblem(kind, defaultPolicy(kind)), undefined, kind);
  }
});

test("a quorum is at most a third of all, and for what weighs most at least five percent", () => {
  const quorums = (kind: DecisionKind, base: Policy, given: readonly number[]) =>
    given.map((quorum) => isAllowed(kind, base, { quorum }));
  assert.deepEqual(quorums("role", light, [0, 3333, 3334]), [true, true, false]);
  assert.deepEqual(quorums("rule", weighty, [499, 500, 3333, 3334]), [false, true, true, false]);
  assert.deepEqual(quorums("article", weighty, [499, 500]), [false, true]);
});

test("a majority is from one half to four fifths", () => {
  const given = (numerator: number, denominator: number) =>
    isAllowed("role", light, { majority: { numerator, denominator } });
  assert.deepEqual(
    [given(49, 100), given(1, 2), given(4, 5), given(81, 100)],
    [false, true, true, false],
  );
  assert.deepEqual([given(1, 0), given(0, 0), given(255, 255)], [false, false, false]);
});

test("what weighs most keeps its own floors, whatever is asked for", () => {
  for (const kind of ["seat", "member"] as const) {
    const { initial } = kindOf(kind);
    const quorums = [1999, 2000, 3333].map((quorum) => isAllowed(kind, initial, { quorum }));
    assert.deepEqual(quorums, [false, true, true], kind);
    const shares = [59, 60, 80, 81].map((numerator) =>
      isAllowed(kind, initial, { majority: { numerator, denominator: 100 } }),
    );
    assert.deepEqual(shares, [false, true, true, false], kind);
    for (const time of ["votingMs", "delayMs"] as const) {
      const times = [3 * DAY - 1, 3 * DAY].map((ms) => isAllowed(kind, initial, { [time]: ms }));
      assert.deepEqual(times, [false, true], `${kind} ${time}`);
    }
  }
});

test("the kinds and their numbers stay as they are; new ones are appended", () => {
  assert.deepEqual(decisionKinds, [
    "rule",
    "article",
    "seat",
    "member",
    "role",
    "circle",
    "statement",
    "money",
  ]);
});

test("voting and delay have their bounds", () => {
  const voting = (kind: DecisionKind, base: Policy, given: readonly number[]) =>
    given.map((votingMs) => isAllowed(kind, base, { votingMs }));
  const delay = (kind: DecisionKind, base: Policy, given: readonly number[]) =>
    given.map((delayMs) => isAllowed(kind, base, { delayMs }));
  const ends = [false, true, true, false];
  assert.deepEqual(voting("role", light, [DAY - 1, DAY, 60 * DAY, 60 * DAY + 1]), ends);
  assert.deepEqual(voting("rule", weighty, [3 * DAY - 1, 3 * DAY, 60 * DAY, 60 * DAY + 1]), ends);
  assert.deepEqual(delay("rule", weighty, [3 * DAY - 1, 3 * DAY, 60 * DAY, 60 * DAY + 1]), ends);
  assert.deepEqual(delay("role", light, [0, 60 * DAY, 60 * DAY + 1]), [true, true, false]);
});

test("sentences say what the policy says", () => {
  assert.equal(
    policySentence(weighty),
    "Passes if at least 20 % of all who may answer say yes and yes is more than 60 % of yes and " +
      "no; voting lasts 21 days, and it takes effect 30 days after that.",
  );
  assert.equal(
    policySentence({ ...light, quorum: 0, delayMs: 0, votingMs: 36 * HOUR }),
    "Passes if more say yes than no; voting lasts 36 hours, and it takes effect as soon as voting ends.",
  );
});

const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  quorum: fc.nat(3333),
  majority: fc.constantFrom(
    { numerator: 1, denominator: 2 },
    { numerator: 3, denominator: 5 },
    { numerator: 2, denominator: 3 },
    { numerator: 4, denominator: 5 },
  ),
  votingMs: fc.integer({ min: DAY, max: 60 * DAY }),
  delayMs: fc.integer({ min: 0, max: 60 * DAY }),
});

test("two policies read alike exactly if they are the same", () => {
  fc.assert(
    fc.property(anyPolicy, anyPolicy, (left, right) => {
      const readsAlike = policySentence(left) === policySentence(right);
      assert.equal(readsAlike, isSamePolicy(left, right));
      assert.ok(isSamePolicy(left, { ...left }));
      for (const change of [{ quorum: left.quorum + 1 }, { delayMs: left.delayMs + 1 }]) {
        assert.notEqual(policySentence({ ...left, ...change }), policySentence(left));
      }
    }),
  );
});
