/** Goal: a community can start from a graph of people who know each other, and from no other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, dayOf } from "../kernel/time.ts";
import { founder, foundTestLaw, outcomeOf, TEST_START } from "../testing/test-law.ts";
import { membershipFaults } from "./faults.ts";

const at = TEST_START;
const until = at + DAY;

test("members and vouches of the document are there from the start", () => {
  const members = [founder(1, at - DAY), { ...founder(2), founder: false, invitedBy: 1 }];
  const vouches = [{ from: 1, to: 2, at: at - DAY, until }];
  const testLaw = foundTestLaw(3, { membership: { members, vouches } });
  const { rows: people } = testLaw.view<{ rows: object[] }>("membership/people", { after: 0 });
  const shared = { status: "member", since: at };
  assert.deepEqual(people, [
    {
      ...shared,
      person: 1,
      since: at - DAY,
      invitedBy: 0,
      founder: true,
      isElder: true,
      vouches: 0,
      leavesAt: 0,
    },
    { ...shared, person: 2, invitedBy: 1, founder: false, isElder: false, vouches: 1, leavesAt: 0 },
  ]);
  assert.equal(testLaw.view("membership/person", { person: 3 }), undefined);
  testLaw.assertSound();
});

const vouch = { from: 1, to: 2, at, until };
const refused: readonly (readonly [object, object[], RegExp])[] = [
  [{ person: 0 }, [], /members: 1: nobody has number 0/],
  [{ person: 3 }, [], /members: 1: nobody has number 3/],
  [{ person: 1 }, [], /members: 1: person 1 is listed twice/],
  [{ since: at + 1 }, [], /members: 1: since: after the founding/],
  [{ invitedBy: 9 }, [], /members: 1: invitedBy: nobody has number 9/],
  [{}, [{ ...vouch, to: 3 }], /vouches: 0: not between members/],
  [{}, [{ ...vouch, to: 1 }], /vouches: 0: nobody vouches for themselves/],
  [{}, [{ ...vouch, at: at + 1 }], /vouches: 0: at: after the founding/],
  [{}, [{ ...vouch, until: at }], /vouches: 0: until: ends before it begins/],
  [{}, [vouch, vouch], /vouches: 1: listed twice/],
];

test("what cannot be is refused with its place", () => {
  for (const [change, vouches, problem] of refused) {
    const members = [founder(1), { ...founder(2), ...change }];
    assert.throws(() => foundTestLaw(2, { membership: { members, vouches } }), problem);
  }
});

const today = dayOf(at);
const carried = {
  members: [founder(1), founder(2)],
  vouches: [],
  admissions: [{ person: 2, at, vouchers: [1] }],
  intake: [
    { day: today - 1, admitted: 1, members: 1 },
    { day: today, admitted: 2, members: 2 },
  ],
  bars: [{ person: 2, until: at + DAY, bars: 1 }],
  settledUntil: at,
};

test("a community that goes on takes over by whose vouches people came, its pace, and who may not vouch", () => {
  const testLaw = foundTestLaw(2, { membership: carried });
  const { admittedBy, mayVouch } = testLaw.view<{ admittedBy: number[]; mayVouch: object }>(
    "membership/person",
    { person: 2 },
  );
  assert.deepEqual(admittedBy, [1]);
  assert.deepEqual(mayVouch, {
    from: at + DAY,
    refusal: {
      code: "membership/barred-from-vouching",
      sentence: membershipFaults["barred-from-vouching"].sentence,
      remedy: membershipFaults["barred-from-vouching"].remedy,
    },
  });
  const growth = testLaw.view<object>("membership/growth", { person: 1 });
  assert.deepEqual(growth, {
    members: 2,
    phase: null,
    month: { admitted: 3, most: 3 },
    year: { admitted: 3, most: 6 },
    free: 0,
    placeAt: (today + 29) * DAY,
    queued: 0,
    waiting: [],
  });
  testLaw.assertSound();
});

test("anyone who came up to a day that is carried is past the newcomers' wait, and nobody who came later", () => {
  const newcomer = (person: number, since: number) => ({
    ...founder(person, since),
    founder: false,
  });
  const members = [founder(1), newcomer(2, at - DAY), newcomer(3, at - DAY + 1)];
  const testLaw = foundTestLaw(3, {
    membership: { members, vouches: [], settledUntil: at - DAY },
  });
  const vouching = (from: number) =>
    outcomeOf(testLaw.act(from, "membership/vouch", { person: 1 }));
  assert.deepEqual([vouching(2), vouching(3)], ["done", "membership/too-new-to-vouch"]);
  assert.equal(testLaw.view<{ phase: unknown }>("membership/growth", { person: 1 }).phase, null);
  testLaw.assertSound();
});

test("what is carried is of members, once each, in its order, and of days that have been", () => {
  const admission = { person: 2, at, vouchers: [] };
  const bar = { person: 2, until: at, bars: 1 };
  const day = { day: today, admitted: 1, members: 1 };
  const refusedCarrying: readonly (readonly [object, RegExp])[] = [
    [{ admissions: [admission, admission] }, /admissions: somebody is listed twice/],
    [{ admissions: [admission, { ...admission, person: 3 }] }, /admissions: not of a member/],
    [
      { admissions: [admission, { ...admission, person: 1, at: at + 1 }] },
      /admissions: after the founding/,
    ],
    [{ bars: [bar, bar] }, /bars: somebody is listed twice/],
    [{ bars: [bar, { ...bar, person: 3 }] }, /bars: not of a member/],
    [{ intake: [day, day] }, /intake: 1: days run forwards/],
    [{ intake: [day, { ...day, day: today - 1 }] }, /intake: 1: days run forwards/],
    [{ intake: [day, { ...day, day: today + 1 }] }, /intake: after the founding/],
    [{ settledUntil: at + 1 }, /settledUntil: after the founding/],
  ];
  for (const [change, problem] of refusedCarrying) {
    const membership = { ...carried, ...change };
    assert.throws(() => foundTestLaw(3, { membership }), problem);
  }
});
