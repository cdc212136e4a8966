/**
 * Goal: no rule reaches back: what was earned, given, begun or agreed on under a figure stays so under
 * another one.
 * Method: two communities live through the same; in one of them a figure is changed then. What is measured
 * must be the same in both. Every figure has an entry: a new one without it does not compile.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ParameterName, parameterList, parameterValue } from "./constitution/index.ts";
import { type DecisionId, EVERYONE, type PersonId } from "./kernel/ids.ts";
import { DAY, HOUR, MINUTE } from "./kernel/time.ts";
import { isAbleToVouch, isElder } from "./membership/index.ts";
import { publishText, rehearse } from "./testing/deciding.ts";
import { addressOf, block, helpers, machineKey } from "./testing/helping.ts";
import { applyBy, makeInvitation, statusOf } from "./testing/joining.ts";
import { bring, type Case, change, done, foundFor, vouch } from "./testing/reaching-back.ts";
import { challengeCases } from "./testing/reaching-challenges.ts";
import { keyCases } from "./testing/reaching-keys.ts";
import type { TestLaw } from "./testing/test-law.ts";

const income = (testLaw: TestLaw) =>
  testLaw
    .act(1, "money/claim", { until: 0 })
    .events.map(({ data }) => [data["shares"], data["hours"]]);
const untilOf = (testLaw: TestLaw, table: string, key: readonly unknown[]) => {
  const found = testLaw.law.tableByName.get(table);
  assert.ok(found);
  return (testLaw.state.read(found, key) as { readonly until: number } | undefined)?.until;
};
const invitations = (testLaw: TestLaw) =>
  testLaw
    .view<{ uses: number; isOpen: boolean }[]>("membership/invitations", { person: 1 })
    .map(({ uses, isOpen }) => [uses, isOpen]);
const QUICK = { "vouch-pace-days": 0, "vouches-needed": 1 } as const;

const machineStory = (testLaw: TestLaw) =>
  helpers(testLaw).map(({ standing, absentInARow, owed, absent }) => {
    return [standing, absentInARow, owed, absent];
  });
const away = (testLaw: TestLaw, machine: number) => ({
  absent: [addressOf(testLaw, machineKey(machine))],
});

/** Somebody publishes something, and what that has added to their day is told. */
const writes = (testLaw: TestLaw): void => void publishText(testLaw, 1, "a note", "note");
const grown = (testLaw: TestLaw) => {
  const { rows, bytes } = testLaw.view<{ rows: number; bytes: number }>("identity/growth", {
    person: 1,
  });
  return [rows, bytes, testLaw.view("records/texts", { person: 1 })];
};

const CASES: Readonly<Record<ParameterName, Case>> = {
  "income-per-hour": {
    to: [900_000, 1_100_000],
    live: (testLaw) => testLaw.pass(30 * HOUR),
    measure: income,
  },
  "demurrage-per-year": {
    to: [600, 800],
    live(testLaw) {
      testLaw.pass(20 * DAY);
      done(testLaw, 1, "money/claim", { until: 0 });
      testLaw.pass(20 * DAY);
    },
    measure: (testLaw) => testLaw.view("money/wallet", { account: 1 }),
  },
  "claim-window-days": {
    to: [45, 180],
    live: (testLaw) => testLaw.pass(100 * DAY),
    measure(testLaw) {
      testLaw.pass(30 * DAY);
      const [claimed] = income(testLaw);
      return claimed;
    },
  },
  "vouches-needed": {
    figures: { ...QUICK, "intake-month-least": 1, "intake-month-percent": 1 },
    people: 5,
    to: [2],
    live(testLaw) {
      bring(testLaw);
      bring(testLaw);
      bring(testLaw);
    },
    measure(testLaw) {
      const waiting = testLaw.view<{ waiting: object[] }>("membership/growth", { person: 1 });
      testLaw.pass(31 * DAY);
      return [waiting.waiting, [6, 7, 8].map((person) => statusOf(testLaw, person))];
    },
  },
  "vouch-pace-days": {
    to: [7],
    people: 4,
    live(testLaw) {
      assert.equal(vouch(testLaw, 1, applyBy(testLaw, 1)), "done");
    },
    measure(testLaw) {
      testLaw.pass(5 * DAY - 1);
      const early = vouch(testLaw, 1, 4);
      testLaw.pass(1);
      return [early, vouch(testLaw, 1, 4)];
    },
  },
  "vouch-life-days": {
    to: [640, 820],
    live: (testLaw) => assert.equal(vouch(testLaw, 1, 2), "done"),
    measure: (testLaw) => untilOf(testLaw, "membership/vouches", [1, 2]),
  },
  "vouches-live-max": {
    figures: { "vouch-pace-days": 0, "vouches-live-max": 15 },
    to: [5],
    people: 8,
    live(testLaw) {
      for (let person = 2; person <= 8; person += 1) vouch(testLaw, 1, person);
    },
    measure: (testLaw) =>
      [2, 3, 4, 5, 6, 7, 8].map((person) => untilOf(testLaw, "membership/vouches", [1, person])),
  },
  "vouch-wait-days": {
    figures: QUICK,
    people: 5,
    to: [120],
    live(testLaw) {
      assert.equal(statusOf(testLaw, bring(testLaw)), "member");
    },
    measure(testLaw) {
      testLaw.pass(90 * DAY - 1);
      const early = isAbleToVouch(testLaw.state, 6 as PersonId, testLaw.now);
      testLaw.pass(1);
      return [early, isAbleToVouch(testLaw.state, 6 as PersonId, testLaw.now)];
    },
  },
  "elder-after-days": {
    figures: QUICK,
    people: 5,
    to: [455],
    live(testLaw) {
      assert.equal(statusOf(testLaw, bring(testLaw)), "member");
      testLaw.pass(300 * DAY);
    },
    measure(testLaw) {
      for (const from of [1, 2, 3, 4]) vouch(testLaw, from, 6);
      testLaw.pass(65 * DAY - 1);
      const early = isElder(testLaw.state, 6 as PersonId, testLaw.now);
      testLaw.pass(1);
      return [early, isElder(testLaw.state, 6 as PersonId, testLaw.now)];
    },
  },
  "invitation-days-max": {
    to: [15],
    live: (testLaw) => void makeInvitation(testLaw, 1, 1, 30),
    measure: (testLaw) => untilOf(testLaw, "membership/invitations", [1]),
  },
  "invitations-live-max": {
    to: [5],
    live(testLaw) {
      for (let at = 0; at < 8; at += 1) makeInvitation(testLaw, 1);
    },
    measure: invitations,
  },
  "offer-days": {
    to: [7, 21],
    live(testLaw) {
      testLaw.pass(3 * HOUR);
      done(testLaw, 1, "money/claim", { until: 0 });
      const note = new Uint8Array(32);
      done(testLaw, 1, "money/offer", { to: 2, currency: 1, micro: 1000, note });
    },
    measure: (testLaw) => untilOf(testLaw, "money/offers", [1]),
  },
  "trust-days-max": {
    to: [3285],
    live(testLaw) {
      const until = testLaw.now + 3650 * DAY;
      done(testLaw, 1, "money/trust", { currency: 2, cap: 10, until });
    },
    measure: (testLaw) => testLaw.view("money/wallet", { account: 1 }),
  },
  "parameter-rest-days": {
    to: [60, 120],
    live: (testLaw) => change(testLaw, "vouches-needed", 4, 7),
    measure(testLaw) {
      const set = {
        type: "constitution/set-parameter",
        input: { parameter: "vouches-needed", value: 3 },
      };
      testLaw.now += 90 * DAY - 1;
      const early = rehearse(testLaw, 1, set);
      testLaw.now += 1;
      return [early, rehearse(testLaw, 1, set)];
    },
  },
  "seat-days-max": {
    to: [275, 455],
    machines: 5,
    live: (testLaw) => block(testLaw, HOUR),
    measure: (testLaw) => helpers(testLaw).map(({ seatUntil }) => seatUntil),
  },
  "attendance-minutes": {
    figures: { "helper-income-per-day": 24_000_000 },
    to: [15, 240],
    machines: 5,
    live(testLaw) {
      block(testLaw, HOUR, away(testLaw, 2));
      block(testLaw, HOUR, away(testLaw, 2));
      block(testLaw, 20 * MINUTE);
    },
    measure(testLaw) {
      block(testLaw, 39 * MINUTE, away(testLaw, 2));
      return machineStory(testLaw);
    },
  },
  "absences-in-a-row": {
    to: [6, 96],
    machines: 7,
    live(testLaw) {
      for (let at = 0; at < 10; at += 1) block(testLaw, HOUR, away(testLaw, 2));
    },
    measure(testLaw) {
      for (let at = 0; at < 13; at += 1) block(testLaw, HOUR, away(testLaw, 2));
      const before = machineStory(testLaw);
      block(testLaw, HOUR, away(testLaw, 2));
      return [before, machineStory(testLaw)];
    },
  },
  "helper-income-per-day": {
    figures: { "helper-income-per-day": 48_000_000 },
    to: [24_000_000, 72_000_000],
    machines: 5,
    live(testLaw) {
      block(testLaw, HOUR);
      block(testLaw, 30 * MINUTE);
    },
    measure(testLaw) {
      block(testLaw, 29 * MINUTE);
      return machineStory(testLaw);
    },
  },
  "intake-month-least": intake({ "intake-month-least": 3 }, [2]),
  "intake-month-percent": intake({ "intake-month-least": 1, "intake-month-percent": 15 }, [10]),
  "intake-year-least": intake({ "intake-year-least": 6 }, [4]),
  "intake-year-percent": intake({ "intake-year-least": 2, "intake-year-percent": 30 }, [25]),
  "application-days": {
    to: [45, 75],
    live: (testLaw) => void applyBy(testLaw, 1),
    measure: (testLaw) => untilOf(testLaw, "membership/applications", [4]),
  },
  "invitation-uses-max": {
    to: [30],
    live: (testLaw) => void makeInvitation(testLaw, 1, 50),
    measure: invitations,
  },
  "applications-live-max": {
    figures: { "applications-live-max": 20 },
    to: [5],
    live(testLaw) {
      for (let at = 0; at < 8; at += 1) applyBy(testLaw, 1);
    },
    measure(testLaw) {
      testLaw.pass(59 * DAY);
      return [4, 5, 6, 7, 8, 9, 10, 11].map((person) => statusOf(testLaw, person));
    },
  },
  "growing-percent": growing([40]),
  "growing-days": growing([45]),
  "growing-rest-days": {
    figures: { "growing-rest-days": 360 },
    to: [270, 450],
    live: grow,
    measure(testLaw) {
      testLaw.pass(360 * DAY - 1);
      const early = rehearse(testLaw, 1, GROW);
      testLaw.pass(1);
      return [early, rehearse(testLaw, 1, GROW)];
    },
  },
  "growth-rows-per-day": { to: [250, 1000], live: writes, measure: grown },
  "growth-kilobytes-per-day": { to: [512, 2048], live: writes, measure: grown },
  ...challengeCases,
  ...keyCases,
};

const GROW = { type: "membership/open-growing-phase", input: {} };

function grow(testLaw: TestLaw): void {
  const action = testLaw.law.actionByType.get(GROW.type);
  const by = { author: EVERYONE, decision: 1 as DecisionId, input: {} };
  const context = { ...testLaw.stateMachine.ruleContext(testLaw.now), state: testLaw.state, ...by };
  action?.apply(context as never);
}

function growing(to: readonly number[]): Case {
  return {
    to,
    people: 6,
    live: grow,
    measure(testLaw) {
      testLaw.pass(DAY);
      return testLaw.view<{ phase: object }>("membership/growth", { person: 1 }).phase;
    },
  };
}

/** Anyone who was admitted within a wider pace stays, and who waits keeps their place in line. */
function intake(figures: Case["figures"], to: readonly number[]): Case {
  return {
    figures: { ...QUICK, ...figures },
    people: 12,
    to,
    live(testLaw) {
      for (let at = 0; at < 3; at += 1) bring(testLaw);
    },
    measure: (testLaw) => [13, 14, 15].map((person) => statusOf(testLaw, person)),
  };
}

for (const { name } of parameterList) {
  test(`${name} does not reach back`, () => {
    const story = CASES[name];
    for (const value of story.to) {
      const [same, other] = [foundFor(story), foundFor(story)];
      for (const testLaw of [same, other]) story.live(testLaw);
      change(other, name, value);
      assert.equal(parameterValue(other.state, name), value);
      assert.deepEqual(story.measure(other), story.measure(same), `${name} to ${value}`);
      for (const testLaw of [same, other]) testLaw.assertSound();
    }
  });
}

test("a figure of each rule does move by these changes", () => {
  for (const { name } of parameterList) {
    const { to, figures } = CASES[name];
    const begun = figures?.[name] ?? parameterList.find((one) => one.name === name)?.default;
    assert.ok(to.length > 0 && to.every((value) => value !== begun), name);
  }
});
