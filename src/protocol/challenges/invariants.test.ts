/** Goal: whatever people do with challenges, the room stays sound; and each broken row is found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ChallengeId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  foundQuick,
  judgeAs,
  letIn,
  open,
  publishNote,
} from "../testing/challenging.ts";
import { applyBy } from "../testing/joining.ts";
import { testHasher, type Village } from "../testing/village.ts";
import { textHash as boundHash } from "../texts/index.ts";
import { accused, challenges, due, jurors, running, supporters } from "./types.ts";

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
      const village = foundQuick(9);
      const named = [letIn(village, [1, 2]), letIn(village, [1, 3]), applyBy(village, 1)];
      named.push(applyBy(village, 2));
      challengeBy(village, [7, 8, 9], [named[0] ?? 0]);
      village.pass(3 * DAY);
      for (const person of [4, 5]) {
        const [outcome] = judgeAs(village, [person], ["yes"]);
        if (outcome === "done") judged += 1;
      }
      for (const { do: what, who, whom } of steps) {
        const person = what === "leave" ? (named[whom] ?? 1) : who + 1;
        const challenge = whom + 1;
        if (what === "open") open(village, person, [named[whom] ?? 1]);
        if (what === "support") village.act(person, "challenges/support", { challenge });
        if (what === "judge") {
          judgeAs(village, [person], [who % 3 === 0 ? "no" : "yes"], challenge);
        }
        if (what === "answer") {
          const digest = testHasher.sha256(Uint8Array.of(who, whom));
          const note = village.act(person, "records/publish", {
            digest,
            audience: "community",
            kind: "note",
            bytes: 100,
          });
          if (note.code === 0)
            village.act(person, "challenges/answer", {
              challenge,
              answer: boundHash(testHasher, person as PersonId, digest),
            });
        }
        if (what === "leave" && who < 3) village.act(person, "membership/leave", {});
        if (what === "pass") {
          village.pass(whom * DAY);
          village.assertSound();
        }
      }
      village.assertSound();
    }),
    { numRuns: 12 },
  );
  assert.equal(judged % 2, 0);
  assert.ok(judged > 0);
});

/** A jury that judges somebody. */
function judging(): Village {
  const village = foundForJuries(39);
  challengeBy(village, [3, 4, 5], [letIn(village, [1, 2])]);
  drawJury(village, 1);
  village.assertSound();
  return village;
}

const first = 1 as ChallengeId;
const person = (number: number) => number as PersonId;

function isFound(invariant: string, breakIt: (village: Village) => void): void {
  const village = judging();
  breakIt(village);
  const broken = village.machine.broken(village.state, village.now);
  assert.ok(
    broken.some((what) => what.startsWith(`challenges/${invariant}:`)),
    broken.join("\n"),
  );
}

test("a party in the jury, one who came with the accused, and one too many are found", () => {
  isFound("juries-are-fair", ({ state }) => {
    jurors.put(state, [first, person(3)], { seat: "sits" });
  });
  isFound("juries-are-fair", ({ state }) => {
    jurors.put(state, [first, person(1)], { seat: "sits" });
  });
});

test("a challenge that stands still, lost supporters and two that run at once are found", () => {
  isFound("challenges-go-on", ({ state }) => {
    for (const { key } of [...due.entries(state, [])]) due.delete(state, key);
  });
  isFound("challenges-go-on", ({ state }) => supporters.delete(state, [first, person(4)]));
  isFound("one-runs-at-a-time", ({ state }) => running.delete(state, [person(40)]));
  isFound("one-runs-at-a-time", ({ state }) => {
    running.put(state, [person(8)], { challenge: first });
  });
});

test("a verdict that the answers do not give, and a judge who may not be one, are found", () => {
  isFound("verdicts-follow", ({ state }) => {
    const row = accused.get(state, [first, person(40)]) ?? assert.fail();
    accused.put(state, [first, person(40)], { ...row, outcome: "confirmed" });
  });
  isFound("verdicts-follow", (village) => {
    const row = challenges.get(village.state, [first]) ?? assert.fail();
    challenges.put(village.state, [first], { ...row, way: "everyone" });
    const outsider = Array.from({ length: 39 }, (_, at) => at + 1).find(
      (one) => one > 5 && !jurors.has(village.state, [first, person(one)]),
    );
    assert.deepEqual(judgeAs(village, [outsider ?? 0], ["yes"]), ["done"]);
    challenges.put(village.state, [first], row);
  });
  assert.ok(publishNote(judging(), 9).length === 32);
});
