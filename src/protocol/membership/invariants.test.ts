/** Goal: each invariant notices the damage that it is there for, names it, and lets pass what may be. */
import { test } from "node:test";
import type { InvitationId, PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { assertNoticed, changed } from "../testing/breaking.ts";
import { applyBy, makeInvitation, phaseOf, rules } from "../testing/joining.ts";
import { foundTestLaw, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { phases, places } from "./phase-types.ts";
import { putPlaces } from "./places.ts";
import { countersOf } from "./standing.ts";
import { putTally, tallyOf } from "./tally.ts";
import {
  awake,
  type Counters,
  counters,
  invitations,
  invitationsOf,
  type Member,
  members,
  vouches,
  vouchesFor,
} from "./types.ts";
import { putVouch } from "./vouching.ts";
import { type Application, applications, held, lapses, queue, tallies } from "./waiting-types.ts";

const one = 1 as PersonId;
const two = 2 as PersonId;
const four = 4 as PersonId;
const five = 5 as PersonId;
const nobody = 9 as PersonId;
const first = 1 as InvitationId;
const at = TEST_START;
const today = dayOf(at);

const count = (state: Writer, by: Partial<Counters>) =>
  counters.put(state, [], changed(countersOf(state), by));
const member = (state: Writer, person: PersonId, by: Partial<Member>) =>
  members.put(state, [person], changed(members.get(state, [two]), by));

/** One vouches for two, and has two invitations. */
function friends(): TestLaw {
  const testLaw = foundTestLaw(2);
  testLaw.act(1, "membership/vouch", { person: 2 });
  for (let made = 0; made < 2; made += 1) makeInvitation(testLaw, 1);
  return testLaw;
}

test("anyone who counts is a person, came after they applied, and counts once", () => {
  assertNoticed(friends, [
    ["2 members are counted, 1 are there", (state) => members.delete(state, [two])],
    ["1 founders are counted, 2 are there", (state) => count(state, { founders: 1 })],
    ["1 applicants are counted, 0 are there", (state) => count(state, { applicants: 1 })],
    ["0 is not a person", (state) => member(state, 0 as PersonId, {})],
    ["9 is not a person", (state) => member(state, nobody, {})],
    ["2 came before applying", (state) => member(state, two, { since: at + 1 })],
    ["2 came before applying", (state) => member(state, two, { appliedAt: at + 1 })],
    ["2 founders are counted, 1 are there", (state) => member(state, two, { founder: false })],
    ["2 members are counted, 1 are there", (state) => member(state, two, { status: "applicant" })],
  ]);
});

test("a vouch stands on both sides, is of two who are known, and ends after it began", () => {
  const until = at + DAY;
  assertNoticed(friends, [
    ["1 for 2 differs", (state) => vouchesFor.delete(state, [two, one])],
    ["1 for 2 differs", (state) => vouchesFor.put(state, [two, one], { at: at - 1, until })],
    ["1 for 2 differs", (state) => vouchesFor.put(state, [two, one], { at, until })],
    ["0 are given, 1 received", (state) => vouches.delete(state, [one, two])],
    ["1 for 1 cannot be", (state) => putVouch(state, one, one, { at, until })],
    ["1 for 2 cannot be", (state) => putVouch(state, one, two, { at: at + 1, until })],
    ["1 for 2 cannot be", (state) => putVouch(state, one, two, { at, until: at })],
    ["1: a stranger", (state) => putVouch(state, one, nobody, { at, until })],
    ["9: a stranger", (state) => putVouch(state, nobody, one, { at, until })],
  ]);
});

test("invitations have no gaps, serve no more often than they say, and are listed by their makers", () => {
  const row = (state: Writer) => invitations.get(state, [first]);
  assertNoticed(friends, [
    ["invitation 1 is missing", (state) => invitations.delete(state, [first])],
    [
      "invitation 1 was used too often",
      (state) => invitations.put(state, [first], changed(row(state), { used: 2 })),
    ],
    ["they are counted wrongly", (state) => count(state, { invitations: 3 })],
    ["1 is listed wrongly", (state) => invitationsOf.put(state, [two, first], {})],
    [
      "1 is listed wrongly",
      (state) => invitations.put(state, [first], changed(row(state), { used: 1 })),
    ],
  ]);
});

/** Person 3 took the month's one place; 4 needs vouches, 5 has them and waits, by invitations of 1. */
function waiting(): TestLaw {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "intake-month-least": 1 };
  const testLaw = foundTestLaw(2, { constitution: rules(figures) });
  for (let newcomer = 0; newcomer < 3; newcomer += 1) applyBy(testLaw, 1);
  for (const person of [3, 5]) {
    for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person });
  }
  return testLaw;
}

test("an application stands on the list on which it belongs, once, and is charged once", () => {
  const until = at + 60 * DAY;
  const application = (state: Writer, person: PersonId, by: Partial<Application>) =>
    applications.put(state, [person], changed(applications.get(state, [four]), by));
  const rest = (state: Writer) =>
    applications.put(state, [five], changed(applications.get(state, [five]), { isPaused: true }));
  assertNoticed(waiting, [
    ["4 is lost", (state) => lapses.delete(state, [until, four])],
    ["5 is lost", (state) => queue.delete(state, [2, at, five])],
    ["5 is lost", rest],
    ["4 rests wrongly", (state) => application(state, four, { isPaused: true })],
    ["4 rests wrongly", (state) => held.put(state, [four], {})],
    [
      "1 has not applied",
      (state) => {
        application(state, one, {});
        lapses.put(state, [until, one], {});
      },
    ],
    ["3 apply and 1 wait, but not as listed", (state) => count(state, { applicants: 3 })],
    ["2 apply and 2 wait, but not as listed", (state) => count(state, { queued: 2 })],
    ["somebody waits twice", (state) => queue.put(state, [1, at, five], {})],
    ["somebody lapses twice", (state) => lapses.put(state, [until + 1, four], {})],
    [
      "1 is charged wrongly",
      (state) => putTally(state, one, { ...tallyOf(state, one), applications: 1 }),
    ],
    [
      "2 is charged wrongly",
      (state) => putTally(state, two, { ...tallyOf(state, two), applications: 1 }),
    ],
    ["somebody is not charged", (state) => tallies.delete(state, [one])],
  ]);
});

test("no more places are left than a phase gave, and only with those who own them", () => {
  const found = () => foundTestLaw(2, { membership: phaseOf(2, 4) });
  const phase = (state: Writer, by: object) =>
    phases.put(state, [], changed(phases.get(state, []), by));
  const give = (state: Writer, left: number) => {
    const running = phases.get(state, []);
    if (running !== undefined) putPlaces(state, one, running, left);
  };
  assertNoticed(found, [
    ["the phase cannot be", (state) => phase(state, { until: at })],
    ["the phase cannot be", (state) => phase(state, { limit: 0 })],
    ["5 places are left over", (state) => give(state, 5)],
    [
      "2 has places of another's tree",
      (state) => places.put(state, [two], { phase: 1, root: one, left: 1 }),
    ],
  ]);
  const testLaw = found();
  give(testLaw.state, 4);
  places.put(testLaw.state, [two], { phase: 2, root: one, left: 9 });
  testLaw.assertSound();
});

test("who is awake is counted on their day, on no other, and on no day without anybody", () => {
  assertNoticed(friends, [
    [`day ${today} counts 3 people, not 2`, (state) => awake.put(state, [today], { people: 3 })],
    ["1 days count people, not 0", (state) => awake.delete(state, [today])],
    ["counts 1 people, not 0", (state) => awake.put(state, [today - 1], { people: 1 })],
    ["1 days count people, not 2", (state) => awake.put(state, [today - 1], { people: 0 })],
  ]);
});

test("only members leave after a notice", () => {
  const leaving = () => {
    const testLaw = friends();
    testLaw.act(2, "membership/leave", {});
    return testLaw;
  };
  assertNoticed(leaving, [
    ["2 leaves, but is no member", (state) => member(state, two, { status: "left" })],
    ["2 leaves, but is no member", (state) => member(state, two, { status: "applicant" })],
  ]);
});
