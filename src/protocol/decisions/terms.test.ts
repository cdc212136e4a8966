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
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { createDecisions, createMethods, yesNo } from "./index.ts";

interface Shown {
  readonly policy: Policy;
  readonly policySentence: string;
  readonly eligible: number;
  readonly quorumOf: number;
  readonly leastYes: number;
}

/** Proposes something and tells on what terms it is decided. */
function termsOf(village: Village, proposal: Proposal): Shown {
  const receipt = propose(village, proposal);
  assert.equal(outcomeOf(receipt), "done", JSON.stringify(receipt.refusal?.details));
  return village.view<Shown>("decisions/decision", { decision: newest(village), person: 0 });
}

function setting(village: Village, kind: DecisionKind, change: Partial<Policy>, circle = 1) {
  const before = policyOf(village.state, circle as CircleId, kind);
  const wishes = [policyWish(village, circle, kind, { ...before, ...change })];
  return { circle, kind: "rule", wishes } as const;
}

const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
const FOUR_FIFTHS = { numerator: 4, denominator: 5 };

test("whoever entrenches a rule reaches what they ask of others, in share, quorum and time", () => {
  const village = foundVillage(30);
  const change = { majority: FOUR_FIFTHS, quorum: 3333, votingMs: 40 * DAY, delayMs: 50 * DAY };
  assert.deepEqual(termsOf(village, setting(village, "role", change)).policy, change);
});

test("each part for itself: what the new way does not ask more of stays as it is", () => {
  const village = foundVillage(30);
  const rule = defaultPolicy("rule");
  const shown = termsOf(village, setting(village, "role", { quorum: 2500 }));
  assert.deepEqual(shown.policy, { ...rule, quorum: 2500 });
  const later = termsOf(village, setting(village, "role", { delayMs: 45 * DAY }));
  assert.deepEqual(later.policy, { ...rule, delayMs: 45 * DAY });
});

test("four fifths are not voted in by three fifths; they are by more than four fifths", () => {
  for (const [no, stage] of [
    [5, "failed"],
    [4, "in-effect"],
  ] as const) {
    const village = foundVillage(25);
    propose(village, setting(village, "article", { majority: FOUR_FIFTHS }));
    answerAs(village, people(1, 25 - no), "yes");
    answerAs(village, people(26 - no, 25), "no");
    assert.equal(runItsCourse(village), stage);
  }
});

test("what is entrenched is not let go by less, nor by way of another kind", () => {
  const village = foundVillage(10);
  const entrenched = { majority: FOUR_FIFTHS, quorum: 3333 };
  decide(village, setting(village, "member", entrenched), people(1, 10));
  const loosened = setting(village, "member", { majority: { numerator: 3, denominator: 5 } });
  assert.deepEqual(termsOf(village, loosened).policy.majority, FOUR_FIFTHS);
  answerAs(village, people(1, 7), "yes");
  answerAs(village, [8, 9], "no");
  assert.equal(runItsCourse(village), "failed");
  assert.equal(policyOf(village.state, 1 as CircleId, "member").quorum, 3333);
});

test("several changes at once have to meet the strictest of all", () => {
  const village = foundVillage(10);
  const first = setting(village, "role", { quorum: 3000 });
  const second = setting(village, "statement", { majority: FOUR_FIFTHS });
  const wishes = [...first.wishes, ...second.wishes];
  const { policy } = termsOf(village, { circle: 1, kind: "rule", wishes });
  assert.deepEqual([policy.quorum, policy.majority], [3000, FOUR_FIFTHS]);
});

/** A village in which only some have signed anything for 181 days. */
function sleepyVillage(all: number, awake: readonly number[]): Village {
  const village = foundVillage(all);
  village.pass(181 * DAY);
  wake(village, awake);
  return village;
}

/** Has people sign something; that it is refused makes no difference. */
function wake(village: Village, persons: readonly number[]): void {
  for (const person of persons) {
    village.act(person, "circles/leave-circle", { circle: 1 });
  }
}

test("loosening counts who signed anything in 180 days, and no fewer than a fifth", () => {
  const village = sleepyVillage(20, [1, 2, 3, 4, 5, 6]);
  const loosened = setting(village, "member", { votingMs: 10 * DAY });
  const shown = termsOf(village, loosened);
  assert.deepEqual([shown.eligible, shown.quorumOf], [20, 6]);
  assert.match(shown.policySentence, /20 % of the 6 who count as awake/);
  const few = sleepyVillage(20, [1, 2]);
  assert.equal(termsOf(few, setting(few, "member", { votingMs: 10 * DAY })).quorumOf, 4);
  few.assertSound();
});

test("only where all of it loosens are sleepers left out", () => {
  const village = sleepyVillage(20, [1, 2, 3]);
  const quorumOf = (...proposals: readonly Proposal[]) => {
    const wishes = proposals.flatMap((one) => one.wishes ?? []);
    const terms = village.view<Shown>("decisions/terms", {
      circle: 1,
      kind: "rule",
      effects: wishes.map((each) => effectOf(village, each)),
    });
    return terms.quorumOf;
  };
  const looser = setting(village, "member", { votingMs: 10 * DAY });
  const mixed = setting(village, "article", { votingMs: 10 * DAY, quorum: 2500 });
  const stricter = setting(village, "role", { quorum: 2500 });
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
  const village = foundVillage(10);
  village.pass(5 * DAY);
  wake(village, people(1, 8));
  const quorumOf = () =>
    termsOf(village, setting(village, "member", { votingMs: 10 * DAY })).quorumOf;
  village.pass(180 * DAY);
  village.act(1, "decisions/withdraw", { decision: 9 });
  assert.equal(quorumOf(), 8);
  village.pass(DAY);
  assert.equal(quorumOf(), 2);
  village.assertSound();
});

test("in a circle, its own people who are awake count", () => {
  const village = foundCircles(12, [{ members: people(1, 10) }]);
  village.pass(181 * DAY);
  wake(village, [1, 2, 3, 11, 12]);
  const shown = termsOf(village, setting(village, "member", { votingMs: 10 * DAY }, 2));
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
    const village = foundCircles(size + 1, [{ members: people(1, size) }]);
    const least = (one: Proposal) => termsOf(village, one).leastYes;
    const admit = { circle: 2, kind: "circle", wishes: [wish.admit(2, size + 1)] } as const;
    const dismiss = { circle: 2, kind: "circle", wishes: [wish.dismiss(2, size)] } as const;
    assert.equal(least(admit), toAdmit, `admit to ${size}`);
    assert.equal(least(dismiss), toDismiss, `dismiss from ${size}`);
    assert.equal(least(setting(village, "role", { quorum: 50 }, 2)), toAdmit, `policy of ${size}`);
    village.pass(60 * DAY);
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
    const village = foundCircles(14, [{ members: people(1, 12) }]);
    const wishes = [wish.admit(2, 13), wish.admit(2, 14)];
    const receipt = propose(village, { circle: 2, kind: "circle", wishes });
    assert.equal(outcomeOf(receipt), "done");
    answerAs(village, people(1, yes), "yes");
    assert.equal(runItsCourse(village), stage);
    if (stage === "in-effect") acceptPlaces(village, 2, [13, 14]);
    village.assertSound();
  }
});

test("what has to be agreed to is no choice among options", () => {
  const ways = createDecisions(createMethods([yesNo, approval]));
  const withWays = rooms.map((room) => (room.name === "decisions" ? ways : room));
  const village = foundVillage(3, {}, withWays);
  const text = publishText(village, 1, "which way");
  const open = (kind: DecisionKind, wishes: readonly Wish[]) => {
    const effects = wishes.map((each) => ({ ...effectOf(village, each), option: 1 }));
    const input = { circle: 1, kind, method: approval.number, options: 2, text, effects };
    return outcomeOf(village.act(1, "decisions/open", input));
  };
  assert.equal(
    open("rule", setting(village, "role", { quorum: 50 }).wishes),
    "decisions/only-by-yes",
  );
  assert.equal(open("role", [wish.openRole("x")]), "done");
});
