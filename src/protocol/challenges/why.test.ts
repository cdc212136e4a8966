/** Goal: whoever is about to take part in a challenge is told the rule, and the figures that hold for it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundQuick, judgeAs, letIn, open, show, supportBy } from "../testing/challenging.ts";
import { textHash } from "../testing/deciding.ts";
import { explained, figures } from "../testing/explaining.ts";
import { foundVillage } from "../testing/village.ts";

test("every action is explained under its own name, in whole sentences", () => {
  const village = foundVillage(5);
  const names = [...village.law.actionByType.keys()].filter((type) =>
    type.startsWith("challenges/"),
  );
  const input = { challenge: 9, accused: [1], voucher: 0, reason: textHash("why"), answers: [] };
  for (const type of names) {
    const why = explained(village, 2, type, input);
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.equal(names.length, 8);
});

test("whoever opens one sees how many supporters it needs, and who would judge", () => {
  const input = { accused: [1, 2], voucher: 3, reason: textHash("why") };
  assert.deepEqual(figures(foundVillage(41), 2, "challenges/open", input), {
    accused: 2,
    needed: 3,
    isJury: false,
  });
});

test("a supporter sees how many it has; who answers or judges sees until when", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  const of = (type: string, challenge = 1) => figures(village, 6, type, { challenge });
  open(village, 3, [newcomer]);
  supportBy(village, [4]);
  assert.deepEqual(of("challenges/support"), { challenge: 1, supporters: 1, needed: 2 });
  assert.deepEqual(of("challenges/support", 9), { challenge: 9, supporters: 0, needed: 0 });
  supportBy(village, [5]);
  const until = village.now + 3 * DAY;
  for (const type of ["answer", "appeal", "judge-appeal"]) {
    assert.deepEqual(of(`challenges/${type}`), { challenge: 1, until });
    assert.deepEqual(of(`challenges/${type}`, 9), { challenge: 9, until: 0 });
  }
  village.pass(3 * DAY);
  const { closesAt } = show(village);
  assert.deepEqual(of("challenges/judge"), { challenge: 1, closesAt });
  assert.deepEqual(of("challenges/judge", 9), { challenge: 9, closesAt: 0 });
});

test("what came of it is explained to whoever it was about, with the answers and the rule", () => {
  const village = foundQuick(12);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  open(village, 3, [first, second], 1);
  supportBy(village, [4, 5]);
  village.pass(3 * DAY);
  judgeAs(village, [6, 7, 8], ["yes", "abstain"]);
  judgeAs(village, [9], ["no", "no"]);
  assert.deepEqual(
    show(village).accused.map(({ why }) => why),
    [null, null],
    "nothing is told before the end",
  );
  village.pass(11 * DAY);
  const told = show(village).accused.map(({ why }) => why);
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
