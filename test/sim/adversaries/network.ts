import { DAY } from "#protocol/index.js";
import { answerAs, decide, newest, propose, type Wish } from "#protocol/testing/deciding.js";
import { block, machineKey, offer } from "#protocol/testing/helping.js";
import { keyOf, type TestKey } from "#protocol/testing/test-keys.js";
import { foundTestLaw, type TestLaw } from "#protocol/testing/test-law.js";

/** A community whose machines sign from the first block on: machine n is run by person n. */
export function foundSeated(word: string, people: number, machines: number): TestLaw {
  const keys = Array.from({ length: people }, (_, at) => keyOf(`${word} person ${at + 1}`));
  const seated = Array.from({ length: machines }, (_, at) => machineKey(at + 1));
  const testLaw = foundTestLaw(keys, {}, undefined, seated);
  for (let person = 1; person <= machines; person += 1) offer(testLaw, person, machineKey(person));
  return testLaw;
}

/** The machines that have a seat, and those that wait to get one or to lose it. */
export function seatsOf(testLaw: TestLaw): {
  readonly seated: readonly number[];
  readonly waiting: readonly number[];
} {
  type Waiting = { readonly waiting: readonly { readonly number: number; machine: number }[] };
  const { waiting } = testLaw.view<Waiting>("validators/changes", { person: 0 });
  const shown = testLaw.view<{ machine: number; seatUntil: number }[]>("validators/helpers", {});
  return {
    seated: shown.filter(({ seatUntil }) => seatUntil > 0).map(({ machine }) => machine),
    waiting: waiting.map(({ machine }) => machine),
  };
}

/** Has some people decide about seats, and tells what came of it; nobody else answers. */
export function decideSeats(
  testLaw: TestLaw,
  wishes: readonly Wish[],
  voters: readonly number[],
): string {
  const [proposer = 1] = voters;
  return decide(testLaw, { kind: "seat", wishes, proposer }, voters);
}

/** Lets days pass with a block in each. */
export function passDays(testLaw: TestLaw, days: number): void {
  for (let day = 0; day < days; day += 1) block(testLaw, DAY);
}

export { answerAs, newest, propose, type TestKey, type TestLaw, type Wish };
