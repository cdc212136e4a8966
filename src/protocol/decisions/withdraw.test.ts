/** Goal: a proposal is taken back by whoever made it, before others have answered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { answerAs, newest, propose } from "../testing/deciding.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function withdraw(village: Village, person: number, decision = newest(village)): string {
  return outcomeOf(village.act(person, "decisions/withdraw", { decision }));
}

function stageOf(village: Village, decision: number): string {
  return village.view<{ stage: string }>("decisions/decision", { decision, person: 0 }).stage;
}

test("a proposal is taken back, with its proposer's own answer or without", () => {
  for (const voters of [[], [1]]) {
    const village = foundVillage(2);
    propose(village, { kind: "statement" });
    answerAs(village, voters, "yes");
    assert.equal(withdraw(village, 1), "done");
    assert.equal(stageOf(village, 1), "withdrawn");
    village.assertSound();
    village.pass(30 * DAY);
    assert.equal(stageOf(village, 1), "withdrawn");
    assert.equal(village.machine.nextDue(village.state), undefined);
    village.assertSound();
  }
});

test("an unknown one, another's, one that others have answered and a closed one are refused", () => {
  const village = foundVillage(3);
  propose(village, { kind: "statement" });
  assert.equal(withdraw(village, 1, 7), "decisions/unknown");
  assert.equal(withdraw(village, 2), "decisions/not-yours");
  answerAs(village, [1, 2], "abstain");
  assert.equal(withdraw(village, 1), "decisions/already-answered");
  village.pass(7 * DAY);
  assert.equal(withdraw(village, 1), "decisions/closed");
  village.assertSound();
});

test("a proposal cannot be taken back twice, nor at the moment it closes", () => {
  const village = foundVillage(1);
  propose(village, { kind: "statement" });
  withdraw(village, 1);
  assert.equal(withdraw(village, 1), "decisions/closed");
  propose(village, { kind: "statement" });
  village.now += 7 * DAY;
  assert.equal(withdraw(village, 1), "decisions/closed");
});

test("taking one back makes room for another", () => {
  const village = foundVillage(1);
  for (let at = 0; at < 3; at++) propose(village, { kind: "statement" });
  withdraw(village, 1);
  assert.equal(outcomeOf(propose(village, { kind: "statement" })), "done");
  village.assertSound();
});
