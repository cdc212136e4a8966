/** Goal: everyone together may part from who does harm, after hearing them, and no circle may. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  answerAs,
  decide,
  giveText,
  newest,
  propose,
  rehearse,
  runItsCourse,
  textHash,
} from "../testing/deciding.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { makeKey, type TestKey } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

const exclude = (person: number) => ({ type: "membership/exclude", input: { person } });

function call(testLaw: TestLaw, by: number, person: number): string {
  const reason = textHash("reason");
  giveText(testLaw, reason, "reason");
  const input = { person, reason };
  return outcomeOf(testLaw.act(by, "membership/call-hearing", input));
}

test("a member who was heard is excluded, keeps their number, and needs new vouches to come back", () => {
  const constitution = rules({ "vouch-pace-days": 0 });
  const testLaw = foundTestLaw(6, { constitution });
  for (const from of [1, 2, 3]) testLaw.act(from, "membership/vouch", { person: 6 });
  testLaw.act(6, "membership/vouch", { person: 1 });
  assert.equal(call(testLaw, 1, 6), "done");
  testLaw.pass(3 * DAY);
  const wishes = [exclude(6)];
  assert.equal(decide(testLaw, { kind: "member", wishes }, [1, 2, 3, 4]), "in-effect");
  assert.equal(statusOf(testLaw, 6), "left");
  const vouchers = (person: number) =>
    testLaw.view<{ vouchedBy: unknown[] }>("membership/person", { person }).vouchedBy.length;
  assert.deepEqual([vouchers(6), vouchers(1)], [0, 0]);
  assert.equal(outcomeOf(testLaw.act(6, "membership/apply", {})), "done");
  assert.equal(statusOf(testLaw, 6), "applicant");
  testLaw.pass(1);
  for (const from of [1, 2, 3]) {
    assert.equal(outcomeOf(testLaw.act(from, "membership/vouch", { person: 6 })), "done");
  }
  assert.equal(statusOf(testLaw, 6), "member");
  testLaw.assertSound();
});

test("three days pass from the hearing on, and after half a year a new one is needed", () => {
  const testLaw = foundTestLaw(4);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "membership/not-heard");
  call(testLaw, 1, 4);
  testLaw.pass(3 * DAY - 1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "membership/not-heard");
  testLaw.pass(1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "done");
  testLaw.pass(177 * DAY - 1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "done");
  testLaw.pass(1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "membership/not-heard");
});

test("anyone who votes on an exclusion can read the answer first: it is proposed after the hearing", () => {
  const testLaw = foundTestLaw(4);
  call(testLaw, 1, 4);
  testLaw.pass(3 * DAY - 1);
  const proposal = { kind: "member", wishes: [exclude(4)] } as const;
  const early = propose(testLaw, proposal);
  assert.equal(outcomeOf(early), "decisions/cannot-work");
  assert.equal(early.refusal?.details["code"], "membership/not-heard");
  testLaw.pass(1);
  assert.equal(decide(testLaw, proposal, [1, 2, 3]), "in-effect");
  assert.equal(statusOf(testLaw, 4), "left");
});

test("a hearing called while people vote on an exclusion comes too late for it", () => {
  const testLaw = foundTestLaw(4);
  call(testLaw, 1, 4);
  testLaw.pass(3 * DAY);
  const twice = [1, 2].map(() => {
    propose(testLaw, { kind: "member", wishes: [exclude(4)] });
    answerAs(testLaw, [1, 2, 3], "yes");
    testLaw.pass(10 * DAY);
    return newest(testLaw);
  });
  assert.deepEqual(twice, [1, 2]);
  testLaw.pass(DAY);
  assert.equal(statusOf(testLaw, 4), "left", "the first one took effect");
  testLaw.act(4, "membership/apply", {});
  for (const from of [1, 2, 3]) {
    testLaw.pass(1);
    testLaw.act(from, "membership/vouch", { person: 4 });
  }
  assert.equal(statusOf(testLaw, 4), "member");
  call(testLaw, 2, 4);
  assert.equal(runItsCourse(testLaw), "without-effect");
  assert.equal(statusOf(testLaw, 4), "member");
});

test("only everyone excludes, and only anyone who was a member and was heard", () => {
  const testLaw = foundTestLaw(4);
  call(testLaw, 1, 4);
  testLaw.pass(3 * DAY);
  assert.equal(rehearse(testLaw, 2, exclude(4)), "membership/only-everyone");
  leaveNow(testLaw, 4);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "done", "leaving ends no hearing");
  assert.equal(rehearse(testLaw, 1, exclude(3)), "membership/not-heard");
  assert.equal(rehearse(testLaw, 1, exclude(9)), "membership/not-a-member");
});

function freeze(testLaw: TestLaw, device: number, key: TestKey, verb = "freeze"): string {
  return outcomeOf(testLaw.actWith({ person: 4, device, key }, `identity/${verb}`, {}));
}

function withSheet() {
  const [sheet, none] = [makeKey(), new Uint8Array(32)];
  const keys = [1, 2, 3, 4].map(() => makeKey());
  const people = keys.map(({ publicKey }, at) => ({
    device: publicKey,
    recovery: at === 3 ? sheet.publicKey : none,
  }));
  return { testLaw: foundTestLaw(keys, { identity: { people } }), sheet, phone: keys[3] ?? sheet };
}

test("the days to answer stand still while the keys are frozen, fourteen days at most", () => {
  const { testLaw, phone } = withSheet();
  testLaw.pass(DAY);
  call(testLaw, 1, 4);
  testLaw.pass(DAY);
  freeze(testLaw, 0, phone);
  testLaw.pass(16 * DAY - 1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "membership/not-heard");
  testLaw.pass(1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "done");
});

test("only the days that were frozen count: a freeze that is lifted, and one from before", () => {
  const { testLaw, phone, sheet } = withSheet();
  freeze(testLaw, 0, phone);
  testLaw.pass(5 * DAY);
  call(testLaw, 1, 4);
  testLaw.pass(2 * DAY);
  freeze(testLaw, 1, sheet, "lift-freeze");
  testLaw.pass(3 * DAY - 1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "membership/not-heard");
  testLaw.pass(1);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "done");
  freeze(testLaw, 1, sheet);
  testLaw.pass(9 * DAY);
  assert.equal(rehearse(testLaw, 1, exclude(4)), "done", "anyone who was heard stays heard");
});

test("with a founder's membership their places end, also for those whom they brought in", () => {
  const testLaw = foundTestLaw(4, { membership: phaseOf(4, 80) });
  const bring = (by: number) => {
    const person = applyBy(testLaw, by);
    testLaw.act(by, "membership/vouch", { person });
    return person;
  };
  const invented = bring(4);
  testLaw.pass(DAY);
  assert.equal(statusOf(testLaw, bring(invented)), "member", "as long as the founder is there");
  call(testLaw, 1, 4);
  testLaw.pass(3 * DAY);
  assert.equal(decide(testLaw, { kind: "member", wishes: [exclude(4)] }, [1, 2, 3]), "in-effect");
  assert.equal(statusOf(testLaw, bring(invented)), "applicant");
  assert.equal(statusOf(testLaw, bring(1)), "member");
  testLaw.assertSound();
});

/** Four votes for parting from person 6, which three vouches let in; it has passed and waits. */
function aboutToPart(): TestLaw {
  const testLaw = foundTestLaw(6, { constitution: rules({ "vouch-pace-days": 0 }) });
  for (const from of [1, 2, 3]) testLaw.act(from, "membership/vouch", { person: 6 });
  call(testLaw, 1, 6);
  testLaw.pass(3 * DAY);
  propose(testLaw, { kind: "member", wishes: [exclude(6)] });
  answerAs(testLaw, [1, 2, 3, 4], "yes");
  testLaw.pass(21 * DAY - 1);
  leaveNow(testLaw, 6);
  return testLaw;
}

test("nobody gets around an exclusion by leaving a moment before it: their vouches fall as well", () => {
  const testLaw = aboutToPart();
  assert.equal(runItsCourse(testLaw), "in-effect");
  assert.equal(outcomeOf(testLaw.act(6, "membership/apply", {})), "done");
  assert.equal(statusOf(testLaw, 6), "applicant", "the old vouches do not count any more");
  testLaw.assertSound();
});

test("nor by coming back at once", () => {
  const testLaw = aboutToPart();
  testLaw.act(6, "membership/apply", {});
  assert.equal(statusOf(testLaw, 6), "member", "the old vouches still stand");
  assert.equal(runItsCourse(testLaw), "in-effect");
  assert.equal(statusOf(testLaw, 6), "left");
  testLaw.assertSound();
});
