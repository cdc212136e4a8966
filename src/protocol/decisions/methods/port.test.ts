/**
 * Goal: whatever way of deciding is added, the law carries it: ballots, counts, outcome, effects.
 * Method: two ways that the law does not have, approval among options and a ranking, in a whole
 * community; and properties that hold for every way.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { defaultPolicy } from "../../circles/index.ts";
import { DAY } from "../../kernel/time.ts";
import { rooms } from "../../rooms.ts";
import { wish } from "../../testing/circling.ts";
import { effectOf, publishText } from "../../testing/deciding.ts";
import { approval } from "../../testing/methods/approval.ts";
import { ranked } from "../../testing/methods/ranked.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../../testing/test-law.ts";
import { countBallots, createDecisionsTwo, createMethods, type Method, yesNo } from "../index.ts";

const ways = createMethods([yesNo, approval, ranked]);
const withWays = rooms.map((room) => (room.name === "decisions" ? createDecisionsTwo(ways) : room));

function testLawOf(people: number): TestLaw {
  return foundTestLaw(people, {}, withWays);
}

/** Proposes three names for a role's purpose, one effect for each option and one for all. */
function propose(testLaw: TestLaw, method: Method, options = 3): string {
  const text = publishText(testLaw, 1, `which of ${options}`);
  const effects = [
    effectOf(testLaw, wish.openRole("whatever is chosen")),
    ...Array.from({ length: Math.min(3, options) }, (_, at) => ({
      ...effectOf(testLaw, wish.openRole(`option ${at + 1}`)),
      option: at + 1,
    })),
  ];
  const input = { circle: 1, kind: "role", method: method.number, options, text, effects };
  return outcomeOf(testLaw.act(1, "decisions/open", input));
}

function vote(testLaw: TestLaw, person: number, ballot: Uint8Array): string {
  return outcomeOf(testLaw.act(person, "decisions/cast-vote", { decision: 1, ballot }));
}

interface Shown {
  readonly method: string;
  readonly stage: string;
  readonly count: { readonly [name: string]: number } | null;
  readonly chosen: readonly number[] | null;
  readonly trace: readonly { readonly sentence: string }[] | null;
  readonly why: { readonly result: string } | null;
}

const show = (testLaw: TestLaw) =>
  testLaw.view<Shown>("decisions/decision", { decision: 1, person: 0 });

function rolesOf(testLaw: TestLaw): number {
  return testLaw.view<{ roles: readonly object[] }>("circles/circle", { circle: 1 }).roles.length;
}

test("approval: the option that most approve of is chosen, and its effect alone is done", () => {
  const testLaw = testLawOf(4);
  assert.equal(propose(testLaw, approval), "done");
  for (const [person, ballot] of [0b010, 0b011, 0b110, 0b000].entries()) {
    assert.equal(vote(testLaw, person + 1, approval.writeBallot(ballot)), "done");
  }
  assert.equal(show(testLaw).count, null);
  testLaw.pass(7 * DAY);
  testLaw.assertSound();
  const shown = show(testLaw);
  assert.deepEqual([shown.method, shown.stage, shown.chosen], ["approval", "passed", [2]]);
  assert.deepEqual(shown.count, { "option 1": 1, "option 2": 3, "option 3": 1 });
  const ballots = testLaw.view<{ rows: readonly { readonly answer: unknown }[] }>(
    "decisions/ballots",
    { decision: 1, after: 0 },
  );
  assert.deepEqual(
    ballots.rows.map(({ answer }) => answer),
    [[2], [1, 2], [2, 3], []],
  );
  assert.equal(shown.trace?.length, 3);
  assert.match(shown.why?.result ?? "", /Option 2/);
  testLaw.pass(3 * DAY);
  assert.deepEqual([show(testLaw).stage, rolesOf(testLaw)], ["in-effect", 2]);
  testLaw.assertSound();
});

test("approval: a tie chooses nothing, and nothing is done", () => {
  const testLaw = testLawOf(2);
  propose(testLaw, approval);
  vote(testLaw, 1, approval.writeBallot(0b001));
  vote(testLaw, 2, approval.writeBallot(0b100));
  testLaw.pass(30 * DAY);
  assert.deepEqual([show(testLaw).stage, rolesOf(testLaw)], ["failed", 0]);
  testLaw.assertSound();
});

test("ranked: the option that beats every other is chosen; a circle of preferences chooses none", () => {
  const rank = (...ranks: readonly number[]) =>
    ranked.writeBallot(Uint8Array.from({ length: 16 }, (_, at) => ranks[at] ?? 0));
  const testLaw = testLawOf(3);
  assert.equal(propose(testLaw, ranked), "done");
  for (const [at, ballot] of [rank(1, 2, 3), rank(2, 1, 3), rank(0, 1, 0)].entries()) {
    assert.equal(vote(testLaw, at + 1, ballot), "done");
  }
  testLaw.pass(7 * DAY);
  assert.deepEqual([show(testLaw).stage, show(testLaw).chosen], ["passed", [2]]);
  assert.equal(show(testLaw).trace?.length, 3);

  const other = testLawOf(3);
  propose(other, ranked);
  for (const [at, ballot] of [rank(1, 2, 3), rank(3, 1, 2), rank(2, 3, 1)].entries()) {
    vote(other, at + 1, ballot);
  }
  other.pass(7 * DAY);
  assert.deepEqual([show(other).stage, show(other).chosen], ["failed", []]);
  other.assertSound();
});

test("ballots of another form, options beyond, and methods that are not there are refused", () => {
  const testLaw = testLawOf(2);
  assert.equal(propose(testLaw, approval, 1), "decisions/no-such-method");
  assert.equal(propose(testLaw, yesNo), "decisions/no-such-method");
  const text = publishText(testLaw, 1, "none");
  const input = { circle: 1, kind: "statement", method: 9, options: 0, text, effects: [] };
  const unknown = testLaw.act(1, "decisions/open", input);
  assert.equal(outcomeOf(unknown), "decisions/no-such-method");
  const beyond = { ...effectOf(testLaw, wish.openRole("x")), option: 3 };
  const far = { ...input, kind: "role", method: 200, options: 2, effects: [beyond] };
  assert.equal(outcomeOf(testLaw.act(1, "decisions/open", far)), "decisions/no-such-method");

  const own = testLaw.act(1, "decisions/open", { ...far, effects: [{ ...beyond, option: 2 }] });
  assert.equal(outcomeOf(own), "done");
  const refused = "decisions/no-such-answer";
  assert.equal(vote(testLaw, 1, approval.writeBallot(0b100)), refused);
  assert.equal(vote(testLaw, 1, approval.writeBallot(0b11)), "done");
  for (const length of [0, 1, 3, 5, 64]) {
    assert.equal(vote(testLaw, 1, new Uint8Array(length)), refused);
  }
});

test("what only one option would do is tried out with that option", () => {
  const testLaw = testLawOf(1);
  const text = publishText(testLaw, 1, "either");
  const close = (option: number, circle: number) => {
    return { ...effectOf(testLaw, wish.closeCircle(circle)), option };
  };
  const input = { circle: 1, kind: "circle", method: 200, options: 2, text };
  const effects = [{ ...effectOf(testLaw, wish.openCircle("x")), option: 1 }, close(2, 2)];
  const receipt = testLaw.act(1, "decisions/open", { ...input, effects });
  assert.equal(outcomeOf(receipt), "decisions/cannot-work");
  assert.equal(receipt.refusal?.details["position"], 1);
  const both = [{ ...effectOf(testLaw, wish.openCircle("x")), option: 0 }, close(2, 2)];
  assert.equal(outcomeOf(testLaw.act(1, "decisions/open", { ...input, effects: both })), "done");
});

const rankBallot = fc
  .uint8Array({ minLength: 4, maxLength: 4, max: 4 })
  .map((ranks) => ranked.writeBallot(Uint8Array.from({ length: 16 }, (_, at) => ranks[at] ?? 0)));
const methodCases: readonly (readonly [Method, number, fc.Arbitrary<Uint8Array>])[] = [
  [yesNo, 0, fc.constantFrom("yes", "no", "abstain").map((word) => yesNo.writeBallot(word))],
  [approval, 4, fc.nat(15).map((bits) => approval.writeBallot(bits))],
  [ranked, 4, rankBallot],
];

for (const [method, options, ballot] of methodCases) {
  test(`${method.name}: the order of ballots changes nothing, and each of them has one length`, () => {
    const roll = { eligible: 12, quorumOf: 12, leastYes: 0 };
    const context = { policy: defaultPolicy("role"), ...roll, options };
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 12 }), (ballots) => {
        const counted = countBallots(method, context, ballots);
        assert.deepEqual(countBallots(method, context, [...ballots].reverse()), counted);
        assert.equal(counted.answered, ballots.length);
        assert.ok(new Set(ballots.map(({ length }) => length)).size <= 1);
        assert.ok(method.why(counted.counts, context).result.length > 0);
        for (const each of ballots) assert.ok(method.readBallot(each, options).ok);
      }),
    );
  });
}

test("two methods of one number are refused", () => {
  assert.throws(() => createMethods([yesNo, yesNo]), /one method only/);
});
