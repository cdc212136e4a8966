/** Goal: each invariant of people and keys notices the damage that it is there for, and names it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parameterOf } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { assertNoticed, changed, type Damage } from "../testing/breaking.ts";
import { foundKeyring } from "../testing/keyring.ts";
import { TEST_START } from "../testing/test-law.ts";
import { ADDED_MAX } from "./adding.ts";
import {
  adders,
  freezes,
  NO_KEY,
  type Notice,
  noticeRests,
  notices,
  noticesDue,
  type Removal,
  removals,
  removalsDue,
} from "./safety-types.ts";
import { counters, devices, nonces, people } from "./types.ts";

const one = 1 as PersonId;
const now = TEST_START;
const [phone, laptop] = [0, 2];

/** A phone adds a laptop, and a sheet removes it. */
function withRemoval() {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.on("sheet", "revoke-device", "laptop");
  return ring.testLaw;
}

test("people are numbered without a gap, and as many are counted", () => {
  assertNoticed(withRemoval, [
    ["person 1 is missing", (state) => people.delete(state, [one])],
    ["5 are counted, 4 are there", (state) => counters.put(state, [], { people: 5 })],
    ["4 are counted, 3 are there", (state) => people.delete(state, [4 as PersonId])],
  ]);
});

test("nobody adds more in a day than the widest rule allows, nor in a day to come", () => {
  const rows = parameterOf("growth-rows-per-day").max;
  const bytes = parameterOf("growth-kilobytes-per-day").max * 1024;
  const grown = (state: Writer, by: object) =>
    people.put(state, [one], changed(people.get(state, [one]), by));
  const tooMuch = "person 1 has added too much in a day";
  assertNoticed(withRemoval, [
    ["the account of person 1 is ahead", (state) => grown(state, { grownOn: dayOf(now) + 1 })],
    [tooMuch, (state) => grown(state, { grownRows: rows + 1 })],
    [tooMuch, (state) => grown(state, { grownBytes: bytes + 1 })],
  ]);
  const testLaw = withRemoval();
  grown(testLaw.state, { grownOn: dayOf(now), grownRows: rows, grownBytes: bytes });
  testLaw.assertSound();
});

test("every device is one of its person's, with a number for its next action", () => {
  const device = (state: Writer) => changed(devices.get(state, [one, phone]), {});
  assertNoticed(withRemoval, [
    ["device 3 of 1 is loose", (state) => devices.put(state, [one, 3], device(state))],
    ["device 0 of 9 is loose", (state) => devices.put(state, [9 as PersonId, 0], device(state))],
    ["device 0 of 1 has no nonce", (state) => nonces.delete(state, [one, phone])],
  ]);
});

test("a removal is of a device that is there, by others, and comes once", () => {
  const name = "the removal of device 2 of 1";
  const removal = (state: Writer, by: Partial<Removal>) =>
    removals.put(state, [one, laptop], changed(removals.get(state, [one, laptop]), by));
  const damages: readonly Damage[] = [
    [`${name} is of nothing`, (state) => devices.delete(state, [one, laptop])],
    [`${name} never comes`, (state) => removal(state, { at: now })],
    [`${name} is its own`, (state) => removal(state, { by: laptop })],
    [`${name} is its own`, (state) => removal(state, { together: laptop })],
    [`${name} is opposed by itself`, (state) => removal(state, { vetoedBy: laptop })],
    [`${name} counts one key twice`, (state) => removal(state, { together: 1 })],
    ["2 removals are due, 1 wait", (state) => removalsDue.put(state, [now, one, phone], {})],
  ];
  assertNoticed(withRemoval, damages);
});

test("freezes follow one another, and no device is frozen beyond its person's last one", () => {
  const frozen = () => {
    const ring = foundKeyring();
    ring.freeze("sheet");
    return ring.testLaw;
  };
  const until = now + 30 * DAY;
  const beyond = "is frozen for longer than its person";
  const freeze = (state: Writer, from: number, end: number) =>
    freezes.put(state, [one, from], { until: end, askedBy: NO_KEY });
  const device = (state: Writer, person: PersonId, frozenUntil: number) =>
    devices.put(state, [person, 0], changed(devices.get(state, [person, 0]), { frozenUntil }));
  assertNoticed(frozen, [
    ["two freezes of 1 overlap", (state) => freeze(state, until - 1, until)],
    ["a freeze of 1 ends before it begins", (state) => freeze(state, until, until - 1)],
    [`device 0 of 1 ${beyond}`, (state) => device(state, one, until + 1)],
    [`device 0 of 2 ${beyond}`, (state) => device(state, 2 as PersonId, 1)],
  ]);
  const testLaw = frozen();
  freeze(testLaw.state, until, until);
  testLaw.assertSound();
});

test("no key has added more than it may, or nothing, or in a time to come", () => {
  const added = (state: Writer, many: number, since = now) =>
    adders.put(state, [one, phone], { since, added: many });
  assertNoticed(withRemoval, [
    ["key 0 of 1 added 0", (state) => added(state, 0)],
    ["key 0 of 1 added 17", (state) => added(state, ADDED_MAX + 1)],
    ["key 0 of 1 added 1", (state) => added(state, 1, now + 1)],
  ]);
  const testLaw = withRemoval();
  added(testLaw.state, ADDED_MAX);
  testLaw.assertSound();
  assert.equal(ADDED_MAX, 16);
});

test("a notice is of a key of its person, ends after it began, and comes once; so is who called one off", () => {
  const leaving = () => {
    const ring = foundKeyring();
    ring.act("phone", "membership/leave");
    ring.act("sheet", "membership/stay");
    ring.act("sheet", "membership/leave");
    return ring.testLaw;
  };
  const notice = (state: Writer, by: Partial<Notice>) =>
    notices.put(state, [one], changed(notices.get(state, [one]), by));
  assertNoticed(leaving, [
    ["the notice of 1 is of no key", (state) => notice(state, { by: 7 })],
    ["the notice of 1 cannot be", (state) => notice(state, { since: now + 1 })],
    ["the notice of 1 cannot be", (state) => notice(state, { at: now })],
    ["the notice of 1 never takes effect", (state) => notice(state, { at: now + DAY })],
    ["2 notices are due, 1 are given", (state) => noticesDue.put(state, [now, one], {})],
    ["1 notices are due, 0 are given", (state) => notices.delete(state, [one])],
    [
      "no key of 1 called a notice off",
      (state) => noticeRests.put(state, [one], { by: 7, until: now }),
    ],
  ]);
});
