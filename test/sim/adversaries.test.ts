/**
 * Goal: inventing people does not pay, and honest people are not stopped.
 * Method: a few of the adversaries play against the law; `npm run sim -- --adversary NAME` plays all.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bribedLot } from "./adversaries/bribed-lot.ts";
import { collude, STRATEGIES } from "./adversaries/colluders.ts";
import { flood } from "./adversaries/flooders.ts";
import { growers } from "./adversaries/growers.ts";
import { hogs } from "./adversaries/hogs.ts";
import { operator } from "./adversaries/operator.ts";
import { scanner, spammer } from "./adversaries/spammer.ts";
import { talkers } from "./adversaries/talkers.ts";
import { thief } from "./adversaries/thief.ts";
import { unseaters } from "./adversaries/unseaters.ts";
import { watch } from "./adversaries/watchers.ts";
import { writeAllDay } from "./adversaries/writing.ts";

const strategy = (name: string) => {
  const found = STRATEGIES.find((one) => one.name === name);
  assert.ok(found, `there is a strategy "${name}"`);
  return found;
};

test("3 of 24 who invent people are no majority after two years", () => {
  const chains = strategy("chains of invented people");
  const { majorityAfterDays } = collude({ colluders: 3, founders: 24 }, chains, 2);
  assert.equal(majorityAfterDays, null);
});

test("one of five who is alone invents nobody", () => {
  const chains = strategy("chains of invented people");
  assert.equal(collude({ colluders: 1, founders: 5 }, chains, 2)["end"], "1 of 5");
});

test("five honest founders are eighty in three months, and twelve come in an evening", () => {
  const [months, evening] = [...growers.play(1)];
  assert.ok(Number(months?.["members"]) >= 80);
  assert.equal(evening?.["came"], 12);
});

test("200 applications a day are 50 open ones, and nobody else waits for them", () => {
  const [spam] = spammer.play(1);
  assert.deepEqual([spam?.["openAtMost"], spam?.["isHonestIn"]], [50, true]);
});

test("4,200 applications do not lower what is asked of anybody", () => {
  const [scanned] = [...scanner.play(1)];
  assert.deepEqual([scanned?.["needed"], scanned?.["pathsNeeded"]], [3, 2]);
});

test("3 of 24 unseat nobody; a fifth whom nobody answers take months; the majority takes days", () => {
  const [three, five, half, majority] = [...unseaters.play(1)];
  assert.deepEqual([three?.["day180"], three?.["thirdAfterDays"]], ["0 of 7", null]);
  for (const one of [five, half]) {
    assert.ok(Number(one?.["thirdAfterDays"]) >= 60 && Number(one?.["twoThirdsAfterDays"]) >= 120);
  }
  assert.ok(Number(majority?.["twoThirdsAfterDays"]) <= 30);
});

test("a bribed machine chooses between two outcomes once in a month, and moments choose nothing", () => {
  const [away, again, two, times] = [...bribedLot.play(1)];
  assert.ok(Number(away?.["steered"]) <= 2 * Number(away?.["fairShare"]));
  assert.deepEqual(again?.["answers"], ["validators/not-asked", "validators/not-asked", "done"]);
  assert.deepEqual([two?.["standing"], two?.["fellOn"]], ["failed", []]);
  assert.equal(times?.["outcomes"], 1);
});

test("friends who offer forty machines have as many places in a lot as people, and a seat each", () => {
  const [pool, two, year] = [...hogs.play(1)];
  assert.equal(pool?.["places"], "5 of 15");
  assert.equal(two?.["came"], "decisions/cannot-work");
  assert.equal(year?.["mostOfOne"], 1);
});

test("an operator carries nothing over that was signed by anyone who had seen another history", () => {
  const [histories, backup] = [...operator.play(1)];
  assert.deepEqual([histories?.["carried"], backup?.["carried"]], [0, 0]);
});

test("a thief who is noticed in time becomes nobody, and acts no day more", () => {
  const noticed = [...thief.play(1)].filter(({ noticedAfterDays }) => noticedAfterDays !== 20);
  const lost = noticed.filter(({ ends }) => ends !== "the person").map(({ tried }) => tried);
  assert.deepEqual(
    [...new Set(lost)],
    ["the recovery sheet; there is a phone", "the older of two devices, no sheet"],
  );
  for (const { theftDaysAfter } of noticed) assert.equal(theftDaysAfter, 0);
});

test("a thief makes nobody leave who looks within a week, whatever is stolen", () => {
  const weeks = [...thief.play(1)].map(({ noticedAfterDays, madeToLeaveAfterDays }) => {
    return `${Number(noticedAfterDays) < 7}: ${madeToLeaveAfterDays}`;
  });
  assert.deepEqual([...new Set(weeks)], ["true: null", "false: 7"]);
});

test("a tenth who challenge everybody else tire nobody and put nobody out", () => {
  const flooded = flood({ few: 10, of: 100, machines: 4 }, 1);
  assert.equal(flooded["honestPutOut"], 0);
  assert.ok(Number(flooded["mostAtOnce"]) <= 1);
  assert.ok(Number(flooded["jurorDutiesOfAPersonInAYear"]) <= 1);
});

test("whom 3 of 24 invented in a year has to go where the others challenge two of three", () => {
  const watched = watch({ few: 3, of: 24, machines: 1 }, 1);
  assert.equal(watched["majorityAfterDays"], null);
  assert.ok(Number(watched["putOut"]) >= 1);
  assert.ok(Number(String(watched["end"]).split(" ")[0]) < 10, "ten when nobody is challenged");
});

test("anyone who writes all day adds 500 rows, or a mebibyte, and nothing more until the next day", () => {
  const short = writeAllDay(3, 40);
  assert.ok(short.texts <= 750 && short.texts >= 3 * 200, `${short.texts}`);
  assert.equal(short.rows, short.texts);
  const long = writeAllDay(3, 262_144);
  assert.ok(long.texts >= 9 && long.texts <= 12, `${long.texts}`);
});

test("who floods a thread writes 30 posts a day, and silences nobody", () => {
  const [one, three] = [...talkers.play(1)];
  assert.deepEqual([one?.["theirsADay"], one?.["othersRefused"]], [30, 0]);
  assert.deepEqual([three?.["theirsADay"], three?.["othersRefused"]], [90, 0]);
});
