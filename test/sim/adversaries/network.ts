import { DAY } from "#protocol/index.js";
import { answerAs, decide, newest, propose, type Wish } from "#protocol/testing/deciding.js";
import { block, machineKey, offer } from "#protocol/testing/helping.js";
import { foundVillage, keyOf, type TestKey, type Village } from "#protocol/testing/village.js";

/** A community whose machines sign from the first block on: machine n is run by person n. */
export function foundSeated(word: string, people: number, machines: number): Village {
  const keys = Array.from({ length: people }, (_, at) => keyOf(`${word} person ${at + 1}`));
  const seated = Array.from({ length: machines }, (_, at) => machineKey(at + 1));
  const village = foundVillage(keys, {}, undefined, seated);
  for (let person = 1; person <= machines; person += 1) offer(village, person, machineKey(person));
  return village;
}

/** The machines that have a seat, and those that wait to get one or to lose it. */
export function seatsOf(village: Village): {
  readonly seated: readonly number[];
  readonly waiting: readonly number[];
} {
  type Waiting = { readonly waiting: readonly { readonly number: number; machine: number }[] };
  const { waiting } = village.view<Waiting>("validators/changes", { person: 0 });
  const shown = village.view<{ machine: number; seatUntil: number }[]>("validators/helpers", {});
  return {
    seated: shown.filter(({ seatUntil }) => seatUntil > 0).map(({ machine }) => machine),
    waiting: waiting.map(({ machine }) => machine),
  };
}

/** Has some people decide about seats, and tells what came of it; nobody else answers. */
export function decideSeats(
  village: Village,
  wishes: readonly Wish[],
  voters: readonly number[],
): string {
  const [proposer = 1] = voters;
  return decide(village, { kind: "seat", wishes, proposer }, voters);
}

/** Lets days pass with a block in each. */
export function passDays(village: Village, days: number): void {
  for (let day = 0; day < days; day += 1) block(village, DAY);
}

export { answerAs, newest, propose, type TestKey, type Village, type Wish };
