/** Goal: people see each circle as it is now: who is in it, what stands offered, who does what, how it decides. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId, RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { carryOut } from "../testing/carrying.ts";
import { acceptPlaces, foundCircles, policyWish, wish } from "../testing/circling.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import type { TestLaw } from "../testing/test-law.ts";
import { circleSize, depthOf, holderOf, joinedCircleAt, policyOf } from "./circle.ts";
import { defaultPolicy, policySentence } from "./policy.ts";
import { OFFER_DAYS } from "./types.ts";

interface Shown {
  readonly isOpen: boolean;
  readonly closedAt: number;
  readonly members: number;
  readonly offered: readonly object[];
  readonly circles: readonly number[];
  readonly roles: readonly {
    readonly role: number;
    readonly holder: number;
    readonly offeredTo: number;
  }[];
  readonly policies: readonly {
    readonly kind: string;
    readonly isOwn: boolean;
    readonly quorum: number;
  }[];
}

const show = (testLaw: TestLaw, circle: number) =>
  testLaw.view<Shown>("circles/circle", { circle });

const inside = (testLaw: TestLaw, circle: number) =>
  testLaw.view<{ rows: number[] }>("circles/people", { circle, after: 0 }).rows;

test("the list shows open and closed circles, and how many have entered and not left each", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2] }, { parent: 2, members: [3] }]);
  carryOut(testLaw, 2, wish.openRole("keeper"));
  leaveNow(testLaw, 2);
  carryOut(testLaw, 2, wish.closeCircle(3));
  const listed = testLaw.view<
    { parent: number; isOpen: boolean; members: number; roles: number }[]
  >("circles/list", {});
  assert.deepEqual(
    listed.map(({ parent, isOpen, members, roles }) => [parent, isOpen, members, roles]),
    [
      [0, true, 3, 0],
      [1, true, 2, 1],
      [2, false, 0, 0],
    ],
  );
});

test("everyone's circle shows all members and nobody else; another one its own people", () => {
  const testLaw = foundCircles(3, [
    { members: [1, 2] },
    { parent: 2, members: [] },
    { parent: 2, members: [] },
  ]);
  applyBy(testLaw, 1);
  leaveNow(testLaw, 2);
  assert.deepEqual([inside(testLaw, 1), show(testLaw, 1).members], [[1, 3], 2]);
  assert.deepEqual([inside(testLaw, 2), show(testLaw, 2).members], [[1], 2]);
  const since = (circle: number, person: number) =>
    testLaw.view<{ since: number }>("circles/standing", { circle, person }).since;
  assert.deepEqual(
    [since(2, 1) > 0, since(2, 2), since(2, 3), since(1, 3) > 0],
    [true, 0, 0, true],
  );
  assert.equal(testLaw.view("circles/standing", { circle: 9, person: 1 }), undefined);
  assert.equal(testLaw.view("circles/people", { circle: 9, after: 0 }), undefined);
  carryOut(testLaw, 2, wish.closeCircle(3));
  assert.deepEqual([show(testLaw, 1).circles, show(testLaw, 2).circles], [[2], [4]]);
  const { isOpen, closedAt } = show(testLaw, 3);
  assert.deepEqual([isOpen, closedAt, show(testLaw, 4).isOpen], [false, testLaw.now, true]);
  assert.equal(show(testLaw, 9), undefined);
});

test("roles show who holds them now, and to whom they are offered", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const until = testLaw.now + 90 * DAY;
  const roles = () => show(testLaw, 2).roles.map(({ holder, offeredTo }) => [holder, offeredTo]);
  carryOut(testLaw, 2, wish.openRole("keeper"));
  assert.deepEqual(roles(), [[0, 0]]);
  carryOut(testLaw, 2, wish.fillRole(1, 2, until));
  assert.deepEqual(roles(), [[0, 2]]);
  testLaw.act(2, "circles/accept-role", { role: 1 });
  assert.deepEqual(roles(), [[2, 0]]);
  leaveNow(testLaw, 2);
  assert.deepEqual(roles(), [[0, 0]], "who has left holds nothing");
  assert.equal(holderOf(testLaw.state, 9 as RoleId, testLaw.now), 0);
});

test("everybody sees what stands offered to them, up to its last moment, and nothing else", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2] }]);
  carryOut(testLaw, 1, wish.admit(2, 3));
  carryOut(testLaw, 2, wish.openRole("keeper"));
  carryOut(testLaw, 2, wish.fillRole(1, 2, testLaw.now + 90 * DAY));
  const until = testLaw.now + OFFER_DAYS * DAY;
  const offers = (person: number) => testLaw.view<object[]>("circles/offers", { person });
  assert.deepEqual(offers(3), [{ circle: 2, role: 0, until, termEndsAt: 0 }]);
  assert.deepEqual(offers(2), [{ circle: 2, role: 1, until, termEndsAt: testLaw.now + 90 * DAY }]);
  assert.deepEqual(offers(1), []);
  testLaw.now = until - 1;
  assert.equal(offers(3).length, 1);
  assert.deepEqual(show(testLaw, 2).offered, [{ person: 3, until }]);
  testLaw.now = until;
  assert.deepEqual([offers(3), show(testLaw, 2).offered], [[], []]);
});

test("a circle decides by its own policy, or by that of the circle around it", () => {
  const testLaw = foundCircles(2, [{ members: [1] }, { parent: 2, members: [1] }]);
  const policy = { ...defaultPolicy("role"), quorum: 1 };
  carryOut(testLaw, 2, policyWish(testLaw, 2, "role", policy));
  const role = (circle: number) => {
    const found = show(testLaw, circle).policies.find(({ kind }) => kind === "role");
    return [found?.isOwn, found?.quorum];
  };
  const before = defaultPolicy("role").quorum;
  assert.deepEqual(
    [role(1), role(2), role(3)],
    [
      [false, before],
      [true, 1],
      [false, 1],
    ],
  );
  const unknown = policyOf(testLaw.state, 9 as CircleId, "role");
  assert.deepEqual(unknown, defaultPolicy("role"));
  assert.deepEqual(
    [1, 2, 3].map((circle) => depthOf(testLaw.state, circle as CircleId)),
    [1, 2, 3],
  );
});

test("who comes back into the community is in their circles from that day on", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2] }]);
  const since = testLaw.now;
  const joined = () => joinedCircleAt(testLaw.state, 2 as CircleId, 2 as PersonId);
  assert.equal(joined(), since);
  testLaw.pass(DAY);
  leaveNow(testLaw, 2);
  assert.deepEqual([joined(), circleSize(testLaw.state, 2 as CircleId)], [undefined, 1]);
  testLaw.pass(DAY);
  testLaw.act(2, "membership/apply", {});
  for (const from of [1, 3, 4]) testLaw.act(from, "membership/vouch", { person: 2 });
  assert.equal(joined(), testLaw.now);
  carryOut(testLaw, 1, wish.admit(2, 3));
  testLaw.pass(DAY);
  acceptPlaces(testLaw, 2, [3]);
  assert.equal(joinedCircleAt(testLaw.state, 2 as CircleId, 3 as PersonId), testLaw.now);
  testLaw.assertSound();
});

test("a policy's sentence names whom a quorum is a share of, and how many must agree at least", () => {
  const policy = { ...defaultPolicy("rule"), delayMs: DAY };
  const said = (quorumOf: number, leastYes: number) =>
    policySentence(policy, { eligible: 9, quorumOf, leastYes });
  assert.match(said(9, 0), /at least 2 of 9 say yes and .*; voting/);
  assert.match(
    said(8, 0),
    /at least 2 of 9 say yes \(20 % of the 8 who count as awake\) and .*; voting/,
  );
  assert.match(said(9, 1), /at least 2 of 9 say yes and .+ 1 day after that\.$/);
  assert.match(said(8, 3), /at least 3 of 9 say yes and /);
});
