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
import {
  foundVillage,
  makeKey,
  outcomeOf,
  type TestKey,
  type Village,
} from "../testing/village.ts";

const exclude = (person: number) => ({ type: "membership/exclude", input: { person } });

function call(village: Village, by: number, person: number): string {
  const reason = textHash("reason");
  giveText(village, reason, "reason");
  const input = { person, reason };
  return outcomeOf(village.act(by, "membership/call-hearing", input));
}

test("a member who was heard is excluded, keeps their number, and needs new vouches to come back", () => {
  const constitution = rules({ "vouch-pace-days": 0 });
  const village = foundVillage(6, { constitution });
  for (const from of [1, 2, 3]) village.act(from, "membership/vouch", { person: 6 });
  village.act(6, "membership/vouch", { person: 1 });
  assert.equal(call(village, 1, 6), "done");
  village.pass(3 * DAY);
  const wishes = [exclude(6)];
  assert.equal(decide(village, { kind: "member", wishes }, [1, 2, 3, 4]), "in-effect");
  assert.equal(statusOf(village, 6), "left");
  const vouchers = (person: number) =>
    village.view<{ vouchedBy: unknown[] }>("membership/person", { person }).vouchedBy.length;
  assert.deepEqual([vouchers(6), vouchers(1)], [0, 0]);
  assert.equal(outcomeOf(village.act(6, "membership/apply", {})), "done");
  assert.equal(statusOf(village, 6), "applicant");
  village.pass(1);
  for (const from of [1, 2, 3]) {
    assert.equal(outcomeOf(village.act(from, "membership/vouch", { person: 6 })), "done");
  }
  assert.equal(statusOf(village, 6), "member");
  village.assertSound();
});

test("three days pass from the hearing on, and after half a year a new one is needed", () => {
  const village = foundVillage(4);
  assert.equal(rehearse(village, 1, exclude(4)), "membership/not-heard");
  call(village, 1, 4);
  village.pass(3 * DAY - 1);
  assert.equal(rehearse(village, 1, exclude(4)), "membership/not-heard");
  village.pass(1);
  assert.equal(rehearse(village, 1, exclude(4)), "done");
  village.pass(177 * DAY - 1);
  assert.equal(rehearse(village, 1, exclude(4)), "done");
  village.pass(1);
  assert.equal(rehearse(village, 1, exclude(4)), "membership/not-heard");
});

test("whoever votes on an exclusion can read the answer first: it is proposed after the hearing", () => {
  const village = foundVillage(4);
  call(village, 1, 4);
  village.pass(3 * DAY - 1);
  const proposal = { kind: "member", wishes: [exclude(4)] } as const;
  const early = propose(village, proposal);
  assert.equal(outcomeOf(early), "decisions/cannot-work");
  assert.equal(early.refusal?.details["code"], "membership/not-heard");
  village.pass(1);
  assert.equal(decide(village, proposal, [1, 2, 3]), "in-effect");
  assert.equal(statusOf(village, 4), "left");
});

test("a hearing called while people vote on an exclusion comes too late for it", () => {
  const village = foundVillage(4);
  call(village, 1, 4);
  village.pass(3 * DAY);
  const twice = [1, 2].map(() => {
    propose(village, { kind: "member", wishes: [exclude(4)] });
    answerAs(village, [1, 2, 3], "yes");
    village.pass(10 * DAY);
    return newest(village);
  });
  assert.deepEqual(twice, [1, 2]);
  village.pass(DAY);
  assert.equal(statusOf(village, 4), "left", "the first one took effect");
  village.act(4, "membership/apply", {});
  for (const from of [1, 2, 3]) {
    village.pass(1);
    village.act(from, "membership/vouch", { person: 4 });
  }
  assert.equal(statusOf(village, 4), "member");
  call(village, 2, 4);
  assert.equal(runItsCourse(village), "without-effect");
  assert.equal(statusOf(village, 4), "member");
});

test("only everyone excludes, and only whoever was a member and was heard", () => {
  const village = foundVillage(4);
  call(village, 1, 4);
  village.pass(3 * DAY);
  assert.equal(rehearse(village, 2, exclude(4)), "membership/only-everyone");
  village.act(4, "membership/leave", {});
  assert.equal(rehearse(village, 1, exclude(4)), "done", "leaving ends no hearing");
  assert.equal(rehearse(village, 1, exclude(3)), "membership/not-heard");
  assert.equal(rehearse(village, 1, exclude(9)), "membership/not-a-member");
});

function freeze(village: Village, device: number, key: TestKey, verb = "freeze"): string {
  return outcomeOf(village.actWith({ person: 4, device, key }, `identity/${verb}`, {}));
}

function withSheet() {
  const [sheet, none] = [makeKey(), new Uint8Array(32)];
  const keys = [1, 2, 3, 4].map(() => makeKey());
  const people = keys.map(({ publicKey }, at) => ({
    device: publicKey,
    recovery: at === 3 ? sheet.publicKey : none,
  }));
  return { village: foundVillage(keys, { identity: { people } }), sheet, phone: keys[3] ?? sheet };
}

test("the days to answer stand still while the keys are frozen, fourteen days at most", () => {
  const { village, phone } = withSheet();
  village.pass(DAY);
  call(village, 1, 4);
  village.pass(DAY);
  freeze(village, 0, phone);
  village.pass(16 * DAY - 1);
  assert.equal(rehearse(village, 1, exclude(4)), "membership/not-heard");
  village.pass(1);
  assert.equal(rehearse(village, 1, exclude(4)), "done");
});

test("only the days that were frozen count: a freeze that is lifted, and one from before", () => {
  const { village, phone, sheet } = withSheet();
  freeze(village, 0, phone);
  village.pass(5 * DAY);
  call(village, 1, 4);
  village.pass(2 * DAY);
  freeze(village, 1, sheet, "lift-freeze");
  village.pass(3 * DAY - 1);
  assert.equal(rehearse(village, 1, exclude(4)), "membership/not-heard");
  village.pass(1);
  assert.equal(rehearse(village, 1, exclude(4)), "done");
  freeze(village, 1, sheet);
  village.pass(9 * DAY);
  assert.equal(rehearse(village, 1, exclude(4)), "done", "whoever was heard stays heard");
});

test("with a founder's membership their places end, also for those whom they brought in", () => {
  const village = foundVillage(4, { membership: phaseOf(4, 80) });
  const bring = (by: number) => {
    const person = applyBy(village, by);
    village.act(by, "membership/vouch", { person });
    return person;
  };
  const invented = bring(4);
  village.pass(DAY);
  assert.equal(statusOf(village, bring(invented)), "member", "as long as the founder is there");
  call(village, 1, 4);
  village.pass(3 * DAY);
  assert.equal(decide(village, { kind: "member", wishes: [exclude(4)] }, [1, 2, 3]), "in-effect");
  assert.equal(statusOf(village, bring(invented)), "applicant");
  assert.equal(statusOf(village, bring(1)), "member");
  village.assertSound();
});

/** Four votes for parting from person 6, which three vouches let in; it has passed and waits. */
function aboutToPart(): Village {
  const village = foundVillage(6, { constitution: rules({ "vouch-pace-days": 0 }) });
  for (const from of [1, 2, 3]) village.act(from, "membership/vouch", { person: 6 });
  call(village, 1, 6);
  village.pass(3 * DAY);
  propose(village, { kind: "member", wishes: [exclude(6)] });
  answerAs(village, [1, 2, 3, 4], "yes");
  village.pass(21 * DAY - 1);
  assert.equal(outcomeOf(village.act(6, "membership/leave", {})), "done");
  return village;
}

test("nobody gets around an exclusion by leaving a moment before it: their vouches fall as well", () => {
  const village = aboutToPart();
  assert.equal(runItsCourse(village), "in-effect");
  assert.equal(outcomeOf(village.act(6, "membership/apply", {})), "done");
  assert.equal(statusOf(village, 6), "applicant", "the old vouches do not count any more");
  village.assertSound();
});

test("nor by coming back at once", () => {
  const village = aboutToPart();
  village.act(6, "membership/apply", {});
  assert.equal(statusOf(village, 6), "member", "the old vouches still stand");
  assert.equal(runItsCourse(village), "in-effect");
  assert.equal(statusOf(village, 6), "left");
  village.assertSound();
});
