/** Goal: people see how each machine, lot and waiting change stands, and why. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import {
  addressOf,
  block,
  doubleSigning,
  everyoneDecides,
  foundNetwork,
  giveValues,
  helpers,
  machineKey,
  machineWish,
  offer,
  offerEach,
} from "../testing/helping.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { LOT_HOURS } from "./lot-types.ts";

/** How a machine stands, and the sentence that says why. */
function standing(testLaw: TestLaw, machine: number): readonly [string, string] {
  const shown = helpers(testLaw).find((one) => one.machine === machine);
  return [shown?.standing ?? "", shown?.sentence ?? ""];
}

interface Set {
  readonly size: number;
  readonly needed: number;
  readonly mayFail: number;
  readonly smallest: number;
  readonly changesPerBlock: number;
  readonly coming: readonly number[];
  readonly leaving: readonly number[];
  readonly lotPool: readonly number[];
}

const set = (testLaw: TestLaw) => testLaw.view<Set>("validators/set", {});

test("a machine is on offer, has a seat, comes, signs, leaves and is withdrawn, each with its reason", () => {
  const testLaw = foundNetwork(6, 4);
  offerEach(testLaw, 6);
  const until = testLaw.now + 300 * DAY;
  assert.deepEqual(standing(testLaw, 5), [
    "offered",
    "On offer. Everyone together can give it a seat.",
  ]);
  everyoneDecides(testLaw, machineWish.seat(5, until));
  assert.equal(standing(testLaw, 5)[0], "given");
  testLaw.act(5, "validators/take-seat", { machine: 5 });
  assert.equal(standing(testLaw, 5)[0], "coming");
  const { coming, leaving, size } = set(testLaw);
  assert.deepEqual([coming, leaving, size], [[5], [], 4]);
  block(testLaw, 1);
  assert.deepEqual(standing(testLaw, 5), ["signing", "It signs blocks."]);
  assert.equal((helpers(testLaw)[4] as unknown as { signsSince: number }).signsSince, testLaw.now);
  for (const person of [4, 5]) {
    testLaw.act(person, "validators/withdraw-machine", { machine: person });
  }
  assert.equal(standing(testLaw, 5)[0], "leaving");
  assert.deepEqual(set(testLaw).leaving, [4, 5]);
  block(testLaw, 1);
  assert.equal(standing(testLaw, 4)[0], "withdrawn");
  assert.equal(standing(testLaw, 5)[0], "leaving", "four stay");
  testLaw.assertSound();
});

test("a barred machine says so whatever else it is", () => {
  const testLaw = foundNetwork(2, 4);
  block(testLaw, 1, { misbehaviours: [doubleSigning(testLaw, 1, 3)] });
  const [shown] = helpers(testLaw);
  assert.deepEqual([shown?.standing, shown?.isSigning], ["barred", true]);
  assert.deepEqual(
    shown?.misbehaviours.map(({ height, kind }) => [height, kind]),
    [[3, "duplicate-vote"]],
  );
});

test("a machine shows how often it was there, and how often away in a row", () => {
  const testLaw = foundNetwork(1, 5);
  const absent = [addressOf(testLaw, machineKey(2))];
  assert.equal(helpers(testLaw)[1]?.uptime, null);
  for (const away of [[], [], absent]) block(testLaw, HOUR, { absent: away });
  const [there, missing] = helpers(testLaw);
  assert.deepEqual([there?.uptime, missing?.uptime], [10_000, 6666]);
  assert.match(missing?.sentence ?? "", /there 66\.66 % of the time\. It has been away 1 times/);
  assert.match(there?.sentence ?? "", /^It signs blocks\. It was there 100 % of the time\.$/);
});

test("the set shows how many are needed and how many may fail", () => {
  const figures = [1, 2, 3, 4, 6, 7].map((machines) => {
    const testLaw = machines === 1 ? foundTestLaw(1) : foundNetwork(1, machines);
    const { size, needed, mayFail, smallest, changesPerBlock } = set(testLaw);
    return [size, needed, mayFail, smallest, changesPerBlock];
  });
  assert.deepEqual(figures, [
    [0, 0, 0, 1, 1],
    [2, 2, 0, 1, 1],
    [3, 3, 0, 1, 1],
    [4, 3, 1, 4, 1],
    [6, 5, 1, 4, 1],
    [7, 5, 2, 4, 2],
  ]);
});

test("the set shows on whom a lot may fall: on offer for a week, one for each member", () => {
  const testLaw = foundNetwork(7, 4);
  for (let person = 1; person <= 5; person += 1) offer(testLaw, person, machineKey(person));
  offer(testLaw, 5, machineKey(15));
  testLaw.pass(7 * DAY - 1);
  assert.deepEqual(set(testLaw).lotPool, []);
  testLaw.pass(1);
  assert.deepEqual(set(testLaw).lotPool, [5]);
  offer(testLaw, 6, machineKey(6));
  testLaw.act(5, "validators/withdraw-machine", { machine: 5 });
  assert.deepEqual(set(testLaw).lotPool, [6]);
  block(testLaw, 1, { misbehaviours: [doubleSigning(testLaw, 15, 3)] });
  assert.deepEqual(set(testLaw).lotPool, [], "of a member with a barred machine none");
});

interface ShownLot {
  readonly kind: string;
  readonly number: number;
  readonly standing: string;
  readonly waitingFor: readonly number[];
  readonly givenBy: readonly number[];
  readonly sentence: string;
}

const lots = (testLaw: TestLaw) => testLaw.view<ShownLot[]>("validators/lots", {});

test("a lot shows whom it waits for, and what came of it", () => {
  const testLaw = foundNetwork(6, 4);
  offerEach(testLaw, 6);
  testLaw.pass(7 * DAY);
  assert.deepEqual(lots(testLaw), []);
  const wish = machineWish.lot(1, testLaw.now + 300 * DAY);
  everyoneDecides(testLaw, wish);
  giveValues(testLaw, [1, 2].map(machineKey), 1);
  const [open] = lots(testLaw);
  assert.deepEqual(
    [open?.waitingFor, open?.givenBy],
    [
      [3, 4],
      [1, 2],
    ],
  );
  assert.match(open?.sentence ?? "", /the values of 2 of 4 machines, for 48 hours at most/);
  block(testLaw, LOT_HOURS * HOUR);
  assert.match(lots(testLaw)[0]?.sentence ?? "", /^It came to nothing: only 2 of 4 machines/);
  everyoneDecides(testLaw, machineWish.lot(1, testLaw.now + 300 * DAY));
  giveValues(testLaw, [1, 2, 3, 4].map(machineKey), 2);
  const shown = lots(testLaw);
  assert.deepEqual(
    shown.map(({ number, standing: how }) => [number, how]),
    [
      [2, "drawn"],
      [1, "failed"],
    ],
  );
  assert.match(shown[0]?.sentence ?? "", /^Drawn from the values of 4 of 4 .+ choose\.$/);
  testLaw.assertSound();
});

test("a lot that one machine drew says that it knew the result", () => {
  const testLaw = foundTestLaw(2);
  offer(testLaw, 1, machineKey(1));
  testLaw.pass(7 * DAY);
  everyoneDecides(testLaw, machineWish.lot(1, testLaw.now + 300 * DAY));
  giveValues(testLaw, testLaw.validators, 1);
  assert.match(lots(testLaw)[0]?.sentence ?? "", /The one machine knew the result beforehand\.$/);
});

interface Changes {
  readonly limit: number;
  readonly used: number;
  readonly seatsThen: number;
  readonly nextAt: number;
  readonly members: number;
  readonly needed: number;
  readonly waiting: readonly {
    readonly number: number;
    readonly isBacked: boolean;
    readonly backers: number;
  }[];
}

const changes = (testLaw: TestLaw, person = 1) =>
  testLaw.view<Changes>("validators/changes", { person });

test("what waits shows who wants it now, how many it takes, and when its turn is", () => {
  const testLaw = foundNetwork(5, 4);
  const before = changes(testLaw);
  assert.deepEqual(before, { ...before, limit: 1, used: 0, seatsThen: 4, nextAt: testLaw.now });
  everyoneDecides(testLaw, machineWish.unseat(1));
  const at = testLaw.now;
  assert.deepEqual([changes(testLaw).used, changes(testLaw).nextAt], [1, at + 30 * DAY]);
  everyoneDecides(testLaw, machineWish.unseat(2), machineWish.unseat(3));
  testLaw.act(2, "validators/hurry-change", { change: 1 });
  const { members, needed, nextAt } = changes(testLaw);
  assert.deepEqual([members, needed, nextAt], [5, 3, at + 30 * DAY]);
  const seen = (person: number) => changes(testLaw, person).waiting.map(({ isBacked }) => isBacked);
  assert.deepEqual(
    [seen(1), seen(2)],
    [
      [false, false],
      [true, false],
    ],
  );
  testLaw.assertSound();
});

test("where no machine has a seat none is needed, none may fail, and one may come", () => {
  const { size, needed, mayFail, smallest, changesPerBlock } = set(foundTestLaw(1));
  assert.deepEqual([size, needed, mayFail, smallest, changesPerBlock], [0, 0, 0, 1, 1]);
});
