/** Goal: anyone who is to be put out of a circle has three days to answer while people vote. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import {
  answerAs,
  decide,
  propose,
  publishText,
  runItsCourse,
  textHash,
} from "../testing/deciding.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";

interface Shown {
  readonly openedAt: number;
  readonly closesAt: number;
  readonly heard: readonly { readonly person: number; readonly answer: Uint8Array | null }[];
}

const show = (testLaw: TestLaw, decision = 1) =>
  testLaw.view<Shown>("decisions/decision", { decision, person: 0 });
const QUICK = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: DAY,
  delayMs: 0,
};

/** A circle that decides within a day whether to put out its third person. */
function proposeToDismiss(by = 2): TestLaw {
  const testLaw = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  const wishes = [policyWish(testLaw, by, "circle", QUICK)];
  decide(testLaw, { circle: by, kind: "rule", wishes }, [1, 2]);
  propose(testLaw, { circle: by, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  return testLaw;
}

const answer = (testLaw: TestLaw, person: number, hash: Uint8Array, decision = 2) =>
  outcomeOf(testLaw.act(person, "decisions/answer-hearing", { decision, answer: hash }));

test("however fast a circle decides, and whichever does, three days pass while people vote", () => {
  for (const by of [1, 2]) {
    const testLaw = proposeToDismiss(by);
    const { openedAt, closesAt, heard } = show(testLaw, 2);
    assert.equal(closesAt - openedAt, 3 * DAY);
    assert.deepEqual(heard, [{ person: 3, answer: null, at: 0 }]);
    testLaw.assertSound();
  }
});

test("the answer stands beside the proposal, and a later one takes its place", () => {
  const testLaw = proposeToDismiss();
  const first = publishText(testLaw, 3, "I was ill", "note");
  assert.equal(answer(testLaw, 3, first), "done");
  assert.deepEqual(show(testLaw, 2).heard, [{ person: 3, answer: first, at: testLaw.now }]);
  testLaw.pass(DAY);
  const second = publishText(testLaw, 3, "I am back", "note");
  assert.equal(answer(testLaw, 3, second), "done");
  assert.deepEqual(show(testLaw, 2).heard, [{ person: 3, answer: second, at: testLaw.now }]);
  answerAs(testLaw, [1, 2], "yes");
  assert.equal(runItsCourse(testLaw), "in-effect");
  assert.deepEqual(show(testLaw, 2).heard.length, 1);
  assert.equal(answer(testLaw, 3, second), "decisions/closed");
  testLaw.assertSound();
});

test("others, other proposals, unknown ones and texts that nobody published are refused", () => {
  const testLaw = proposeToDismiss();
  const hash = publishText(testLaw, 3, "an answer", "note");
  assert.equal(answer(testLaw, 2, hash), "decisions/not-heard-here");
  assert.equal(answer(testLaw, 3, hash, 1), "decisions/not-heard-here");
  assert.equal(answer(testLaw, 3, hash, 9), "decisions/unknown");
  assert.equal(answer(testLaw, 3, textHash("never")), "decisions/unknown-text");
});

test("one answers until it takes effect, not after it has failed", () => {
  const testLaw = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  propose(testLaw, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const hash = publishText(testLaw, 3, "an answer", "note");
  answerAs(testLaw, [1, 2], "yes");
  testLaw.pass(14 * DAY - 1);
  assert.equal(answer(testLaw, 3, hash, 1), "done");
  testLaw.pass(1);
  assert.equal(answer(testLaw, 3, hash, 1), "decisions/closed");
  const other = proposeToDismiss();
  other.pass(3 * DAY);
  assert.equal(answer(other, 3, publishText(other, 3, "late", "note")), "decisions/closed");
});

test("anyone who is to be put out hears of it when it is proposed", () => {
  const testLaw = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  const wishes = [wish.dismiss(2, 3), wish.dismiss(2, 4)];
  const receipt = propose(testLaw, { circle: 2, kind: "circle", wishes });
  assert.deepEqual(receipt.events[0]?.people, [1, 3, 4]);
});

test("the days to answer stand still while the keys are frozen, fourteen days at most", () => {
  const testLaw = proposeToDismiss();
  answerAs(testLaw, [1, 2, 4], "yes");
  assert.equal(outcomeOf(testLaw.act(3, "identity/freeze", {})), "done");
  testLaw.pass(3 * DAY);
  assert.equal(show(testLaw, 2).closesAt, testLaw.now + 14 * DAY, "voting goes on, as all can see");
  testLaw.pass(14 * DAY - 1);
  assert.equal(outcomeOf(testLaw.act(3, "identity/lift-freeze", {})), "done");
  const text = publishText(testLaw, 3, "my phone was stolen", "note");
  assert.equal(answer(testLaw, 3, text), "done");
  assert.equal(runItsCourse(testLaw), "in-effect");
  testLaw.assertSound();
});

test("a freeze after the three days holds nothing up", () => {
  const testLaw = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  propose(testLaw, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const { closesAt } = show(testLaw, 1);
  testLaw.pass(3 * DAY);
  assert.equal(outcomeOf(testLaw.act(3, "identity/freeze", {})), "done");
  testLaw.pass(closesAt - testLaw.now);
  assert.deepEqual(show(testLaw, 1).closesAt, closesAt);
  testLaw.assertSound();
});
