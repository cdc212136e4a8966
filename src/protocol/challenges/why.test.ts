/** Goal: anyone who is about to take part in a challenge is told the rule, and the figures that hold for it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundQuick, judgeAs, letIn, open, show, supportBy } from "../testing/challenging.ts";
import { textHash } from "../testing/deciding.ts";
import { explained, figures } from "../testing/explaining.ts";
import { foundTestLaw } from "../testing/test-law.ts";

test("every action is explained under its own name, in whole sentences", () => {
  const testLaw = foundTestLaw(5);
  const names = [...testLaw.law.actionByType.keys()].filter((type) =>
    type.startsWith("challenges/"),
  );
  const input = { challenge: 9, accused: [1], voucher: 0, reason: textHash("why"), answers: [] };
  for (const type of names) {
    const why = explained(testLaw, 2, type, input);
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(names.length > 0);
});

test("anyone who opens one sees how many supporters it needs, and who would judge", () => {
  const input = { accused: [1, 2], voucher: 3, reason: textHash("why") };
  assert.deepEqual(figures(foundTestLaw(41), 2, "challenges/open", input), {
    accused: 2,
    needed: 3,
    isJury: false,
  });
});

test("a supporter sees how many it has; who answers or judges sees until when", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  const of = (type: string, challenge = 1) => figures(testLaw, 6, type, { challenge });
  open(testLaw, 3, [newcomer]);
  supportBy(testLaw, [4]);
  assert.deepEqual(of("challenges/support"), { challenge: 1, supporters: 1, needed: 2 });
  assert.deepEqual(of("challenges/support", 9), { challenge: 9, supporters: 0, needed: 0 });
  supportBy(testLaw, [5]);
  const until = testLaw.now + 3 * DAY;
  for (const type of ["answer", "appeal", "judge-appeal"]) {
    assert.deepEqual(of(`challenges/${type}`), { challenge: 1, until });
    assert.deepEqual(of(`challenges/${type}`, 9), { challenge: 9, until: 0 });
  }
  testLaw.pass(3 * DAY);
  const { closesAt } = show(testLaw);
  assert.deepEqual(of("challenges/judge"), { challenge: 1, closesAt });
  assert.deepEqual(of("challenges/judge", 9), { challenge: 9, closesAt: 0 });
});

test("what came of it is explained to the person it was about, with the answers and the rule", () => {
  const testLaw = foundQuick(12);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  open(testLaw, 3, [first, second], 1);
  supportBy(testLaw, [4, 5]);
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [6, 7, 8], ["yes", "abstain"]);
  judgeAs(testLaw, [9], ["no", "no"]);
  assert.deepEqual(
    show(testLaw).accused.map(({ why }) => why),
    [null, null],
    "nothing is told before the end",
  );
  testLaw.pass(11 * DAY);
  const told = show(testLaw).accused.map(({ why }) => why);
  assert.deepEqual(
    told.map((why) => why?.result),
    [
      "Must go: 3 people said that they must go and 1 that they belong here.",
      "Nothing was found: 0 people said that they must go and 1 that they belong here.",
    ],
  );
  assert.match(told[0]?.sentence ?? "", /^Everyone but those who take part decides with a third/);
  const inputs = Object.fromEntries(
    (told[1]?.inputs ?? []).map(({ name, value }) => [name, value]),
  );
  assert.deepEqual(inputs, { yes: 0, no: 1, neither: 3, needed: 3, eligible: 9 });
});
