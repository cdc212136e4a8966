/**
 * Goal: no rule reaches back: what was earned, given, begun or agreed on under a figure stays so under
 * another one.
 * Method: two villages live through the same; in one of them a figure is changed then. What is measured
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
import type { Village } from "./testing/village.ts";

const income = (village: Village) =>
  village
    .act(1, "money/claim", { until: 0 })
    .events.map(({ data }) => [data["shares"], data["hours"]]);
const untilOf = (village: Village, table: string, key: readonly unknown[]) => {
  const found = village.law.tableByName.get(table);
  assert.ok(found);
  return (village.state.read(found, key) as { readonly until: number } | undefined)?.until;
};
const invitations = (village: Village) =>
  village
    .view<{ uses: number; isOpen: boolean }[]>("membership/invitations", { person: 1 })
    .map(({ uses, isOpen }) => [uses, isOpen]);
const QUICK = { "vouch-pace-days": 0, "vouches-needed": 1 } as const;

const machineStory = (village: Village) =>
  helpers(village).map(({ standing, absentInARow, owed, absent }) => {
    return [standing, absentInARow, owed, absent];
  });
const away = (village: Village, machine: number) => ({
  absent: [addressOf(village, machineKey(machine))],
});

/** Somebody publishes something, and what that has added to their day is told. */
const writes = (village: Village): void => void publishText(village, 1, "a note", "note");
const grown = (village: Village) => {
  const { rows, bytes } = village.view<{ rows: number; bytes: number }>("identity/growth", {
    person: 1,
  });
  return [rows, bytes, village.view("records/texts", { person: 1 })];
};

const CASES: Readonly<Record<ParameterName, Case>> = {
  "income-per-hour": {
    to: [900_000, 1_100_000],
    live: (village) => village.pass(30 * HOUR),
    measure: income,
  },
  "demurrage-per-year": {
    to: [600, 800],
    live(village) {
      village.pass(20 * DAY);
      done(village, 1, "money/claim", { until: 0 });
      village.pass(20 * DAY);
    },
    measure: (village) => village.view("money/wallet", { account: 1 }),
  },
  "claim-window-days": {
    to: [45, 180],
    live: (village) => village.pass(100 * DAY),
    measure(village) {
      village.pass(30 * DAY);
      const [claimed] = income(village);
      return claimed;
    },
  },
  "vouches-needed": {
    figures: { ...QUICK, "intake-month-least": 1, "intake-month-percent": 1 },
    people: 5,
    to: [2],
    live(village) {
      bring(village);
      bring(village);
      bring(village);
    },
    measure(village) {
      const waiting = village.view<{ waiting: object[] }>("membership/growth", { person: 1 });
      village.pass(31 * DAY);
      return [waiting.waiting, [6, 7, 8].map((person) => statusOf(village, person))];
    },
  },
  "vouch-pace-days": {
    to: [7],
    people: 4,
    live(village) {
      assert.equal(vouch(village, 1, applyBy(village, 1)), "done");
    },
    measure(village) {
      village.pass(5 * DAY - 1);
      const early = vouch(village, 1, 4);
      village.pass(1);
      return [early, vouch(village, 1, 4)];
    },
  },
  "vouch-life-days": {
    to: [640, 820],
    live: (village) => assert.equal(vouch(village, 1, 2), "done"),
    measure: (village) => untilOf(village, "membership/vouches", [1, 2]),
  },
  "vouches-live-max": {
    figures: { "vouch-pace-days": 0, "vouches-live-max": 15 },
    to: [5],
    people: 8,
    live(village) {
      for (let person = 2; person <= 8; person += 1) vouch(village, 1, person);
    },
    measure: (village) =>
      [2, 3, 4, 5, 6, 7, 8].map((person) => untilOf(village, "membership/vouches", [1, person])),
  },
  "vouch-wait-days": {
    figures: QUICK,
    people: 5,
    to: [120],
    live(village) {
      assert.equal(statusOf(village, bring(village)), "member");
    },
    measure(village) {
      village.pass(90 * DAY - 1);
      const early = isAbleToVouch(village.state, 6 as PersonId, village.now);
      village.pass(1);
      return [early, isAbleToVouch(village.state, 6 as PersonId, village.now)];
    },
  },
  "elder-after-days": {
    figures: QUICK,
    people: 5,
    to: [455],
    live(village) {
      assert.equal(statusOf(village, bring(village)), "member");
      village.pass(300 * DAY);
    },
    measure(village) {
      for (const from of [1, 2, 3, 4]) vouch(village, from, 6);
      village.pass(65 * DAY - 1);
      const early = isElder(village.state, 6 as PersonId, village.now);
      village.pass(1);
      return [early, isElder(village.state, 6 as PersonId, village.now)];
    },
  },
  "invitation-days-max": {
    to: [15],
    live: (village) => void makeInvitation(village, 1, 1, 30),
    measure: (village) => untilOf(village, "membership/invitations", [1]),
  },
  "invitations-live-max": {
    to: [5],
    live(village) {
      for (let at = 0; at < 8; at += 1) makeInvitation(village, 1);
    },
    measure: invitations,
  },
  "offer-days": {
    to: [7, 21],
    live(village) {
      village.pass(3 * HOUR);
      done(village, 1, "money/claim", { until: 0 });
      const note = new Uint8Array(32);
      done(village, 1, "money/offer", { to: 2, currency: 1, micro: 1000, note });
    },
    measure: (village) => untilOf(village, "money/offers", [1]),
  },
  "trust-days-max": {
    to: [3285],
    live(village) {
      const until = village.now + 3650 * DAY;
      done(village, 1, "money/trust", { currency: 2, cap: 10, until });
    },
    measure: (village) => village.view("money/wallet", { account: 1 }),
  },
  "parameter-rest-days": {
    to: [60, 120],
    live: (village) => change(village, "vouches-needed", 4, 7),
    measure(village) {
      const set = {
        type: "constitution/set-parameter",
        input: { parameter: "vouches-needed", value: 3 },
      };
      village.now += 90 * DAY - 1;
      const early = rehearse(village, 1, set);
      village.now += 1;
      return [early, rehearse(village, 1, set)];
    },
  },
  "seat-days-max": {
    to: [275, 455],
    machines: 5,
    live: (village) => block(village, HOUR),
    measure: (village) => helpers(village).map(({ seatUntil }) => seatUntil),
  },
  "attendance-minutes": {
    figures: { "helper-income-per-day": 24_000_000 },
    to: [15, 240],
    machines: 5,
    live(village) {
      block(village, HOUR, away(village, 2));
      block(village, HOUR, away(village, 2));
      block(village, 20 * MINUTE);
    },
    measure(village) {
      block(village, 39 * MINUTE, away(village, 2));
      return machineStory(village);
    },
  },
  "absences-in-a-row": {
    to: [6, 96],
    machines: 7,
    live(village) {
      for (let at = 0; at < 10; at += 1) block(village, HOUR, away(village, 2));
    },
    measure(village) {
      for (let at = 0; at < 13; at += 1) block(village, HOUR, away(village, 2));
      const before = machineStory(village);
      block(village, HOUR, away(village, 2));
      return [before, machineStory(village)];
    },
  },
  "helper-income-per-day": {
    figures: { "helper-income-per-day": 48_000_000 },
    to: [24_000_000, 72_000_000],
    machines: 5,
    live(village) {
      block(village, HOUR);
      block(village, 30 * MINUTE);
    },
    measure(village) {
      block(village, 29 * MINUTE);
      return machineStory(village);
    },
  },
  "intake-month-least": intake({ "intake-month-least": 3 }, [2]),
  "intake-month-percent": intake({ "intake-month-least": 1, "intake-month-percent": 15 }, [10]),
  "intake-year-least": intake({ "intake-year-least": 6 }, [4]),
  "intake-year-percent": intake({ "intake-year-least": 2, "intake-year-percent": 30 }, [25]),
  "application-days": {
    to: [45, 75],
    live: (village) => void applyBy(village, 1),
    measure: (village) => untilOf(village, "membership/applications", [4]),
  },
  "invitation-uses-max": {
    to: [30],
    live: (village) => void makeInvitation(village, 1, 50),
    measure: invitations,
  },
  "applications-live-max": {
    figures: { "applications-live-max": 20 },
    to: [5],
    live(village) {
      for (let at = 0; at < 8; at += 1) applyBy(village, 1);
    },
    measure(village) {
      village.pass(59 * DAY);
      return [4, 5, 6, 7, 8, 9, 10, 11].map((person) => statusOf(village, person));
    },
  },
  "growing-percent": growing([40]),
  "growing-days": growing([45]),
  "growing-rest-days": {
    figures: { "growing-rest-days": 360 },
    to: [270, 450],
    live: grow,
    measure(village) {
      village.pass(360 * DAY - 1);
      const early = rehearse(village, 1, GROW);
      village.pass(1);
      return [early, rehearse(village, 1, GROW)];
    },
  },
  "growth-rows-per-day": { to: [250, 1000], live: writes, measure: grown },
  "growth-kilobytes-per-day": { to: [512, 2048], live: writes, measure: grown },
  ...challengeCases,
  ...keyCases,
};

const GROW = { type: "membership/open-growing-phase", input: {} };

function grow(village: Village): void {
  const action = village.law.actionByType.get(GROW.type);
  const by = { author: EVERYONE, decision: 1 as DecisionId, input: {} };
  const context = { ...village.machine.surroundings(village.now), state: village.state, ...by };
  action?.apply(context as never);
}

function growing(to: readonly number[]): Case {
  return {
    to,
    people: 6,
    live: grow,
    measure(village) {
      village.pass(DAY);
      return village.view<{ phase: object }>("membership/growth", { person: 1 }).phase;
    },
  };
}

/** Whoever was admitted within a wider pace stays, and who waits keeps their place in line. */
function intake(figures: Case["figures"], to: readonly number[]): Case {
  return {
    figures: { ...QUICK, ...figures },
    people: 12,
    to,
    live(village) {
      for (let at = 0; at < 3; at += 1) bring(village);
    },
    measure: (village) => [13, 14, 15].map((person) => statusOf(village, person)),
  };
}

for (const { name } of parameterList) {
  test(`${name} does not reach back`, () => {
    const story = CASES[name];
    for (const value of story.to) {
      const [same, other] = [foundFor(story), foundFor(story)];
      for (const village of [same, other]) story.live(village);
      change(other, name, value);
      assert.equal(parameterValue(other.state, name), value);
      assert.deepEqual(story.measure(other), story.measure(same), `${name} to ${value}`);
      for (const village of [same, other]) village.assertSound();
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
