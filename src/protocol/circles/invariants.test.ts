/** Goal: whatever circles decide and people do, the room stays sound; broken states are noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CircleId, DecisionId, PersonId, RoleId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { assertFound } from "../testing/breaking.ts";
import { carryOut } from "../testing/carrying.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { effectOf, type Wish } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import type { TestLaw } from "../testing/test-law.ts";
import { circleSize, peopleIn } from "./circle.ts";
import { defaultPolicy } from "./policy.ts";
import {
  circles,
  circlesOf,
  counters,
  OFFER_DAYS,
  offersDue,
  placesOffered,
  policies,
  roles,
  rolesOffered,
} from "./types.ts";

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
function carry(testLaw: TestLaw, author: number, what: Wish): boolean {
  const action = testLaw.law.actionByType.get(what.type);
  assert.ok(action);
  const input = { ...(what.input as object) };
  if ("until" in input) input.until = testLaw.now + (input.until as number) * DAY;
  const { tag, payload } = effectOf(testLaw, { ...what, input });
  const proposedAt = testLaw.now;
  const decision = 1 as DecisionId;
  const effect = { circle: author as CircleId, decision, proposedAt, tag, payload };
  const ruleContext = testLaw.stateMachine.ruleContext(testLaw.now);
  if (ruleContext.rehearse(testLaw.state, [effect], testLaw.now) !== undefined) return false;
  const context = { ...ruleContext, state: testLaw.state, author, decision: 1, input };
  action.apply(context as never);
  return true;
}

test("any row of circles' actions and people's departures leaves the room sound", () => {
  let done = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 40 }), (steps) => {
      const testLaw = foundCircles(4, [{ members: [1, 2] }, { parent: 2, members: [2] }]);
      for (const given of steps) {
        if ("wish" in given) done += carry(testLaw, given.author, given.wish) ? 1 : 0;
        else if ("leaves" in given) {
          testLaw.act(given.leaves, "circles/leave-circle", { circle: given.where });
        } else leaveNow(testLaw, given.goes);
        testLaw.now += DAY;
      }
      testLaw.assertSound();
      for (let at = 2; at <= 5; at++) {
        const isOpen = circles.get(testLaw.state, [at as CircleId])?.closedAt === 0;
        const inside = peopleIn(testLaw.state, at as CircleId).length;
        assert.equal(circleSize(testLaw.state, at as CircleId), isOpen ? inside : 0);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(done > 100, `${done} wishes came true`);
});

const garden = 2 as CircleId;
const shed = 3 as CircleId;
const somebody = (number: number) => number as PersonId;
const keeper = 1 as RoleId;

/** A garden with two people, a shed in it, a role that the first holds and is offered to the second, and a place. */
function furnished(): TestLaw {
  const testLaw = foundCircles(4, [{ members: [1, 2] }, { parent: 2, members: [] }]);
  const until = testLaw.now + 90 * DAY;
  const offer = (who: number) => carryOut(testLaw, 2, wish.fillRole(1, who, until));
  carryOut(testLaw, 2, wish.openRole("keeper"));
  offer(1);
  testLaw.act(1, "circles/accept-role", { role: 1 });
  offer(2);
  carryOut(testLaw, 1, wish.admit(2, 3));
  return testLaw;
}

/** A row that is there. */
function present<V>(row: V | undefined): V {
  return row ?? assert.fail("no such row");
}

test("circles that are missing, misplaced or counted wrongly are found", () => {
  const found = (what: string) => `circles/circles-count-rightly: ${what}`;
  const testLaw = furnished();
  const put = (circle: CircleId, change: object) => (state: Writer) =>
    circles.put(state, [circle], {
      ...present(circles.get(state, [circle]) ?? circles.get(state, [garden])),
      ...change,
    });
  const fourth = 4 as CircleId;
  const deep = Array.from({ length: 7 }, (_, at) => ({ parent: at + 1, members: [] }));
  assertFound(testLaw, [
    [put(5 as CircleId, { closedAt: 1 }), found("circle 4 is missing")],
    [put(fourth, { closedAt: 1, parent: 5 }), found("circle 4 lies in a later one")],
    [put(fourth, { closedAt: 1, parent: 4 }), found("circle 4 lies in a later one")],
    [put(fourth, { closedAt: 1, parent: 0 }), found("circle 4 lies nowhere")],
    [put(garden, { members: 1 }), found("circle 2 counts 1 members")],
    [put(garden, { children: 0 }), found("circle 2 counts 0 circles")],
    [put(shed, { closedAt: 1 }), found("circle 2 counts 1 circles")],
    [put(garden, { roles: 2 }), found("circle 2 counts 2 roles")],
    [put(shed, { members: 1 }), found("circle 3 counts 1 members")],
    [
      (state) => counters.put(state, [], { ...present(counters.get(state, [])), circles: 4 }),
      found("4 circles are counted"),
    ],
  ]);
  assertFound(foundCircles(1, deep), [
    [
      (state) => {
        const ninth = 9 as CircleId;
        circles.put(state, [ninth], {
          ...present(circles.get(state, [garden])),
          parent: 8 as CircleId,
        });
        circles.put(state, [8 as CircleId], {
          ...present(circles.get(state, [8 as CircleId])),
          children: 1,
        });
      },
      found("circle 9 lies too deep"),
    ],
  ]);
});

test("a place that only one table knows, or that two know differently, is found", () => {
  const found = (what: string) => `circles/memberships-agree: ${what}`;
  const testLaw = furnished();
  const since = testLaw.now;
  assertFound(testLaw, [
    [(state) => circlesOf.delete(state, [somebody(1), garden]), found("person 1 in circle 2")],
    [
      (state) => circlesOf.put(state, [somebody(1), garden], { since: since + 1 }),
      found("person 1 in circle 2"),
    ],
    [
      (state) => circlesOf.put(state, [somebody(4), garden], { since }),
      found("one table has more than the other"),
    ],
  ]);
});

test("a role that is missing, not listed, held from outside or over before it begins is found", () => {
  const found = (what: string) => `circles/roles-belong: ${what}`;
  const put = (role: RoleId, change: object) => (state: Writer) =>
    roles.put(state, [role], { ...present(roles.get(state, [keeper])), ...change });
  const testLaw = furnished();
  assertFound(testLaw, [
    [put(3 as RoleId, {}), found("role 2 is missing")],
    [put(2 as RoleId, {}), found("role 2 is not listed")],
    [put(keeper, { holder: 4 }), found("role 1 is held by somebody outside")],
    [put(keeper, { until: testLaw.now }), found("role 1 ends before it begins")],
    [
      (state) => counters.put(state, [], { ...present(counters.get(state, [])), roles: 2 }),
      found("2 roles are counted"),
    ],
  ]);
  carryOut(testLaw, 1, wish.openRole("speaker"));
  carryOut(testLaw, 1, wish.fillRole(2, 4, testLaw.now + DAY));
  testLaw.act(4, "circles/accept-role", { role: 2 });
  testLaw.assertSound();
});

test("a policy out of bounds, or of no circle, is found", () => {
  const found = (what: string) => `circles/policies-are-within-bounds: ${what}`;
  const policy = defaultPolicy("rule");
  const wild = { ...policy, quorum: 3334 };
  assertFound(furnished(), [
    [
      (state) => policies.put(state, [garden, "rule"], wild),
      found("circle 2, rule: quorum: not from 5 % to 33.33 %"),
    ],
    [(state) => policies.put(state, [9 as CircleId, "rule"], policy), found("circle 9 is missing")],
  ]);
});

test("an offer that does not lapse, that nobody needs, or that nothing knows of is found", () => {
  const found = (what: string) => `circles/offers-agree: ${what}`;
  const testLaw = furnished();
  const until = testLaw.now + OFFER_DAYS * DAY;
  const place = present(placesOffered.get(testLaw.state, [garden, somebody(3)]));
  const role = present(rolesOffered.get(testLaw.state, [keeper]));
  assertFound(testLaw, [
    [(state) => placesOffered.put(state, [garden, somebody(1)], place), found("1 is in circle 2")],
    [
      (state) => offersDue.delete(state, [until, somebody(3), garden, 0 as RoleId]),
      found("the place of person 3 in circle 2 does not lapse"),
    ],
    [
      (state) => rolesOffered.put(state, [9 as RoleId], role),
      found("role 9 is offered and not there"),
    ],
    [
      (state) => rolesOffered.put(state, [keeper], { ...role, until: role.termEndsAt + 1 }),
      found("role 1 is offered beyond its term"),
    ],
    [
      (state) => offersDue.delete(state, [until, somebody(2), garden, keeper]),
      found("the offer of role 1 does not lapse"),
    ],
    [
      (state) => offersDue.put(state, [until, somebody(4), garden, keeper], {}),
      found("something lapses that does not stand offered"),
    ],
  ]);
});
