/** Goal: people see how far a challenge has come, what they can do about it, and no answer before its end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  foundQuick,
  judgeAs,
  letIn,
  open,
  publishNote,
  show,
  supportBy,
} from "../testing/challenging.ts";
import { applyBy } from "../testing/joining.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { isVisible } from "../visible.ts";

/** What somebody can do about the first challenge: the names of what is true. */
function mine(testLaw: TestLaw, person: number): string[] {
  const { judges, ...can } = show(testLaw, 1, person).mine;
  const named = Object.entries(can).filter(([, value]) => value === true);
  return [...named.map(([name]) => name), judges.by].filter((name) => name !== "nobody").sort();
}

interface Task {
  readonly challenge: number;
  readonly task: string;
  readonly until: number;
}

const tasks = (testLaw: TestLaw, person: number) =>
  testLaw
    .view<Task[]>("challenges/tasks", { person })
    .map(({ task, until }) => [task, until] as const);

const ballot = (testLaw: TestLaw, name: "ballot" | "voice", person: number, challenge = 1) =>
  testLaw.view<{ answers: unknown } | undefined>(`challenges/${name}`, { challenge, person });

test("everyone judges: what each can do, from the first word to the end", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  testLaw.now += 1;
  open(testLaw, 3, [newcomer]);
  supportBy(testLaw, [4]);
  const waiting = applyBy(testLaw, 1);
  assert.deepEqual(
    [3, 4, newcomer, 6, waiting].map((person) => mine(testLaw, person)),
    [["isBy", "mayWithdraw"], [], ["isNamed", "mayAnswer"], ["maySupport"], []],
  );
  testLaw.now += 7 * DAY - 1;
  assert.deepEqual(mine(testLaw, 3), ["isBy", "mayWithdraw"]);
  testLaw.now += 1;
  assert.deepEqual([mine(testLaw, 3), mine(testLaw, 6)], [["isBy"], []], "its time is over");
  testLaw.now -= 1;
  supportBy(testLaw, [5]);
  assert.deepEqual([mine(testLaw, 3), mine(testLaw, 6)], [["isBy"], []]);
  assert.match(show(testLaw).sentence, /three days to answer/);
  testLaw.pass(3 * DAY);
  assert.match(show(testLaw).sentence, /^Everyone but those/);
  const { closesAt } = show(testLaw);
  assert.deepEqual(
    [4, newcomer, 6].map((person) => mine(testLaw, person)),
    [[], ["isNamed", "mayAnswer"], ["judge"]],
  );
  testLaw.now = closesAt;
  assert.deepEqual(mine(testLaw, 6), [], "until its end");
  testLaw.pass(0);
  assert.deepEqual([mine(testLaw, 6), mine(testLaw, newcomer)], [[], ["isNamed", "mayErase"]]);
  assert.equal(show(testLaw).sentence, "It is over.");
  testLaw.act(newcomer, "challenges/erase-reason", { challenge: 1 });
  assert.deepEqual(mine(testLaw, newcomer), ["isNamed"]);
});

test("anyone who takes part in another challenge is not asked to support this one", () => {
  const testLaw = foundQuick(9);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  open(testLaw, 3, [first]);
  open(testLaw, 4, [second]);
  assert.deepEqual([mine(testLaw, 4), mine(testLaw, 6)], [[], ["maySupport"]]);
});

test("a jury judges, and everyone an appeal: what each can do, and has to do", () => {
  const testLaw = foundForJuries(39);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  const heard = testLaw.now + 3 * DAY;
  assert.deepEqual([tasks(testLaw, newcomer), tasks(testLaw, 6)], [[["answer", heard]], []]);
  const jury = drawJury(testLaw, 1);
  const [juror = 0, next = 0] = jury;
  const outsider = testLaw.keys.findIndex((_, at) => at > 4 && !jury.includes(at + 1)) + 1;
  assert.match(show(testLaw).sentence, /^A jury of 15/);
  assert.deepEqual([mine(testLaw, juror), mine(testLaw, outsider)], [["isJuror", "judge"], []]);
  const { mine: seen } = show(testLaw, 1, outsider);
  assert.deepEqual(
    { ...seen.judges, refusal: null },
    { by: "nobody", hasAnswered: false, refusal: null },
  );
  const { closesAt } = show(testLaw);
  assert.deepEqual([tasks(testLaw, juror), tasks(testLaw, outsider)], [[["judge", closesAt]], []]);
  judgeAs(testLaw, jury, ["yes"]);
  assert.deepEqual(tasks(testLaw, juror), [], "who has answered has nothing to do");
  assert.deepEqual(ballot(testLaw, "ballot", next), { answers: ["yes"] });
  assert.deepEqual(ballot(testLaw, "ballot", outsider), { answers: null });
  assert.equal(ballot(testLaw, "ballot", next, 9), undefined);
  testLaw.pass(11 * DAY);
  assert.deepEqual(mine(testLaw, newcomer), ["isNamed", "mayAnswer", "mayAppeal"]);
  assert.deepEqual(tasks(testLaw, newcomer), [["appeal", testLaw.now + 7 * DAY]]);
  assert.match(show(testLaw).sentence, /may call on everyone/);
  testLaw.act(newcomer, "challenges/appeal", { challenge: 1 });
  assert.match(show(testLaw).sentence, /answers those who called on them/);
  assert.deepEqual([mine(testLaw, 4), mine(testLaw, outsider)], [[], ["judge-appeal"]]);
  assert.deepEqual(tasks(testLaw, outsider), [["judge", testLaw.now + 7 * DAY]]);
  judgeAs(testLaw, [outsider], ["no"], 1, "challenges/judge-appeal");
  assert.deepEqual(tasks(testLaw, outsider), []);
  assert.deepEqual(ballot(testLaw, "voice", outsider), { answers: ["no"] });
  assert.deepEqual(ballot(testLaw, "voice", juror), { answers: null });
  assert.equal(ballot(testLaw, "voice", outsider, 9), undefined);
  const { answeredBy } = testLaw.view<{ answeredBy: number[] }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  assert.deepEqual(answeredBy, [outsider], "who has answered everyone sees, not how");
  testLaw.pass(7 * DAY);
  assert.match(
    show(testLaw).accused[0]?.why?.result ?? "",
    /; asked afterwards, 0 of everyone said that they must go and 1 that they belong here\.$/,
  );
  assert.deepEqual(mine(testLaw, newcomer), ["isNamed", "mayErase"]);
  assert.deepEqual(mine(testLaw, outsider), []);
});

test("who has answered what is named is not asked again; who is to go and has appealed waits", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  assert.equal(tasks(testLaw, newcomer).length, 1);
  const answer = publishNote(testLaw, newcomer);
  testLaw.act(newcomer, "challenges/answer", { challenge: 1, answer });
  assert.deepEqual(tasks(testLaw, newcomer), []);
});

test("one's own ballot is for oneself until the end", () => {
  const testLaw = foundQuick(8);
  challengeBy(testLaw, [3, 4, 5], [letIn(testLaw, [1, 2])]);
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [6], ["yes"]);
  const sees = (name: string, viewer: number) => {
    const view = testLaw.law.viewByName.get(`challenges/${name}`) ?? assert.fail();
    const query = { challenge: 1, person: 6 };
    return isVisible(view.visibility, query, { state: testLaw.state, viewer: viewer as never });
  };
  assert.deepEqual([sees("ballot", 6), sees("ballot", 7)], [true, false]);
  assert.equal(sees("voice", 7), true, "nobody is asked about an appeal");
  testLaw.pass(11 * DAY);
  assert.equal(sees("ballot", 7), true);
});

interface About {
  readonly running: number;
  readonly shelteredUntil: number;
  readonly against: readonly number[];
  readonly isPossible: boolean;
  readonly isJury: boolean;
  readonly refusal: { readonly code: string } | null;
}

const about = (testLaw: TestLaw, person: number, viewer: number) =>
  testLaw.view<About>("challenges/about", { person, viewer });

test("a person's page tells whether they can be challenged, by whom, and why not", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  const can = (person: number, viewer: number) => {
    const { isPossible, refusal } = about(testLaw, person, viewer);
    return [isPossible, refusal?.code];
  };
  assert.deepEqual(can(newcomer, 3), [true, undefined]);
  assert.deepEqual(can(newcomer, newcomer), [false, undefined], "nobody challenges themselves");
  assert.deepEqual(can(2, 3), [false, "challenges/is-founder"]);
  open(testLaw, 3, [newcomer]);
  assert.deepEqual(can(newcomer, 3), [false, "challenges/one-at-a-time"]);
  assert.deepEqual(about(testLaw, newcomer, 6).against, [], "it has not begun");
  supportBy(testLaw, [4, 5]);
  const { running, against, shelteredUntil } = about(testLaw, newcomer, 6);
  assert.deepEqual([running, against, shelteredUntil], [1, [1], 0]);
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [1, 2, 6, 7], ["no"]);
  testLaw.pass(11 * DAY);
  const after = about(testLaw, newcomer, 6);
  assert.deepEqual([after.running, after.shelteredUntil], [0, testLaw.now + 365 * DAY]);
  assert.deepEqual([after.isJury, after.refusal?.code], [false, "challenges/found-honest"]);
});

test("a person's page tells that with fewer than five members nobody is challenged", () => {
  const testLaw = foundTestLaw(4);
  const waiting = applyBy(testLaw, 1);
  assert.equal(about(testLaw, waiting, 1).refusal?.code, "challenges/too-few-members");
  assert.equal(about(testLaw, waiting, 1).isPossible, false);
  const five = foundTestLaw(5);
  assert.equal(about(five, applyBy(five, 1), 1).isPossible, true);
});

test("the list shows the newest first, whom each names and what came of it", () => {
  const testLaw = foundQuick(10);
  assert.deepEqual(testLaw.view("challenges/list", {}), []);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  open(testLaw, 4, [newcomer]);
  supportBy(testLaw, [5, 6], 2);
  const listed = testLaw.view<
    { challenge: number; stage: string; supporting: number; named: unknown }[]
  >("challenges/list", {});
  assert.deepEqual(
    listed.map(({ challenge, stage, supporting }) => [challenge, stage, supporting]),
    [
      [2, "hearing", 2],
      [1, "gathering", 0],
    ],
  );
  assert.deepEqual(listed[0]?.named, [{ person: newcomer, outcome: "open" }]);
});

test("a challenge that nobody opened is not there", () => {
  assert.equal(show(foundTestLaw(5), 7), undefined);
});
