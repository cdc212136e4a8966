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
import { foundVillage, type Village } from "../testing/village.ts";
import { isVisible } from "../visible.ts";

/** What somebody can do about the first challenge: the names of what is true. */
function mine(village: Village, person: number): string[] {
  const { judges, ...can } = show(village, 1, person).mine;
  const named = Object.entries(can).filter(([, value]) => value === true);
  return [...named.map(([name]) => name), judges.by].filter((name) => name !== "nobody").sort();
}

interface Task {
  readonly challenge: number;
  readonly task: string;
  readonly until: number;
}

const tasks = (village: Village, person: number) =>
  village
    .view<Task[]>("challenges/tasks", { person })
    .map(({ task, until }) => [task, until] as const);

const ballot = (village: Village, name: "ballot" | "voice", person: number, challenge = 1) =>
  village.view<{ answers: unknown } | undefined>(`challenges/${name}`, { challenge, person });

test("everyone judges: what each can do, from the first word to the end", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  village.now += 1;
  open(village, 3, [newcomer]);
  supportBy(village, [4]);
  const waiting = applyBy(village, 1);
  assert.deepEqual(
    [3, 4, newcomer, 6, waiting].map((person) => mine(village, person)),
    [["isBy", "mayWithdraw"], [], ["isNamed", "mayAnswer"], ["maySupport"], []],
  );
  village.now += 7 * DAY - 1;
  assert.deepEqual(mine(village, 3), ["isBy", "mayWithdraw"]);
  village.now += 1;
  assert.deepEqual([mine(village, 3), mine(village, 6)], [["isBy"], []], "its time is over");
  village.now -= 1;
  supportBy(village, [5]);
  assert.deepEqual([mine(village, 3), mine(village, 6)], [["isBy"], []]);
  assert.match(show(village).sentence, /three days to answer/);
  village.pass(3 * DAY);
  assert.match(show(village).sentence, /^Everyone but those/);
  const { closesAt } = show(village);
  assert.deepEqual(
    [4, newcomer, 6].map((person) => mine(village, person)),
    [[], ["isNamed", "mayAnswer"], ["judge"]],
  );
  village.now = closesAt;
  assert.deepEqual(mine(village, 6), [], "until its end");
  village.pass(0);
  assert.deepEqual([mine(village, 6), mine(village, newcomer)], [[], ["isNamed", "mayErase"]]);
  assert.equal(show(village).sentence, "It is over.");
  village.act(newcomer, "challenges/erase-reason", { challenge: 1 });
  assert.deepEqual(mine(village, newcomer), ["isNamed"]);
});

test("whoever takes part in another challenge is not asked to support this one", () => {
  const village = foundQuick(9);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 3])];
  open(village, 3, [first]);
  open(village, 4, [second]);
  assert.deepEqual([mine(village, 4), mine(village, 6)], [[], ["maySupport"]]);
});

test("a jury judges, and everyone an appeal: what each can do, and has to do", () => {
  const village = foundForJuries(39);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  const heard = village.now + 3 * DAY;
  assert.deepEqual([tasks(village, newcomer), tasks(village, 6)], [[["answer", heard]], []]);
  const jury = drawJury(village, 1);
  const [juror = 0, next = 0] = jury;
  const outsider = village.keys.findIndex((_, at) => at > 4 && !jury.includes(at + 1)) + 1;
  assert.match(show(village).sentence, /^A jury of 15/);
  assert.deepEqual([mine(village, juror), mine(village, outsider)], [["isJuror", "judge"], []]);
  const { mine: seen } = show(village, 1, outsider);
  assert.deepEqual(
    { ...seen.judges, refusal: null },
    { by: "nobody", hasAnswered: false, refusal: null },
  );
  const { closesAt } = show(village);
  assert.deepEqual([tasks(village, juror), tasks(village, outsider)], [[["judge", closesAt]], []]);
  judgeAs(village, jury, ["yes"]);
  assert.deepEqual(tasks(village, juror), [], "who has answered has nothing to do");
  assert.deepEqual(ballot(village, "ballot", next), { answers: ["yes"] });
  assert.deepEqual(ballot(village, "ballot", outsider), { answers: null });
  assert.equal(ballot(village, "ballot", next, 9), undefined);
  village.pass(11 * DAY);
  assert.deepEqual(mine(village, newcomer), ["isNamed", "mayAnswer", "mayAppeal"]);
  assert.deepEqual(tasks(village, newcomer), [["appeal", village.now + 7 * DAY]]);
  assert.match(show(village).sentence, /may call on everyone/);
  village.act(newcomer, "challenges/appeal", { challenge: 1 });
  assert.match(show(village).sentence, /answers those who called on them/);
  assert.deepEqual([mine(village, 4), mine(village, outsider)], [[], ["judge-appeal"]]);
  assert.deepEqual(tasks(village, outsider), [["judge", village.now + 7 * DAY]]);
  judgeAs(village, [outsider], ["no"], 1, "challenges/judge-appeal");
  assert.deepEqual(tasks(village, outsider), []);
  assert.deepEqual(ballot(village, "voice", outsider), { answers: ["no"] });
  assert.deepEqual(ballot(village, "voice", juror), { answers: null });
  assert.equal(ballot(village, "voice", outsider, 9), undefined);
  const { answeredBy } = village.view<{ answeredBy: number[] }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  assert.deepEqual(answeredBy, [outsider], "who has answered everyone sees, not how");
  village.pass(7 * DAY);
  assert.match(
    show(village).accused[0]?.why?.result ?? "",
    /; asked afterwards, 0 of everyone said that they must go and 1 that they belong here\.$/,
  );
  assert.deepEqual(mine(village, newcomer), ["isNamed", "mayErase"]);
  assert.deepEqual(mine(village, outsider), []);
});

test("who has answered what is named is not asked again; who is to go and has appealed waits", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  assert.equal(tasks(village, newcomer).length, 1);
  const answer = publishNote(village, newcomer);
  village.act(newcomer, "challenges/answer", { challenge: 1, answer });
  assert.deepEqual(tasks(village, newcomer), []);
});

test("one's own ballot is for oneself until the end", () => {
  const village = foundQuick(8);
  challengeBy(village, [3, 4, 5], [letIn(village, [1, 2])]);
  village.pass(3 * DAY);
  judgeAs(village, [6], ["yes"]);
  const sees = (name: string, viewer: number) => {
    const view = village.law.viewByName.get(`challenges/${name}`) ?? assert.fail();
    const query = { challenge: 1, person: 6 };
    return isVisible(view.visibility, query, { state: village.state, viewer: viewer as never });
  };
  assert.deepEqual([sees("ballot", 6), sees("ballot", 7)], [true, false]);
  assert.equal(sees("voice", 7), true, "nobody is asked about an appeal");
  village.pass(11 * DAY);
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

const about = (village: Village, person: number, viewer: number) =>
  village.view<About>("challenges/about", { person, viewer });

test("a person's page tells whether they can be challenged, by whom, and why not", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  const can = (person: number, viewer: number) => {
    const { isPossible, refusal } = about(village, person, viewer);
    return [isPossible, refusal?.code];
  };
  assert.deepEqual(can(newcomer, 3), [true, undefined]);
  assert.deepEqual(can(newcomer, newcomer), [false, undefined], "nobody challenges themselves");
  assert.deepEqual(can(2, 3), [false, "challenges/is-founder"]);
  open(village, 3, [newcomer]);
  assert.deepEqual(can(newcomer, 3), [false, "challenges/one-at-a-time"]);
  assert.deepEqual(about(village, newcomer, 6).against, [], "it has not begun");
  supportBy(village, [4, 5]);
  const { running, against, shelteredUntil } = about(village, newcomer, 6);
  assert.deepEqual([running, against, shelteredUntil], [1, [1], 0]);
  village.pass(3 * DAY);
  judgeAs(village, [1, 2, 6, 7], ["no"]);
  village.pass(11 * DAY);
  const after = about(village, newcomer, 6);
  assert.deepEqual([after.running, after.shelteredUntil], [0, village.now + 365 * DAY]);
  assert.deepEqual([after.isJury, after.refusal?.code], [false, "challenges/found-honest"]);
});

test("a person's page tells that with fewer than five members nobody is challenged", () => {
  const village = foundVillage(4);
  const waiting = applyBy(village, 1);
  assert.equal(about(village, waiting, 1).refusal?.code, "challenges/too-few-members");
  assert.equal(about(village, waiting, 1).isPossible, false);
  const five = foundVillage(5);
  assert.equal(about(five, applyBy(five, 1), 1).isPossible, true);
});

test("the list shows the newest first, whom each names and what came of it", () => {
  const village = foundQuick(10);
  assert.deepEqual(village.view("challenges/list", {}), []);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  open(village, 4, [newcomer]);
  supportBy(village, [5, 6], 2);
  const listed = village.view<
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
  assert.equal(show(foundVillage(5), 7), undefined);
});
