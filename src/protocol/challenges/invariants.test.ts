/** Goal: whatever people do with challenges, the room stays sound; and each broken row is found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ChallengeId, NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { assertFound } from "../testing/breaking.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  foundQuick,
  judgeAs,
  letIn,
  open,
} from "../testing/challenging.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { testHasher } from "../testing/test-keys.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { textHash as boundHash } from "../texts/index.ts";
import {
  type Accused,
  accused,
  ballots,
  type Challenge,
  challenges,
  counters,
  due,
  juries,
  jurors,
  running,
  supporters,
  voices,
} from "./types.ts";

const step = fc.oneof(
  fc.record({ do: fc.constant("open" as const), who: fc.nat(8), whom: fc.nat(3) }),
  fc.record({ do: fc.constant("support" as const), who: fc.nat(8), whom: fc.nat(3) }),
  fc.record({ do: fc.constant("judge" as const), who: fc.nat(8), whom: fc.nat(3) }),
  fc.record({ do: fc.constant("judge" as const), who: fc.nat(8), whom: fc.nat(3) }),
  fc.record({ do: fc.constant("answer" as const), who: fc.nat(8), whom: fc.nat(3) }),
  fc.record({ do: fc.constant("leave" as const), who: fc.nat(12), whom: fc.nat(3) }),
  fc.record({ do: fc.constant("pass" as const), who: fc.nat(8), whom: fc.nat(8) }),
);

test("any row of challenges, answers, departures and days leaves the room sound", () => {
  let judged = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 60 }), (steps) => {
      const testLaw = foundQuick(9);
      const named = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3]), applyBy(testLaw, 1)];
      named.push(applyBy(testLaw, 2));
      challengeBy(testLaw, [7, 8, 9], [named[0] ?? 0]);
      testLaw.pass(3 * DAY);
      for (const person of [4, 5]) {
        const [outcome] = judgeAs(testLaw, [person], ["yes"]);
        if (outcome === "done") judged += 1;
      }
      for (const { do: what, who, whom } of steps) {
        const person = what === "leave" ? (named[whom] ?? 1) : who + 1;
        const challenge = whom + 1;
        if (what === "open") open(testLaw, person, [named[whom] ?? 1]);
        if (what === "support") testLaw.act(person, "challenges/support", { challenge });
        if (what === "judge") {
          judgeAs(testLaw, [person], [who % 3 === 0 ? "no" : "yes"], challenge);
        }
        if (what === "answer") {
          const digest = testHasher.sha256(Uint8Array.of(who, whom));
          const note = testLaw.act(person, "records/publish", {
            digest,
            audience: "community",
            kind: "note",
            bytes: 100,
          });
          if (note.code === 0)
            testLaw.act(person, "challenges/answer", {
              challenge,
              answer: boundHash(testHasher, person as PersonId, digest),
            });
        }
        if (what === "leave" && who < 3) leaveNow(testLaw, person);
        if (what === "pass") {
          testLaw.pass(whom * DAY);
          testLaw.assertSound();
        }
      }
      testLaw.assertSound();
    }),
    { numRuns: 12 },
  );
  assert.equal(judged % 2, 0);
  assert.ok(judged > 0);
});

const one = 1 as ChallengeId;
const two = 2 as ChallengeId;
const person = (number: number) => number as PersonId;
const newcomer = person(40);

/** Thirty-nine founders and somebody whom the first two let in and the next three challenge. */
function challenged(): TestLaw {
  const testLaw = foundForJuries(39);
  challengeBy(testLaw, [3, 4, 5], [letIn(testLaw, [1, 2])]);
  return testLaw;
}

/** Writes a challenge, or what is said about somebody, with something changed. */
const change = {
  challenge: (state: Writer, row: Partial<Challenge>) =>
    challenges.put(state, [one], { ...(challenges.get(state, [one]) ?? assert.fail()), ...row }),
  accused: (state: Writer, row: Partial<Accused>) =>
    accused.put(state, [one, newcomer], {
      ...(accused.get(state, [one, newcomer]) ?? assert.fail()),
      ...row,
    }),
};

test("a challenge that is missing, ahead, stands still or is counted wrongly is found", () => {
  const testLaw = challenged();
  const { now } = testLaw;
  const until = now + 3 * DAY;
  const found = (what: string) => `challenges/challenges-go-on: ${what}`;
  assertFound(testLaw, [
    [
      (state) => challenges.put(state, [two], present(challenges.get(state, [one]))),
      found("challenge 2 stands still"),
    ],
    [
      (state) => {
        challenges.put(state, [3 as ChallengeId], present(challenges.get(state, [one])));
      },
      found("challenge 2 is missing"),
    ],
    [(state) => change.challenge(state, { until: 0 }), found("challenge 1 ends wrongly")],
    [(state) => change.challenge(state, { stage: "over" }), found("challenge 1 ends wrongly")],
    [(state) => due.delete(state, [until, one]), found("challenge 1 stands still")],
    [(state) => due.put(state, [until, two], {}), found("something goes on that is over")],
    [(state) => change.challenge(state, { openedAt: now + 1 }), found("challenge 1 is ahead")],
    [(state) => change.challenge(state, { beganAt: now + 1 }), found("challenge 1 is ahead")],
    [(state) => supporters.delete(state, [one, person(4)]), found("1 support challenge 1")],
    [
      (state) => change.challenge(state, { needed: 3 }),
      found("challenge 1 has too few supporters"),
    ],
    [(state) => change.challenge(state, { accused: 2 }), found("who 1 names is wrong")],
    [
      (state) => counters.put(state, [], { challenges: 2 }),
      found("challenges are counted wrongly"),
    ],
  ]);
  assertFound(foundTestLaw(1), [
    [
      (state) => counters.put(state, [], { challenges: 1 }),
      found("challenges are counted wrongly"),
    ],
  ]);
});

test("two that run at once, and one that runs against nobody whom it names, are found", () => {
  const found = (what: string) => `challenges/one-runs-at-a-time: ${what}`;
  const wrongly = found("40 is challenged wrongly");
  const testLaw = challenged();
  assertFound(testLaw, [
    [(state) => running.delete(state, [newcomer]), wrongly],
    [(state) => change.accused(state, { outcome: "fallen" }), wrongly],
    [(state) => change.challenge(state, { stage: "gathering" }), wrongly],
    [(state) => change.challenge(state, { stage: "over" }), wrongly],
    [
      (state) => running.put(state, [person(8)], { challenge: one }),
      found("2 challenges run, 1 should"),
    ],
    [(state) => challenges.delete(state, [one]), found("challenge 1 is missing")],
  ]);
  const jury = drawJury(testLaw, 1);
  judgeAs(testLaw, jury, ["yes"]);
  testLaw.pass(11 * DAY);
  assertFound(testLaw, [[(state) => running.delete(state, [newcomer]), wrongly]]);
  testLaw.act(newcomer, "challenges/appeal", { challenge: 1 });
  testLaw.assertSound();
});

test("a party in the jury, one who came with the accused, and one too many are found", () => {
  const found = (what: string) => `challenges/juries-are-fair: ${what}`;
  const testLaw = challenged();
  const jury = drawJury(testLaw, 1).map(person);
  const [juror = NOBODY] = jury;
  const outsider = person(
    testLaw.keys.findIndex((_, at) => at > 4 && !jury.includes(person(at + 1))) + 1,
  );
  const sit = (who: PersonId) => (state: Writer) => jurors.put(state, [one, who], { seat: "sits" });
  const unfit = found(`${juror} is on no open jury`);
  assertFound(testLaw, [
    [sit(person(3)), found("3 is a party and a juror")],
    [sit(person(1)), found("1 came with an accused")],
    [sit(outsider), found("jury 1 has too many people")],
    [(state) => jurors.put(state, [two, juror], { seat: "sits" }), found("jury 2 judges nothing")],
    [(state) => jurors.put(state, [one, juror], { seat: "replaced" }), unfit],
    [(state) => jurors.delete(state, [one, juror]), unfit],
    [(state) => juries.put(state, [outsider, one], {}), found(`${outsider} is on no open jury`)],
  ]);
  judgeAs(testLaw, jury, ["yes"]);
  testLaw.pass(11 * DAY);
  assertFound(testLaw, [[(state) => juries.put(state, [juror, one], {}), unfit]]);
});

test("a verdict that the answers do not give, and a judge who may not be one, are found", () => {
  const found = (what: string) => `challenges/verdicts-follow: ${what}`;
  const about = (what: string) => found(`40 in challenge 1 ${what}`);
  const testLaw = challenged();
  const jury = drawJury(testLaw, 1).map(person);
  const [juror = NOBODY] = jury;
  judgeAs(testLaw, jury, ["yes"]);
  const answers = present(ballots.get(testLaw.state, [one, juror]));
  const outsider = person(
    testLaw.keys.findIndex((_, at) => at > 4 && !jury.includes(person(at + 1))) + 1,
  );
  assertFound(testLaw, [
    [(state) => ballots.put(state, [one, person(3)], answers), found("3 judges 1")],
    [(state) => voices.put(state, [one, person(4)], answers), found("4 judges 1")],
    [(state) => ballots.put(state, [two, juror], answers), found(`${juror} judges 2`)],
    [
      (state) => ballots.put(state, [one, outsider], answers),
      found(`${outsider} judges 1 and is no juror`),
    ],
    [(state) => change.accused(state, { yes: 15 }), about("is counted early")],
    [(state) => change.accused(state, { neither: 1 }), about("is counted early")],
    [(state) => change.accused(state, { outcome: "honest" }), about("is honest, not confirmed")],
  ]);
  testLaw.pass(11 * DAY);
  assertFound(testLaw, [
    [(state) => change.accused(state, { yes: 14 }), about("is counted wrongly")],
    [(state) => change.accused(state, { no: 1 }), about("is counted wrongly")],
    [(state) => change.accused(state, { outcome: "honest" }), about("is honest, not confirmed")],
    [(state) => ballots.delete(state, [one, juror]), about("is counted wrongly")],
    [(state) => change.challenge(state, { accused: 0 }), about("is not counted")],
  ]);
  testLaw.act(newcomer, "challenges/appeal", { challenge: 1 });
  const many = testLaw.keys.map((_, at) => at + 1).filter((who) => who > 5 && who !== 40);
  judgeAs(testLaw, many, ["no"], 1, "challenges/judge-appeal");
  assertFound(testLaw, [
    [(state) => change.accused(state, { outcome: "honest" }), about("is honest, not confirmed")],
  ]);
  testLaw.pass(7 * DAY);
  assertFound(testLaw, [
    [(state) => change.accused(state, { outcome: "confirmed" }), about("is confirmed, not honest")],
  ]);
});

test("everyone's verdict is found too where the answers do not give it", () => {
  const testLaw = foundQuick(10);
  const [stranger = 0] = [letIn(testLaw, [1, 2])];
  challengeBy(testLaw, [3, 4, 5], [stranger]);
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [1, 6, 7], ["yes"]);
  testLaw.pass(11 * DAY);
  assertFound(testLaw, [
    [
      (state) => {
        const row = present(accused.get(state, [one, person(stranger)]));
        accused.put(state, [one, person(stranger)], { ...row, outcome: "honest" });
      },
      `challenges/verdicts-follow: ${stranger} in challenge 1 is honest, not confirmed`,
    ],
  ]);
});

/** A row that is there. */
function present<V>(row: V | undefined): V {
  return row ?? assert.fail("no such row");
}
