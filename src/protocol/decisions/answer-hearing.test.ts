/** Goal: whoever is to be put out of a circle has three days to answer while people vote. */
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
import { outcomeOf, type Village } from "../testing/village.ts";

interface Shown {
  readonly openedAt: number;
  readonly closesAt: number;
  readonly heard: readonly { readonly person: number; readonly answer: Uint8Array | null }[];
}

const show = (village: Village, decision = 1) =>
  village.view<Shown>("decisions/decision", { decision, person: 0 });
const QUICK = {
  quorum: 0,
  majority: { numerator: 1, denominator: 2 },
  votingMs: DAY,
  delayMs: 0,
};

/** A circle that decides within a day whether to put out its third person. */
function proposeToDismiss(by = 2): Village {
  const village = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  const wishes = [policyWish(village, by, "circle", QUICK)];
  decide(village, { circle: by, kind: "rule", wishes }, [1, 2]);
  propose(village, { circle: by, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  return village;
}

const answer = (village: Village, person: number, hash: Uint8Array, decision = 2) =>
  outcomeOf(village.act(person, "decisions/answer-hearing", { decision, answer: hash }));

test("however fast a circle decides, and whichever does, three days pass while people vote", () => {
  for (const by of [1, 2]) {
    const village = proposeToDismiss(by);
    const { openedAt, closesAt, heard } = show(village, 2);
    assert.equal(closesAt - openedAt, 3 * DAY);
    assert.deepEqual(heard, [{ person: 3, answer: null, at: 0 }]);
    village.assertSound();
  }
});

test("the answer stands beside the proposal, and a later one takes its place", () => {
  const village = proposeToDismiss();
  const first = publishText(village, 3, "I was ill", "note");
  assert.equal(answer(village, 3, first), "done");
  assert.deepEqual(show(village, 2).heard, [{ person: 3, answer: first, at: village.now }]);
  village.pass(DAY);
  const second = publishText(village, 3, "I am back", "note");
  assert.equal(answer(village, 3, second), "done");
  assert.deepEqual(show(village, 2).heard, [{ person: 3, answer: second, at: village.now }]);
  answerAs(village, [1, 2], "yes");
  assert.equal(runItsCourse(village), "in-effect");
  assert.deepEqual(show(village, 2).heard.length, 1);
  assert.equal(answer(village, 3, second), "decisions/closed");
  village.assertSound();
});

test("others, other proposals, unknown ones and texts that nobody published are refused", () => {
  const village = proposeToDismiss();
  const hash = publishText(village, 3, "an answer", "note");
  assert.equal(answer(village, 2, hash), "decisions/not-heard-here");
  assert.equal(answer(village, 3, hash, 1), "decisions/not-heard-here");
  assert.equal(answer(village, 3, hash, 9), "decisions/unknown");
  assert.equal(answer(village, 3, textHash("never")), "decisions/unknown-text");
});

test("one answers until it takes effect, not after it has failed", () => {
  const village = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  propose(village, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const hash = publishText(village, 3, "an answer", "note");
  answerAs(village, [1, 2], "yes");
  village.pass(14 * DAY - 1);
  assert.equal(answer(village, 3, hash, 1), "done");
  village.pass(1);
  assert.equal(answer(village, 3, hash, 1), "decisions/closed");
  const other = proposeToDismiss();
  other.pass(3 * DAY);
  assert.equal(answer(other, 3, publishText(other, 3, "late", "note")), "decisions/closed");
});

test("whoever is to be put out hears of it when it is proposed", () => {
  const village = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  const wishes = [wish.dismiss(2, 3), wish.dismiss(2, 4)];
  const receipt = propose(village, { circle: 2, kind: "circle", wishes });
  assert.deepEqual(receipt.events[0]?.people, [1, 3, 4]);
});

test("the days to answer stand still while the keys are frozen, fourteen days at most", () => {
  const village = proposeToDismiss();
  answerAs(village, [1, 2, 4], "yes");
  assert.equal(outcomeOf(village.act(3, "identity/freeze", {})), "done");
  village.pass(3 * DAY);
  assert.equal(show(village, 2).closesAt, village.now + 14 * DAY, "voting goes on, as all can see");
  village.pass(14 * DAY - 1);
  assert.equal(outcomeOf(village.act(3, "identity/lift-freeze", {})), "done");
  const text = publishText(village, 3, "my phone was stolen", "note");
  assert.equal(answer(village, 3, text), "done");
  assert.equal(runItsCourse(village), "in-effect");
  village.assertSound();
});

test("a freeze after the three days holds nothing up", () => {
  const village = foundCircles(5, [{ members: [1, 2, 3, 4] }]);
  propose(village, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const { closesAt } = show(village, 1);
  village.pass(3 * DAY);
  assert.equal(outcomeOf(village.act(3, "identity/freeze", {})), "done");
  village.pass(closesAt - village.now);
  assert.deepEqual(show(village, 1).closesAt, closesAt);
  village.assertSound();
});
