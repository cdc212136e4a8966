/**
 * Goal: entrenching takes what it demands, loosening what is demanded until then; a circle decides about
 * itself by a third of its own people; and sleepers lock nobody.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultPolicy, policyOf } from "../circles/index.ts";
import type { DecisionKind, Policy } from "../kernel/decision-kind.ts";
import type { CircleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { rooms } from "../rooms.ts";
import { acceptPlaces, foundCircles, policyWish, wish } from "../testing/circling.ts";
import {
  answerAs,
  decide,
  effectOf,
  newest,
  type Proposal,
  propose,
  publishText,
  runItsCourse,
  type Wish,
} from "../testing/deciding.ts";
import { approval } from "../testing/methods/approval.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { createDecisionsTwo, createMethods, yesNo } from "./index.ts";

interface Shown {
  readonly policy: Policy;
  readonly policySentence: string;
  readonly eligible: number;
  readonly quorumOf: number;
  readonly leastYes: number;
}

/** Proposes something and tells on what terms it is decided. */
function termsOf(testLaw: TestLaw, proposal: Proposal): Shown {
  const receipt = propose(testLaw, proposal);
  assert.equal(outcomeOf(receipt), "done", JSON.stringify(receipt.refusal?.details));
  return testLaw.view<Shown>("decisions/decision", { decision: newest(testLaw), person: 0 });
}

function setting(testLaw: TestLaw, kind: DecisionKind, change: Partial<Policy>, circle = 1) {
  const before = policyOf(testLaw.state, circle as CircleId, kind);
  const wishes = [policyWish(testLaw, circle, kind, { ...before, ...change })];
  return { circle, kind: "rule", wishes } as const;
}

const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
const FOUR_FIFTHS = { numerator: 4, denominator: 5 };

test("anyone who entrenches a rule reaches what they ask of others, in share, quorum and time", () => {
  const testLaw = foundTestLaw(30);
  const change = { majority: FOUR_FIFTHS, quorum: 3333, votingMs: 40 * DAY, delayMs: 50 * DAY };
  assert.deepEqual(termsOf(testLaw, setting(testLaw, "role", change)).policy, change);
});

test("each part for itself: what the new way does not ask more of stays as it is", () => {
  const testLaw = foundTestLaw(30);
  const rule = defaultPolicy("rule");
  const shown = termsOf(testLaw, setting(testLaw, "role", { quorum: 2500 }));
  assert.deepEqual(shown.policy, { ...rule, quorum: 2500 });
  const later = termsOf(testLaw, setting(testLaw, "role", { delayMs: 45 * DAY }));
  assert.deepEqual(later.policy, { ...rule, delayMs: 45 * DAY });
});

test("four fifths are not voted in by three fifths; they are by more than four fifths", () => {
  for (const [no, stage] of [
    [5, "failed"],
    [4, "in-effect"],
  ] as const) {
    const testLaw = foundTestLaw(25);
    propose(testLaw, setting(testLaw, "article", { majority: FOUR_FIFTHS }));
    answerAs(testLaw, people(1, 25 - no), "yes");
    answerAs(testLaw, people(26 - no, 25), "no");
    assert.equal(runItsCourse(testLaw), stage);
  }
});

test("what is entrenched is not let go by less, nor by way of another kind", () => {
  const testLaw = foundTestLaw(10);
  const entrenched = { majority: FOUR_FIFTHS, quorum: 3333 };
  decide(testLaw, setting(testLaw, "member", entrenched), people(1, 10));
  const loosened = setting(testLaw, "member", { majority: { numerator: 3, denominator: 5 } });
  assert.deepEqual(termsOf(testLaw, loosened).policy.majority, FOUR_FIFTHS);
  answerAs(testLaw, people(1, 7), "yes");
  answerAs(testLaw, [8, 9], "no");
  assert.equal(runItsCourse(testLaw), "failed");
  assert.equal(policyOf(testLaw.state, 1 as CircleId, "member").quorum, 3333);
});

test("several changes at once have to meet the strictest of all", () => {
  const testLaw = foundTestLaw(10);
  const first = setting(testLaw, "role", { quorum: 3000 });
  const second = setting(testLaw, "statement", { majority: FOUR_FIFTHS });
  const wishes = [...first.wishes, ...second.wishes];
  const { policy } = termsOf(testLaw, { circle: 1, kind: "rule", wishes });
  assert.deepEqual([policy.quorum, policy.majority], [3000, FOUR_FIFTHS]);
});

/** A community in which only some have signed anything for 181 days. */
function sleepyTestLaw(all: number, awake: readonly number[]): TestLaw {
  const testLaw = foundTestLaw(all);
  testLaw.pass(181 * DAY);
  wake(testLaw, awake);
  return testLaw;
}

/** Has people sign something; that it is refused makes no difference. */
function wake(testLaw: TestLaw, persons: readonly number[]): void {
  for (const person of persons) {
    testLaw.act(person, "circles/leave-circle", { circle: 1 });
  }
}

test("loosening counts who signed anything in 180 days, and no fewer than a fifth", () => {
  const testLaw = sleepyTestLaw(20, [1, 2, 3, 4, 5, 6]);
  const loosened = setting(testLaw, "member", { votingMs: 10 * DAY });
  const shown = termsOf(testLaw, loosened);
  assert.deepEqual([shown.eligible, shown.quorumOf], [20, 6]);
  assert.match(shown.policySentence, /20 % of the 6 who count as awake/);
  const few = sleepyTestLaw(20, [1, 2]);
  assert.equal(termsOf(few, setting(few, "member", { votingMs: 10 * DAY })).quorumOf, 4);
  few.assertSound();
});

test("only where all of it loosens are sleepers left out", () => {
  const testLaw = sleepyTestLaw(20, [1, 2, 3]);
  const quorumOf = (...proposals: readonly Proposal[]) => {
    const wishes = proposals.flatMap((one) => one.wishes ?? []);
    const terms = testLaw.view<Shown>("decisions/terms", {
      circle: 1,
      kind: "rule",
      effects: wishes.map((each) => effectOf(testLaw, each)),
    });
    return terms.quorumOf;
  };
  const looser = setting(testLaw, "member", { votingMs: 10 * DAY });
  const mixed = setting(testLaw, "article", { votingMs: 10 * DAY, quorum: 2500 });
  const stricter = setting(testLaw, "role", { quorum: 2500 });
  const other = {
    kind: "rule",
    wishes: [
      {
        type: "constitution/set-parameter",
        input: { parameter: "vouches-needed", value: 2 },
      },
    ],
  } as const;
  assert.equal(quorumOf(looser), 4);
  assert.equal(quorumOf(mixed), 20);
  assert.equal(quorumOf(looser, stricter), 20);
  assert.equal(quorumOf(looser, other), 20);
  assert.equal(quorumOf(other), 20);
});

test("a signature counts for 180 days, to the day", () => {
  const testLaw = foundTestLaw(10);
  testLaw.pass(5 * DAY);
  wake(testLaw, people(1, 8));
  const quorumOf = () =>
    termsOf(testLaw, setting(testLaw, "member", { votingMs: 10 * DAY })).quorumOf;
  testLaw.pass(180 * DAY);
  testLaw.act(1, "decisions/withdraw", { decision: 9 });
  assert.equal(quorumOf(), 8);
  testLaw.pass(DAY);
  assert.equal(quorumOf(), 2);
  testLaw.assertSound();
});

test("in a circle, its own people who are awake count", () => {
  const testLaw = foundCircles(12, [{ members: people(1, 10) }]);
  testLaw.pass(181 * DAY);
  wake(testLaw, [1, 2, 3, 11, 12]);
  const shown = termsOf(testLaw, setting(testLaw, "member", { votingMs: 10 * DAY }, 2));
  assert.deepEqual([shown.eligible, shown.quorumOf, shown.leastYes], [10, 3, 4]);
});

const CIRCLE_SIZES: readonly (readonly [size: number, admit: number, dismiss: number])[] = [
  [1, 1, 1],
  [2, 2, 1],
  [3, 2, 2],
  [4, 2, 2],
  [5, 2, 2],
  [6, 2, 2],
  [7, 3, 3],
  [12, 4, 4],
  [30, 10, 10],
];

test("a circle decides about itself by a third of its people; of few by two, or all but the one", () => {
  for (const [size, toAdmit, toDismiss] of CIRCLE_SIZES) {
    const testLaw = foundCircles(size + 1, [{ members: people(1, size) }]);
    const least = (one: Proposal) => termsOf(testLaw, one).leastYes;
    const admit = { circle: 2, kind: "circle", wishes: [wish.admit(2, size + 1)] } as const;
    const dismiss = { circle: 2, kind: "circle", wishes: [wish.dismiss(2, size)] } as const;
    assert.equal(least(admit), toAdmit, `admit to ${size}`);
    assert.equal(least(dismiss), toDismiss, `dismiss from ${size}`);
    assert.equal(least(setting(testLaw, "role", { quorum: 50 }, 2)), toAdmit, `policy of ${size}`);
    testLaw.pass(60 * DAY);
    const close = { circle: 2, kind: "circle", wishes: [wish.closeCircle(2)] } as const;
    assert.equal(least(close), toAdmit, `close ${size}`);
    assert.equal(least({ ...dismiss, circle: 1 }), 0, "the circle around it");
  }
});

test("two of twelve do not let their friends into a circle; four do", () => {
  for (const [yes, stage] of [
    [3, "failed"],
    [4, "in-effect"],
  ] as const) {
    const testLaw = foundCircles(14, [{ members: people(1, 12) }]);
    const wishes = [wish.admit(2, 13), wish.admit(2, 14)];
    const receipt = propose(testLaw, { circle: 2, kind: "circle", wishes });
    assert.equal(outcomeOf(receipt), "done");
    answerAs(testLaw, people(1, yes), "yes");
    assert.equal(runItsCourse(testLaw), stage);
    if (stage === "in-effect") acceptPlaces(testLaw, 2, [13, 14]);
    testLaw.assertSound();
  }
});

test("what has to be agreed to is no choice among options", () => {
  const ways = createDecisionsTwo(createMethods([yesNo, approval]));
  const withWays = rooms.map((room) => (room.name === "decisions" ? ways : room));
  const testLaw = foundTestLaw(3, {}, withWays);
  const text = publishText(testLaw, 1, "which way");
  const open = (kind: DecisionKind, wishes: readonly Wish[]) => {
    const effects = wishes.map((each) => ({ ...effectOf(testLaw, each), option: 1 }));
    const input = { circle: 1, kind, method: approval.number, options: 2, text, effects };
    return outcomeOf(testLaw.act(1, "decisions/open", input));
  };
  assert.equal(
    open("rule", setting(testLaw, "role", { quorum: 50 }).wishes),
    "decisions/only-by-yes",
  );
  assert.equal(open("role", [wish.openRole("x")]), "done");
});
