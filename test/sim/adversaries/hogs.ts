import { DAY } from "#protocol/index.js";
import { giveValues, machineKey, machineWish, offer } from "#protocol/testing/helping.js";
import type { Adversary, Reached } from "./adversary.ts";
import { decideSeats, foundSeated, passDays, seatsOf, type TestLaw } from "./network.ts";

const MACHINES = 4;
const MEMBERS = 24;
/** Persons 5 to 9 are friends, and offer as many machines as they may. */
const FRIENDS = [5, 6, 7, 8, 9] as const;
/** Persons 10 to 19 offer a machine each. */
const OTHERS = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;
const EACH_MAX = 9;

interface Shown {
  readonly machine: number;
  readonly operator: number;
  readonly seatUntil: number;
}

const isFriend = (person: number) => (FRIENDS as readonly number[]).includes(person);

/** One person's friends who want every seat. */
export const hogs: Adversary = {
  name: "hogs",
  about: "Five friends of 24 offer all machines they may, and want every seat that a lot gives.",
  *play() {
    const testLaw = foundSeated("hogs", MEMBERS, MACHINES);
    let offered = 0;
    for (const person of FRIENDS) {
      for (let at = 0; at < EACH_MAX; at += 1) {
        if (offer(testLaw, person, machineKey(1000 + person * 10 + at)) === "done") offered += 1;
      }
    }
    for (const person of OTHERS) offer(testLaw, person, machineKey(person));
    passDays(testLaw, 8);
    yield inPool(testLaw, offered);
    yield twoSeats(testLaw);
    yield aYearOfLots(testLaw);
  },
};

function inPool(testLaw: TestLaw, offered: number): Reached {
  const { lotPool } = testLaw.view<{ lotPool: readonly number[] }>("validators/set", {});
  const list = testLaw.view<Shown[]>("validators/helpers", {});
  const own = lotPool.filter((machine) => isFriend(list[machine - 1]?.operator ?? 0)).length;
  const machines = `${offered} of ${offered + OTHERS.length}`;
  return {
    tried: "a lot's places, by how many machines they offer",
    machines,
    places: `${own} of ${lotPool.length}`,
  };
}

/** Everyone would even give one of them a second seat. */
function twoSeats(testLaw: TestLaw): Reached {
  const until = testLaw.now + 200 * DAY;
  const own = testLaw
    .view<Shown[]>("validators/helpers", {})
    .filter(({ operator }) => operator === FRIENDS[0]);
  const [first = 0, second = 0] = own.map(({ machine }) => machine);
  const wishes = [machineWish.seat(first, until), machineWish.seat(second, until)];
  let came: string;
  try {
    came = decideSeats(testLaw, wishes, [1, 2, 3, 4, 5]);
  } catch (error) {
    came = error instanceof Error ? (error.message.split(" ")[0] ?? "") : "";
  }
  return { tried: "two seats for one person by one decision", came };
}

function aYearOfLots(testLaw: TestLaw): Reached {
  for (let round = 1; round <= 36; round += 1) {
    const begun = testLaw.now;
    const { lotPool } = testLaw.view<{ lotPool: readonly number[] }>("validators/set", {});
    if (lotPool.length > 0) {
      decideSeats(testLaw, [machineWish.lot(1, testLaw.now + 300 * DAY)], [1, 2, 3, 4, 5]);
      const [lot] = testLaw.view<{ number: number }[]>("validators/lots", {});
      giveValues(testLaw, [1, 2, 3, 4].map(machineKey), lot?.number ?? 0);
    }
    passDays(testLaw, Math.max(0, Math.ceil((begun + 10 * DAY - testLaw.now) / DAY)));
  }
  const list = testLaw.view<Shown[]>("validators/helpers", {});
  const { seated } = seatsOf(testLaw);
  const byPerson = new Map<number, number>();
  for (const machine of seated) {
    const operator = list[machine - 1]?.operator ?? 0;
    byPerson.set(operator, (byPerson.get(operator) ?? 0) + 1);
  }
  const friends = [...byPerson.keys()].filter(isFriend).length;
  const most = Math.max(...byPerson.values());
  return {
    tried: "a lot every ten days for a year",
    friends,
    seats: seated.length,
    mostOfOne: most,
  };
}
