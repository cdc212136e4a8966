import { DAY, HOUR, toHex } from "#protocol/index.js";
import { block, giveValues, machineKey, machineWish, offer } from "#protocol/testing/helping.js";
import { LOT_HOURS, lots } from "#protocol/validators/index.js";
import type { Adversary, Reached } from "./adversary.ts";
import { decideSeats, foundSeated, passDays, seatsOf, type TestLaw } from "./network.ts";

const MACHINES = 4;
/** Machines on offer, one of which is the friend's. */
const OFFERED = 6;
const FRIEND = MACHINES + 1;
const TRIALS = 60;
const SIGNING = [1, 2, 3, 4] as const;

/** A community whose four machines sign, with six more on offer; everyone has decided on a lot. */
function withLot(trial: number): TestLaw {
  const testLaw = foundSeated(`lot ${trial}`, MACHINES + OFFERED, MACHINES);
  for (let person = FRIEND; person < FRIEND + OFFERED; person += 1) {
    offer(testLaw, person, machineKey(person));
  }
  passDays(testLaw, 8);
  decideSeats(testLaw, [machineWish.lot(1, testLaw.now + 300 * DAY)], [1, 2, 3, 4]);
  return testLaw;
}

const give = (testLaw: TestLaw, machines: readonly number[], number = 1) =>
  giveValues(testLaw, machines.map(machineKey), number);

/** On whom a lot fell: the seat that it gives is the first change, or waits. */
function fellOn(testLaw: TestLaw): readonly number[] {
  const { seated, waiting } = seatsOf(testLaw);
  return [...seated, ...waiting].filter((machine) => machine > MACHINES);
}

const drawnValue = (testLaw: TestLaw, number = 1) =>
  toHex(lots.get(testLaw.state, ["seat", number])?.value ?? new Uint8Array());

/** Whether a lot falls on the friend if all give their values, and if the bribed one does not. */
function outcomes(trial: number): { readonly whole: boolean; readonly without: boolean } {
  const whole = withLot(trial);
  give(whole, SIGNING);
  const without = withLot(trial);
  give(without, SIGNING.slice(0, 3));
  block(without, LOT_HOURS * HOUR);
  return { whole: fellOn(whole).includes(FRIEND), without: fellOn(without).includes(FRIEND) };
}

/** The bribed machine gives its value last, or not, and sees all others before. */
function stayAway(): Reached {
  let [honest, steered] = [0, 0];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const { whole, without } = outcomes(trial);
    if (whole) honest += 1;
    if (whole || without) steered += 1;
  }
  return {
    tried: "1 of 4 machines stays away whenever that helps a friend, 1 of 6 on offer",
    lots: TRIALS,
    fairShare: TRIALS / OFFERED,
    honest,
    steered,
  };
}

/** It keeps its value from the first lot; may it do so again in the next ones? */
function stayAwayAgain(): Reached {
  const testLaw = withLot(0);
  give(testLaw, SIGNING.slice(0, 3));
  block(testLaw, LOT_HOURS * HOUR);
  const answers: string[] = [];
  for (let number = 2; number <= 4; number += 1) {
    decideSeats(testLaw, [machineWish.lot(1, testLaw.now + 300 * DAY)], [1, 2, 3, 4]);
    answers.push(...give(testLaw, [4], number));
    give(testLaw, SIGNING.slice(0, 3), number);
  }
  return { tried: "the same machine in the lots of the month after", answers };
}

/** The order and the moments of the values; and when the block comes that opens the lot. */
function chooseTimes(): Reached {
  const values = new Set<string>();
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const testLaw = withLot(0);
    const turn = trial % 4;
    for (const machine of [...SIGNING.slice(turn), ...SIGNING.slice(0, turn)]) {
      block(testLaw, trial * 61_001);
      give(testLaw, [machine]);
    }
    values.add(drawnValue(testLaw));
  }
  return { tried: "60 orders and moments of the values", outcomes: values.size };
}

/** Two of four keep their values back. */
function twoStayAway(): Reached {
  const testLaw = withLot(0);
  give(testLaw, SIGNING.slice(0, 2));
  block(testLaw, LOT_HOURS * HOUR);
  const standing = lots.get(testLaw.state, ["seat", 1])?.standing;
  return { tried: "2 of 4 machines stay away", standing, fellOn: fellOn(testLaw) };
}

/** A machine that was paid to steer lots. */
export const bribedLot: Adversary = {
  name: "bribed-lot",
  about: "A machine that was paid steers lots: by staying away, or by choosing moments.",
  *play() {
    yield stayAway();
    yield stayAwayAgain();
    yield twoStayAway();
    yield chooseTimes();
  },
};
