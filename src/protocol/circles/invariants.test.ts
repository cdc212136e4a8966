/** Goal: whatever circles decide and people do, the room stays sound; broken states are noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CircleId, DecisionId, PersonId, RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { effectOf, textHash, type Wish } from "../testing/deciding.ts";
import { foundVillage, type Village } from "../testing/village.ts";
import { circleSize, peopleIn } from "./circle.ts";
import { defaultPolicy } from "./policy.ts";
import { circles, circlesOf, memberships, policies, roles } from "./types.ts";

const circle = fc.integer({ min: 1, max: 5 });
const author = fc.integer({ min: 1, max: 2 });
const person = fc.integer({ min: 1, max: 4 });
const role = fc.integer({ min: 1, max: 3 });
const days = fc.integer({ min: 1, max: 400 });

const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant(wish.openCircle("some")),
  circle.map(wish.closeCircle),
  fc.tuple(circle, person).map(([where, who]) => wish.admit(where, who)),
  fc.tuple(circle, person).map(([where, who]) => wish.dismiss(where, who)),
  fc.constant(wish.openRole("some")),
  fc.tuple(role, person, days).map(([which, who, term]) => wish.fillRole(which, who, term)),
  role.map(wish.emptyRole),
);

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ author, wish: anyWish }) },
  { weight: 2, arbitrary: fc.record({ leaves: person, where: circle }) },
  { weight: 1, arbitrary: fc.record({ goes: person }) },
);

/** Has a circle do something, as a decision that has taken effect would; tells whether it did. */
function carry(village: Village, author: number, what: Wish): boolean {
  const action = village.law.actionByType.get(what.type);
  assert.ok(action);
  const input = { ...(what.input as object) };
  if ("until" in input) input.until = village.now + (input.until as number) * DAY;
  const { tag, payload } = effectOf(village, { ...what, input });
  const proposedAt = village.now;
  const decision = 1 as DecisionId;
  const effect = { circle: author as CircleId, decision, proposedAt, tag, payload };
  const surroundings = village.machine.surroundings(village.now);
  if (surroundings.rehearse(village.state, [effect], village.now) !== undefined) return false;
  const context = { ...surroundings, state: village.state, author, decision: 1, input };
  action.apply(context as never);
  return true;
}

test("any row of circles' actions and people's departures leaves the room sound", () => {
  let done = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 40 }), (steps) => {
      const village = foundCircles(4, [{ members: [1, 2] }, { parent: 2, members: [2] }]);
      for (const given of steps) {
        if ("wish" in given) done += carry(village, given.author, given.wish) ? 1 : 0;
        else if ("leaves" in given) {
          village.act(given.leaves, "circles/leave-circle", { circle: given.where });
        } else village.act(given.goes, "membership/leave", {});
        village.now += DAY;
      }
      village.assertSound();
      for (let at = 2; at <= 5; at++) {
        const isOpen = circles.get(village.state, [at as CircleId])?.closedAt === 0;
        const inside = peopleIn(village.state, at as CircleId).length;
        assert.equal(circleSize(village.state, at as CircleId), isOpen ? inside : 0);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(done > 100, `${done} wishes came true`);
});

test("wrong counts, lost rows, foreign holders and wild policies are noticed", () => {
  const garden = 2 as CircleId;
  const somebody = 1 as PersonId;
  const breakages: readonly (readonly [(village: Village) => void, RegExp])[] = [
    [({ state }) => memberships.delete(state, [garden, somebody]), /counts 1 members/],
    [({ state }) => circlesOf.delete(state, [somebody, garden]), /person 1 in circle 2/],
    [
      ({ state, now }) => circlesOf.put(state, [2 as PersonId, garden], { since: now }),
      /more than the other/,
    ],
    [({ state }) => circles.delete(state, [garden]), /circle/],
    [
      ({ state, now }) =>
        roles.put(state, [1 as RoleId], {
          circle: garden,
          purpose: textHash("x"),
          holder: 2 as PersonId,
          since: now,
          until: now + 1,
        }),
      /role 1/,
    ],
    [
      ({ state }) =>
        policies.put(state, [garden, "rule"], { ...defaultPolicy("rule"), quorum: 3334 }),
      /quorum/,
    ],
  ];
  for (const [harm, named] of breakages) {
    const village = foundCircles(2, [{ members: [1] }]);
    village.assertSound();
    harm(village);
    assert.throws(() => village.assertSound(), named);
  }
  assert.doesNotThrow(() => foundVillage(1).assertSound());
});
