/** Goal: opening freezes policy, roll, text and effects, and refuses what could not work. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultPolicy, policyShape } from "../circles/index.ts";
import { inDomain } from "../kernel/domain.ts";
import { encode } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { effectOf, propose, publishText, textHash } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { testHasher } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { openFor } from "./index.ts";
import { EFFECTS_MAX, OPEN_MAX } from "./types.ts";

const set = (value: number) => ({
  type: "constitution/set-parameter",
  input: { parameter: "vouches-needed", value },
});

interface Shown {
  readonly stage: string;
  readonly eligible: number;
  readonly openedAt: number;
  readonly closesAt: number;
  readonly effectAt: number;
  readonly policyHash: Uint8Array;
  readonly effects: readonly { readonly type: string; readonly sentence: string }[];
}

function show(testLaw: TestLaw, decision: number): Shown {
  return testLaw.view<Shown>("decisions/decision", { decision, person: 1 });
}

test("a proposal has its policy, hash, roll, times and readable effects from the start", () => {
  const testLaw = foundTestLaw(4);
  testLaw.pass(3);
  assert.equal(outcomeOf(propose(testLaw, { kind: "rule", wishes: [set(2)] })), "done");
  const shown = show(testLaw, 1);
  const bytes = inDomain("policy", encode(policyShape, defaultPolicy("rule")));
  assert.deepEqual(shown.policyHash, testHasher.sha256(bytes));
  assert.deepEqual([shown.stage, shown.eligible, shown.openedAt], ["open", 4, testLaw.now]);
  assert.equal(shown.closesAt, testLaw.now + 21 * DAY);
  assert.equal(shown.effectAt, testLaw.now + 51 * DAY);
  assert.deepEqual(
    shown.effects.map(({ type }) => type),
    ["constitution/set-parameter"],
  );
  assert.match(shown.effects[0]?.sentence ?? "", /2 vouches/);
  testLaw.assertSound();
});

test("the roll of a circle is those who are in it", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2, 3] }]);
  leaveNow(testLaw, 3);
  propose(testLaw, { circle: 2, kind: "statement" });
  assert.equal(show(testLaw, 1).eligible, 2);
});

test("an unknown circle, a closed one, and people outside of it are refused", () => {
  const testLaw = foundCircles(3, [{ members: [2] }]);
  const refused = (circle: number) => outcomeOf(propose(testLaw, { circle, kind: "statement" }));
  assert.equal(refused(2), "decisions/not-in-circle");
  assert.equal(refused(9), "circles/no-such-circle");
  const applicant = applyBy(testLaw, 1);
  const theirs = propose(testLaw, { kind: "statement", proposer: applicant });
  assert.equal(outcomeOf(theirs), "decisions/not-in-circle");
});

test("a text that was never published, or is erased, is refused", () => {
  const testLaw = foundTestLaw(1);
  const input = openFor({ circle: 1, kind: "statement", text: textHash("never"), effects: [] });
  assert.equal(outcomeOf(testLaw.act(1, "decisions/open", input)), "records/unknown-text");
  const text = publishText(testLaw, 1, "gone");
  testLaw.act(1, "records/erase", { text });
  const gone = testLaw.act(1, "decisions/open", { ...input, text });
  assert.equal(outcomeOf(gone), "records/erased");
});

test("a proposal's text is its proposer's own, and a proposal; so are the texts in its effects", () => {
  const testLaw = foundTestLaw(2);
  const adopt = (text: Uint8Array) => {
    return { type: "constitution/adopt-article", input: { article: 0, text } };
  };
  const open = (text: Uint8Array, article?: Uint8Array) => {
    const effects = article === undefined ? [] : [effectOf(testLaw, adopt(article))];
    const kind = article === undefined ? "statement" : "article";
    return outcomeOf(testLaw.act(1, "decisions/open", openFor({ circle: 1, kind, text, effects })));
  };
  const text = publishText(testLaw, 1, "own");
  assert.equal(open(publishText(testLaw, 2, "theirs")), "records/not-yours");
  assert.equal(open(publishText(testLaw, 1, "note", "note")), "records/other-kind");
  assert.equal(open(text, textHash("never")), "records/unknown-text");
  assert.equal(open(text, text), "records/other-kind");
  assert.equal(open(text, publishText(testLaw, 2, "theirs too", "article")), "records/not-yours");
  assert.equal(open(text, publishText(testLaw, 1, "an article", "article")), "done");
  testLaw.assertSound();
});

test("only a statement does nothing; and it does nothing at all", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(outcomeOf(propose(testLaw, { kind: "rule" })), "decisions/no-effect");
  const busy = propose(testLaw, { kind: "statement", wishes: [wish.openCircle("x")] });
  assert.equal(outcomeOf(busy), "decisions/other-kind");
  assert.equal(outcomeOf(propose(testLaw, { kind: "statement" })), "done");
});

test("a weighty effect does not pass under a light kind", () => {
  const testLaw = foundTestLaw(1);
  for (const kind of ["role", "circle", "article"] as const) {
    const receipt = propose(testLaw, { kind, wishes: [set(2)] });
    assert.equal(outcomeOf(receipt), "decisions/other-kind");
    assert.deepEqual(receipt.refusal?.details, {
      position: 0,
      type: "constitution/set-parameter",
      kind: "rule",
    });
  }
});

test("an unknown action, a person's action and bytes that are no input are refused", () => {
  const testLaw = foundTestLaw(1);
  const text = publishText(testLaw, 1, "text");
  const openWith = (tag: number, payload: Uint8Array) =>
    testLaw.act(
      1,
      "decisions/open",
      openFor({ circle: 1, kind: "role", text, effects: [{ option: 0, tag, payload }] }),
    );
  assert.equal(outcomeOf(openWith(0xffff, new Uint8Array(0))), "decisions/other-kind");
  assert.equal(outcomeOf(openWith(0x0a02, new Uint8Array(5))), "decisions/other-kind");
  const { tag } = effectOf(testLaw, wish.emptyRole(1));
  const receipt = openWith(tag, new Uint8Array(3));
  assert.equal(outcomeOf(receipt), "decisions/cannot-work");
  assert.equal(receipt.refusal?.details["code"], "kernel/malformed-input");
});

test("what could not take effect is refused with the fault that prevents it", () => {
  const testLaw = foundTestLaw(1);
  const receipt = propose(testLaw, { kind: "rule", wishes: [set(2), set(9)] });
  assert.equal(outcomeOf(receipt), "decisions/cannot-work");
  const { position, code } = receipt.refusal?.details ?? {};
  assert.deepEqual([position, code], [1, "constitution/out-of-bounds"]);
  testLaw.assertSound();
});

test("eight effects are the most", () => {
  const testLaw = foundTestLaw(1);
  const wishes = Array.from({ length: EFFECTS_MAX }, (_, at) => wish.openRole(`${at}`));
  assert.equal(outcomeOf(propose(testLaw, { kind: "role", wishes })), "done");
  const more = [...wishes, wish.openRole("more")];
  assert.throws(() => propose(testLaw, { kind: "role", wishes: more }), /more than 8/);
});

test("three proposals of one person are open at once; another's are not counted", () => {
  const testLaw = foundTestLaw(2);
  const statement = { kind: "statement" } as const;
  for (let at = 0; at < OPEN_MAX; at++)
    assert.equal(outcomeOf(propose(testLaw, statement)), "done");
  assert.equal(outcomeOf(propose(testLaw, statement)), "decisions/too-many-open");
  assert.equal(outcomeOf(propose(testLaw, { ...statement, proposer: 2 })), "done");
  testLaw.pass(7 * DAY);
  assert.equal(outcomeOf(propose(testLaw, statement)), "done");
  testLaw.assertSound();
});
