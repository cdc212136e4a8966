/** Goal: whom it concerns is told what happens to their places and roles, and nobody is told twice. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../kernel/event.ts";
import type { CircleId, DecisionId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { carryOut } from "../testing/carrying.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import type { TestLaw } from "../testing/test-law.ts";
import { offerPlace } from "./offering.ts";
import { defaultPolicy } from "./policy.ts";
import { OFFER_DAYS } from "./types.ts";

/** What happened, and to whom. */
function told(events: readonly Event[]) {
  return events.map(({ type, people }) => [type.slice("circles/".length), people]);
}

const act = (testLaw: TestLaw, person: number, type: string, input: object) =>
  told(testLaw.act(person, `circles/${type}`, input).events);

/** A circle of two, with a role that nobody holds. */
function withRole(): { testLaw: TestLaw; until: number } {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  carryOut(testLaw, 2, wish.openRole("keeper"));
  return { testLaw, until: testLaw.now + 90 * DAY };
}

test("places: who is offered one, takes it, declines it, or is dismissed", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2] }]);
  const offered = () => carryOut(testLaw, 1, wish.admit(2, 3));
  const [event] = offered();
  assert.deepEqual(told([event ?? assert.fail()]), [["place-offered", [3]]]);
  const until = testLaw.now + OFFER_DAYS * DAY;
  assert.deepEqual(event?.data, { circle: 2, person: 3, until, decision: 7 });
  assert.deepEqual(act(testLaw, 3, "decline-place", { circle: 2 }), [["place-declined", [3]]]);
  offered();
  const { events } = testLaw.act(3, "circles/accept-place", { circle: 2 });
  assert.deepEqual(told(events), [["admitted", [3]]]);
  assert.equal(events[0]?.data["decision"], 7);
  assert.deepEqual(told(carryOut(testLaw, 2, wish.dismiss(2, 3))), [["dismissed", [3]]]);
  offered();
  assert.deepEqual(told(carryOut(testLaw, 2, wish.dismiss(2, 3))), [["place-lapsed", [3]]]);
  assert.deepEqual(told(carryOut(testLaw, 2, wish.closeCircle(2))), [["circle-closed", [1, 2]]]);
  testLaw.assertSound();
});

test("circles, roles and ways to decide concern nobody by themselves", () => {
  const testLaw = foundCircles(2, [{ members: [1, 2] }]);
  const wishes = [
    wish.openCircle("shed"),
    wish.openRole("keeper"),
    policyWish(testLaw, 2, "role", { ...defaultPolicy("role"), quorum: 1 }),
  ];
  assert.deepEqual(
    wishes.flatMap((one) => told(carryOut(testLaw, 2, one))),
    [
      ["circle-opened", []],
      ["role-opened", []],
      ["policy-set", []],
    ],
  );
  testLaw.assertSound();
});

test("a role that changes hands is told to both, one that is renewed to its holder once", () => {
  const { testLaw, until } = withRole();
  const accept = (person: number) => act(testLaw, person, "accept-role", { role: 1 });
  const offer = (person: number) => told(carryOut(testLaw, 2, wish.fillRole(1, person, until)));
  assert.deepEqual([offer(2), accept(2)], [[["role-offered", [2]]], [["role-filled", [2]]]]);
  offer(2);
  assert.deepEqual(accept(2), [["role-filled", [2]]]);
  offer(1);
  assert.deepEqual(act(testLaw, 1, "decline-role", { role: 1 }), [["role-declined", [1]]]);
  offer(1);
  assert.deepEqual(accept(1), [["role-filled", [1, 2]]]);
  testLaw.assertSound();
});

test("a role that is taken back is told to its holder, and to whom it was offered", () => {
  const { testLaw, until } = withRole();
  const empty = () => told(carryOut(testLaw, 2, wish.emptyRole(1)));
  carryOut(testLaw, 2, wish.fillRole(1, 2, until));
  assert.deepEqual(empty(), [["role-lapsed", [2]]], "nobody held it");
  carryOut(testLaw, 2, wish.fillRole(1, 2, until));
  testLaw.act(2, "circles/accept-role", { role: 1 });
  carryOut(testLaw, 2, wish.fillRole(1, 1, until));
  assert.deepEqual(empty(), [
    ["role-lapsed", [1]],
    ["role-emptied", [2]],
  ]);
  carryOut(testLaw, 2, wish.fillRole(1, 2, until));
  testLaw.act(2, "circles/accept-role", { role: 1 });
  assert.deepEqual(empty(), [["role-emptied", [2]]]);
  testLaw.assertSound();
});

test("who is dismissed, or leaves, is told about each role that is empty then", () => {
  const { testLaw, until } = withRole();
  const hold = () => {
    carryOut(testLaw, 2, wish.fillRole(1, 2, until));
    testLaw.act(2, "circles/accept-role", { role: 1 });
  };
  hold();
  assert.deepEqual(told(carryOut(testLaw, 2, wish.dismiss(2, 2))), [
    ["dismissed", [2]],
    ["role-emptied", [2]],
  ]);
  carryOut(testLaw, 2, wish.admit(2, 2));
  testLaw.act(2, "circles/accept-place", { circle: 2 });
  hold();
  assert.deepEqual(act(testLaw, 2, "leave-circle", { circle: 2 }), [
    ["circle-left", [2]],
    ["role-emptied", [2]],
  ]);
  testLaw.assertSound();
});

/** Lets time pass; returns what is told about circles. */
function pass(testLaw: TestLaw, milliseconds: number) {
  testLaw.now += milliseconds;
  return told(testLaw.stateMachine.begin(testLaw.state, testLaw.now)).filter(
    ([, people]) => people,
  );
}

test("what nobody accepts lapses at its moment, and the machine knows when", () => {
  const { testLaw, until } = withRole();
  const before = testLaw.stateMachine.nextDue(testLaw.state);
  carryOut(testLaw, 1, wish.admit(2, 3));
  carryOut(testLaw, 2, wish.fillRole(1, 2, until));
  const lapse = testLaw.now + OFFER_DAYS * DAY;
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), Math.min(lapse, before ?? lapse));
  assert.deepEqual(pass(testLaw, OFFER_DAYS * DAY - 1), []);
  assert.deepEqual(pass(testLaw, 1), [
    ["role-lapsed", [2]],
    ["place-lapsed", [3]],
  ]);
  testLaw.assertSound();
});

test("256 offers lapse in a block, and one more in the next; one that waits is offered again", () => {
  const testLaw = foundCircles(1, [{ members: [1] }]);
  const given = { now: testLaw.now, decision: 1 as DecisionId };
  const offer = (person: number, now = given.now) => {
    const place = { circle: 2 as CircleId, person: person as PersonId };
    offerPlace(testLaw.state, place, { ...given, now });
  };
  for (let person = 2; person <= 259; person += 1) offer(person);
  assert.equal(pass(testLaw, OFFER_DAYS * DAY).length, 256);
  offer(259, testLaw.now);
  testLaw.assertSound();
  assert.deepEqual(pass(testLaw, 0), [["place-lapsed", [258]]]);
  testLaw.assertSound();
});
