/** Goal: at each stage of a decision everybody sees what it does, how it is decided, and how it came out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { answerAs, effectOf, propose, publishText, runItsCourse } from "../testing/deciding.ts";
import { foundVillage, type Village } from "../testing/village.ts";
import { openDecisions } from "./types.ts";

interface Shown {
  readonly stage: string;
  readonly count: object | null;
  readonly ballots: readonly object[] | null;
  readonly why: { readonly rule: string } | null;
  readonly trace: readonly object[] | null;
  readonly chosen: readonly number[] | null;
  readonly fault: { readonly code: string; readonly sentence: string } | null;
  readonly effects: readonly object[];
  readonly heard: readonly object[];
  readonly policySentence: string;
  readonly eligibility: { readonly isEligible: boolean };
}

const show = (village: Village, decision = 1, person = 1) =>
  village.view<Shown>("decisions/decision", { decision, person });

test("what is open hides its count, what is closed tells it with reason and steps, what is taken back has none", () => {
  const village = foundVillage(3);
  for (let at = 0; at < 2; at += 1) propose(village, { kind: "statement" });
  const open = show(village);
  assert.deepEqual([open.count, open.ballots, open.why], [null, null, null]);
  assert.deepEqual([open.trace, open.chosen, open.fault], [null, null, null]);
  village.act(1, "decisions/withdraw", { decision: 2 });
  const back = show(village, 2);
  assert.deepEqual(
    [back.stage, back.why, back.trace, back.chosen],
    ["withdrawn", null, null, null],
  );
  assert.deepEqual([back.count, back.ballots], [{ yes: 0, no: 0, abstain: 0 }, []]);
  village.act(2, "decisions/cast-vote", { decision: 1, ballot: Uint8Array.of(0) });
  village.pass(7 * DAY);
  const closed = show(village);
  assert.equal(closed.why?.rule, "decisions/majority");
  assert.equal(closed.trace?.length, 2);
  assert.deepEqual(closed.chosen, []);
  assert.deepEqual(closed.ballots, [{ person: 2, answer: "yes" }]);
});

test("effects are told in words, with what they carry, and who is heard with their answer", () => {
  const village = foundCircles(4, [{ members: [1, 2, 3] }]);
  propose(village, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const [effect] = show(village).effects;
  const action = village.law.actionByType.get("circles/dismiss");
  assert.deepEqual(Object.keys(effect ?? {}), ["option", "tag", "type", "input", "sentence"]);
  const { sentence, ...told } = effect as { sentence: string };
  const input = { circle: 2, person: 3 };
  assert.deepEqual(told, { option: 0, tag: action?.tag, type: "circles/dismiss", input });
  assert.match(sentence, /^[A-Z].+\.$/);
  assert.deepEqual(show(village).heard, [{ person: 3, answer: null, at: 0 }]);
  const answer = publishText(village, 3, "answer", "answer");
  village.act(3, "decisions/answer-hearing", { decision: 1, answer });
  assert.deepEqual(show(village).heard, [{ person: 3, answer, at: village.now }]);
});

test("what could not be done names the fault in a sentence", () => {
  const village = foundCircles(2, [{ members: [1] }]);
  for (let at = 0; at < 2; at += 1) {
    propose(village, { kind: "circle", wishes: [wish.closeCircle(2)] });
    answerAs(village, [1, 2], "yes");
  }
  assert.equal(runItsCourse(village), "without-effect");
  const { fault } = show(village, 2);
  assert.equal(fault?.code, "circles/closed");
  assert.match(fault?.sentence ?? "", /^[A-Z].+\.$/);
  assert.equal(show(village, 1).fault, null);
});

test("how something would be decided is told beforehand, by a circle that is there and open", () => {
  const village = foundCircles(3, [{ members: [1] }]);
  const terms = (circle: number) => {
    const effects = [effectOf(village, wish.openRole("x"))];
    const query = { circle, kind: "role", effects };
    return village.view<{ eligible: number; sentence: string }>("decisions/terms", query);
  };
  assert.equal(terms(2).eligible, 1);
  assert.match(terms(1).sentence, /^[A-Z].+\.$/);
  assert.equal(terms(9), undefined);
  propose(village, { circle: 2, kind: "role", wishes: [wish.openRole("y")] });
  assert.equal(show(village).policySentence, terms(2).sentence);
});

test("a decision's matter is open from its proposal until voting ends", () => {
  const village = foundVillage(2);
  const isOpen = () => [
    openDecisions.isOpen(village.state, 1),
    [...openDecisions.open(village.state)],
  ];
  assert.deepEqual(isOpen(), [false, []]);
  propose(village, { kind: "circle", wishes: [wish.openCircle("x")] });
  answerAs(village, [1, 2], "yes");
  assert.deepEqual(isOpen(), [true, [1]]);
  const { closesAt } = village.view<{ closesAt: number }>("decisions/decision", {
    decision: 1,
    person: 0,
  });
  village.pass(closesAt - village.now - 1);
  assert.deepEqual(isOpen(), [true, [1]]);
  village.pass(1);
  assert.equal(show(village).stage, "passed");
  assert.deepEqual(isOpen(), [false, []]);
});
