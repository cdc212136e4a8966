/** Goal: people see each circle as it is now: who is in it, what stands offered, who does what, how it decides. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId, RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { carryOut } from "../testing/carrying.ts";
import { acceptPlaces, foundCircles, policyWish, wish } from "../testing/circling.ts";
import { applyBy } from "../testing/joining.ts";
import type { Village } from "../testing/village.ts";
import { circleSize, depthOf, holderOf, joinedCircleAt, policyOf } from "./circle.ts";
import { defaultPolicy, policySentence } from "./policy.ts";
import { OFFER_DAYS } from "./types.ts";

interface Shown {
  readonly isOpen: boolean;
  readonly closedAt: number;
  readonly members: readonly number[];
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

const show = (village: Village, circle: number) =>
  village.view<Shown>("circles/circle", { circle });

test("the list shows open and closed circles, and how many are in each now", () => {
  const village = foundCircles(4, [{ members: [1, 2] }, { parent: 2, members: [3] }]);
  carryOut(village, 2, wish.openRole("keeper"));
  village.act(2, "membership/leave", {});
  carryOut(village, 2, wish.closeCircle(3));
  const listed = village.view<
    { parent: number; isOpen: boolean; members: number; roles: number }[]
  >("circles/list", {});
  assert.deepEqual(
    listed.map(({ parent, isOpen, members, roles }) => [parent, isOpen, members, roles]),
    [
      [0, true, 3, 0],
      [1, true, 1, 1],
      [2, false, 0, 0],
    ],
  );
});

test("everyone's circle shows all members and nobody else; another one its own people", () => {
  const village = foundCircles(3, [
    { members: [1, 2] },
    { parent: 2, members: [] },
    { parent: 2, members: [] },
  ]);
  applyBy(village, 1);
  village.act(2, "membership/leave", {});
  assert.deepEqual(show(village, 1).members, [1, 3]);
  assert.deepEqual(show(village, 2).members, [1]);
  carryOut(village, 2, wish.closeCircle(3));
  assert.deepEqual([show(village, 1).circles, show(village, 2).circles], [[2], [4]]);
  const { isOpen, closedAt } = show(village, 3);
  assert.deepEqual([isOpen, closedAt, show(village, 4).isOpen], [false, village.now, true]);
  assert.equal(show(village, 9), undefined);
});

test("roles show who holds them now, and to whom they are offered", () => {
  const village = foundCircles(3, [{ members: [1, 2] }]);
  const until = village.now + 90 * DAY;
  const roles = () => show(village, 2).roles.map(({ holder, offeredTo }) => [holder, offeredTo]);
  carryOut(village, 2, wish.openRole("keeper"));
  assert.deepEqual(roles(), [[0, 0]]);
  carryOut(village, 2, wish.fillRole(1, 2, until));
  assert.deepEqual(roles(), [[0, 2]]);
  village.act(2, "circles/accept-role", { role: 1 });
  assert.deepEqual(roles(), [[2, 0]]);
  village.act(2, "membership/leave", {});
  assert.deepEqual(roles(), [[0, 0]], "who has left holds nothing");
  assert.equal(holderOf(village.state, 9 as RoleId, village.now), 0);
});

test("everybody sees what stands offered to them, up to its last moment, and nothing else", () => {
  const village = foundCircles(4, [{ members: [1, 2] }]);
  carryOut(village, 1, wish.admit(2, 3));
  carryOut(village, 2, wish.openRole("keeper"));
  carryOut(village, 2, wish.fillRole(1, 2, village.now + 90 * DAY));
  const until = village.now + OFFER_DAYS * DAY;
  const offers = (person: number) => village.view<object[]>("circles/offers", { person });
  assert.deepEqual(offers(3), [{ circle: 2, role: 0, until, termEndsAt: 0 }]);
  assert.deepEqual(offers(2), [{ circle: 2, role: 1, until, termEndsAt: village.now + 90 * DAY }]);
  assert.deepEqual(offers(1), []);
  village.now = until - 1;
  assert.equal(offers(3).length, 1);
  assert.deepEqual(show(village, 2).offered, [{ person: 3, until }]);
  village.now = until;
  assert.deepEqual([offers(3), show(village, 2).offered], [[], []]);
});

test("a circle decides by its own policy, or by that of the circle around it", () => {
  const village = foundCircles(2, [{ members: [1] }, { parent: 2, members: [1] }]);
  const policy = { ...defaultPolicy("role"), quorum: 1 };
  carryOut(village, 2, policyWish(village, 2, "role", policy));
  const role = (circle: number) => {
    const found = show(village, circle).policies.find(({ kind }) => kind === "role");
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
  const unknown = policyOf(village.state, 9 as CircleId, "role");
  assert.deepEqual(unknown, defaultPolicy("role"));
  assert.deepEqual(
    [1, 2, 3].map((circle) => depthOf(village.state, circle as CircleId)),
    [1, 2, 3],
  );
});

test("who comes back into the community is in their circles from that day on", () => {
  const village = foundCircles(4, [{ members: [1, 2] }]);
  const since = village.now;
  const joined = () => joinedCircleAt(village.state, 2 as CircleId, 2 as PersonId);
  assert.equal(joined(), since);
  village.pass(DAY);
  village.act(2, "membership/leave", {});
  assert.deepEqual([joined(), circleSize(village.state, 2 as CircleId)], [undefined, 1]);
  village.pass(DAY);
  village.act(2, "membership/apply", {});
  for (const from of [1, 3, 4]) village.act(from, "membership/vouch", { person: 2 });
  assert.equal(joined(), village.now);
  carryOut(village, 1, wish.admit(2, 3));
  village.pass(DAY);
  acceptPlaces(village, 2, [3]);
  assert.equal(joinedCircleAt(village.state, 2 as CircleId, 3 as PersonId), village.now);
  village.assertSound();
});

test("a policy's sentence names whom a quorum is a share of, and how many must agree at least", () => {
  const policy = { ...defaultPolicy("rule"), delayMs: DAY };
  const said = (quorumOf: number, leastYes: number) =>
    policySentence(policy, { eligible: 9, quorumOf, leastYes });
  assert.match(said(9, 0), /20 % of all who may vote say yes; voting/);
  assert.match(said(8, 0), /20 % of the 8 who count as awake say yes; voting/);
  assert.match(said(9, 1), /say yes and at least 1 person says yes;.+ 1 day after that\.$/);
  assert.match(said(9, 2), /and at least 2 people say yes;/);
});
