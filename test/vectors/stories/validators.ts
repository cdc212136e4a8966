import { DAY } from "#protocol/index.js";
import { hashBy, textHash } from "#protocol/testing/deciding.js";
import { machineKey } from "#protocol/testing/helping.js";
import { TEST_START } from "#protocol/testing/test-law.js";
import { offerProof } from "#protocol/validators/index.js";
import type { Narrator, Story } from "../recorder.ts";
import { decide } from "./deciding.ts";

function offer(narrator: Narrator, person: number, machine: number): void {
  const word = `machine ${machine}`;
  const digest = textHash(word);
  narrator.act(person, "records/publish", {
    digest,
    audience: "public",
    kind: "machine",
    bytes: 64,
  });
  const { testLaw } = narrator;
  const key = machineKey(machine);
  const world = testLaw.stateMachine.ruleContext(testLaw.now);
  const proof = key.sign(offerProof(world, person as never, key.publicKey));
  narrator.act(person, "validators/offer-machine", {
    key: key.publicKey,
    proof,
    declaration: hashBy(person, word),
  });
}

const until = TEST_START + 300 * DAY;

/** What the validators' vectors show. */
export const validatorsStories: readonly Story[] = [
  {
    file: "validators/machines-get-seats",
    name: "machines are offered, two are seated and begin to sign; a lot to which no machine gives a value fails",
    people: 5,
    shows: ["validators"],
    tell(narrator) {
      for (let at = 1; at <= 5; at += 1) offer(narrator, at, at);
      const seat = (machine: number) => ({
        type: "validators/seat-machine",
        input: { machine, until },
      });
      const wishes = [seat(1), seat(2)];
      decide(narrator, { word: "seats", decision: 1, kind: "seat", wishes, voters: [1, 2, 3] });
      narrator.act(3, "validators/take-seat", { machine: 1 }, "validators/not-yours");
      narrator.act(1, "validators/take-seat", { machine: 1 });
      narrator.act(2, "validators/take-seat", { machine: 2 });
      narrator.act(4, "validators/take-seat", { machine: 4 }, "validators/no-seat");
      const lot = { type: "validators/seat-by-lot", input: { count: 1, until } };
      decide(narrator, { word: "lot", decision: 2, kind: "seat", wishes: [lot], voters: [1, 2] });
      narrator.wait(1);
      narrator.wait(2 * DAY);
    },
  },
  {
    file: "validators/seats-end",
    name: "a seat is given back, one is taken back, and one ends with its term",
    people: 3,
    shows: ["validators"],
    tell(narrator) {
      for (let at = 1; at <= 3; at += 1) offer(narrator, at, at);
      const wishes = [1, 2, 3].map((machine) => {
        return { type: "validators/seat-machine", input: { machine, until } };
      });
      decide(narrator, { word: "seats", decision: 1, kind: "seat", wishes, voters: [1, 2, 3] });
      for (let at = 1; at <= 3; at += 1) {
        narrator.act(at, "validators/take-seat", { machine: at });
        narrator.wait(1);
      }
      narrator.act(1, "validators/withdraw-machine", { machine: 1 });
      const back = { type: "validators/unseat-machine", input: { machine: 2 } };
      decide(narrator, { word: "back", decision: 2, kind: "seat", wishes: [back], voters: [2, 3] });
      narrator.wait(300 * DAY);
      narrator.act(3, "validators/take-seat", { machine: 3 }, "validators/no-seat");
    },
  },
];
