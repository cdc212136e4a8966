/** Goal: a proposal is taken back by anyone who made it, before others have answered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { answerAs, newest, propose } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function withdraw(testLaw: TestLaw, person: number, decision = newest(testLaw)): string {
  return outcomeOf(testLaw.act(person, "decisions/withdraw", { decision }));
}

function stageOf(testLaw: TestLaw, decision: number): string {
  return testLaw.view<{ stage: string }>("decisions/decision", { decision, person: 0 }).stage;
}

test("a proposal is taken back, with its proposer's own answer or without", () => {
  for (const voters of [[], [1]]) {
    const testLaw = foundTestLaw(2);
    propose(testLaw, { kind: "statement" });
    answerAs(testLaw, voters, "yes");
    assert.equal(withdraw(testLaw, 1), "done");
    assert.equal(stageOf(testLaw, 1), "withdrawn");
    testLaw.assertSound();
    testLaw.pass(30 * DAY);
    assert.equal(stageOf(testLaw, 1), "withdrawn");
    assert.equal(testLaw.stateMachine.nextDue(testLaw.state), undefined);
    testLaw.assertSound();
  }
});

test("an unknown one, another's, one that others have answered and a closed one are refused", () => {
  const testLaw = foundTestLaw(3);
  propose(testLaw, { kind: "statement" });
  assert.equal(withdraw(testLaw, 1, 7), "decisions/unknown");
  assert.equal(withdraw(testLaw, 2), "decisions/not-yours");
  answerAs(testLaw, [1, 2], "abstain");
  assert.equal(withdraw(testLaw, 1), "decisions/already-answered");
  testLaw.pass(7 * DAY);
  assert.equal(withdraw(testLaw, 1), "decisions/closed");
  testLaw.assertSound();
});

test("a proposal cannot be taken back twice, nor at the moment it closes", () => {
  const testLaw = foundTestLaw(1);
  propose(testLaw, { kind: "statement" });
  withdraw(testLaw, 1);
  assert.equal(withdraw(testLaw, 1), "decisions/closed");
  propose(testLaw, { kind: "statement" });
  testLaw.now += 7 * DAY;
  assert.equal(withdraw(testLaw, 1), "decisions/closed");
});

test("taking one back makes room for another", () => {
  const testLaw = foundTestLaw(1);
  for (let at = 0; at < 3; at++) propose(testLaw, { kind: "statement" });
  withdraw(testLaw, 1);
  assert.equal(outcomeOf(propose(testLaw, { kind: "statement" })), "done");
  testLaw.assertSound();
});
