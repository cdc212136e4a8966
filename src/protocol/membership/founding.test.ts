/** Goal: a community can start from a graph of people who know each other, and from no other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { founder, foundVillage, VILLAGE_START } from "../testing/village.ts";

const at = VILLAGE_START;
const until = at + DAY;

test("members and vouches of the document are there from the start", () => {
  const members = [founder(1, at - DAY), { ...founder(2), founder: false, invitedBy: 1 }];
  const vouches = [{ from: 1, to: 2, at: at - DAY, until }];
  const village = foundVillage(3, { membership: { members, vouches } });
  const people = village.view("membership/people", {});
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
    },
    { ...shared, person: 2, invitedBy: 1, founder: false, isElder: false, vouches: 1 },
  ]);
  assert.equal(village.view("membership/person", { person: 3 }), undefined);
  village.assertSound();
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
    assert.throws(() => foundVillage(2, { membership: { members, vouches } }), problem);
  }
});
