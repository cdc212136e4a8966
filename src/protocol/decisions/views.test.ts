/** Goal: at each stage of a decision everybody sees what it does, how it is decided, and how it came out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { changed } from "../testing/breaking.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { answerAs, effectOf, propose, publishText, runItsCourse } from "../testing/deciding.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { counters, decisions, openDecisions } from "./types.ts";

interface Shown {
  readonly stage: string;
  readonly count: object | null;
  readonly ownAnswer: unknown;
  readonly why: { readonly rule: string } | null;
  readonly trace: readonly object[] | null;
  readonly chosen: readonly number[] | null;
  readonly fault: { readonly code: string; readonly sentence: string } | null;
  readonly effects: readonly object[];
  readonly heard: readonly object[];
  readonly policySentence: string;
  readonly eligibility: { readonly isEligible: boolean };
}

const show = (testLaw: TestLaw, decision = 1, person = 1) =>
  testLaw.view<Shown>("decisions/decision", { decision, person });

test("what is open hides its count, what is closed tells it with reason and steps, what is taken back has none", () => {
  const testLaw = foundTestLaw(3);
  for (let at = 0; at < 2; at += 1) propose(testLaw, { kind: "statement" });
  const open = show(testLaw);
  assert.deepEqual([open.count, open.ownAnswer, open.why], [null, null, null]);
  assert.deepEqual([open.trace, open.chosen, open.fault], [null, null, null]);
  testLaw.act(1, "decisions/withdraw", { decision: 2 });
  const back = show(testLaw, 2);
  assert.deepEqual(
    [back.stage, back.why, back.trace, back.chosen],
    ["withdrawn", null, null, null],
  );
  assert.deepEqual([back.count, back.ownAnswer], [{ yes: 0, no: 0, abstain: 0 }, null]);
  testLaw.act(2, "decisions/cast-vote", { decision: 1, ballot: Uint8Array.of(0) });
  testLaw.pass(7 * DAY);
  const closed = show(testLaw);
  assert.equal(closed.why?.rule, "decisions/majority");
  assert.equal(closed.trace?.length, 2);
  assert.deepEqual(closed.chosen, []);
  assert.deepEqual([closed.ownAnswer, show(testLaw, 1, 2).ownAnswer], [null, "yes"]);
});

test("effects are told in words, with what they carry, and who is heard with their answer", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2, 3] }]);
  propose(testLaw, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const [effect] = show(testLaw).effects;
  const action = testLaw.law.actionByType.get("circles/dismiss");
  assert.deepEqual(Object.keys(effect ?? {}), ["option", "tag", "type", "input", "sentence"]);
  const { sentence, ...told } = effect as { sentence: string };
  const input = { circle: 2, person: 3 };
  assert.deepEqual(told, { option: 0, tag: action?.tag, type: "circles/dismiss", input });
  assert.match(sentence, /^[A-Z].+\.$/);
  assert.deepEqual(show(testLaw).heard, [{ person: 3, answer: null, at: 0 }]);
  const answer = publishText(testLaw, 3, "answer", "answer");
  testLaw.act(3, "decisions/answer-hearing", { decision: 1, answer });
  assert.deepEqual(show(testLaw).heard, [{ person: 3, answer, at: testLaw.now }]);
});

test("what could not be done names the fault in a sentence", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  for (let at = 0; at < 2; at += 1) {
    propose(testLaw, { kind: "circle", wishes: [wish.closeCircle(2)] });
    answerAs(testLaw, [1, 2], "yes");
  }
  assert.equal(runItsCourse(testLaw), "without-effect");
  const { fault } = show(testLaw, 2);
  assert.equal(fault?.code, "circles/closed");
  assert.match(fault?.sentence ?? "", /^[A-Z].+\.$/);
  assert.equal(show(testLaw, 1).fault, null);
});

test("how something would be decided is told beforehand, by a circle that is there and open", () => {
  const testLaw = foundCircles(3, [{ members: [1] }]);
  const terms = (circle: number) => {
    const effects = [effectOf(testLaw, wish.openRole("x"))];
    const query = { circle, kind: "role", effects };
    return testLaw.view<{ eligible: number; sentence: string }>("decisions/terms", query);
  };
  assert.equal(terms(2).eligible, 1);
  assert.match(terms(1).sentence, /^[A-Z].+\.$/);
  assert.equal(terms(9), undefined);
  propose(testLaw, { circle: 2, kind: "role", wishes: [wish.openRole("y")] });
  assert.equal(show(testLaw).policySentence, terms(2).sentence);
});

test("a decision's matter is open from its proposal until voting ends", () => {
  const testLaw = foundTestLaw(2);
  const isOpen = () => [
    openDecisions.isOpen(testLaw.state, 1),
    [...openDecisions.open(testLaw.state)],
  ];
  assert.deepEqual(isOpen(), [false, []]);
  propose(testLaw, { kind: "circle", wishes: [wish.openCircle("x")] });
  answerAs(testLaw, [1, 2], "yes");
  assert.deepEqual(isOpen(), [true, [1]]);
  const { closesAt } = testLaw.view<{ closesAt: number }>("decisions/decision", {
    decision: 1,
    person: 0,
  });
  testLaw.pass(closesAt - testLaw.now - 1);
  assert.deepEqual(isOpen(), [true, [1]]);
  testLaw.pass(1);
  assert.equal(show(testLaw).stage, "passed");
  assert.deepEqual(isOpen(), [false, []]);
});

test("the list holds the newest thousand, and one that is asked for by number alone is still there", () => {
  const testLaw = foundTestLaw(1);
  propose(testLaw, { kind: "statement" });
  const row = changed(decisions.get(testLaw.state, [1 as DecisionId]), {});
  const listed = () => testLaw.view<{ decision: number }[]>("decisions/list", {});
  for (const many of [1000, 1001]) {
    counters.put(testLaw.state, [], { decisions: many });
    for (let at = 2; at <= many; at += 1) decisions.put(testLaw.state, [at as DecisionId], row);
    assert.equal(listed().length, 1000);
    assert.deepEqual([listed()[0]?.decision, listed()[999]?.decision], [many, many - 999]);
  }
  assert.equal(show(testLaw).stage, "open");
});

test("at the very moment voting ends nobody may answer any more, also before the block that ends it", () => {
  const testLaw = foundTestLaw(1);
  propose(testLaw, { kind: "statement" });
  testLaw.now += 7 * DAY - 1;
  assert.equal(show(testLaw).eligibility.isEligible, true);
  testLaw.now += 1;
  assert.equal(show(testLaw).eligibility.isEligible, false);
});
