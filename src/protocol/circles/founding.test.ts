/** Goal: circles, roles and policies start as the founding document says, or it is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleId, PersonId, RoleId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { givenCircles } from "../testing/circling.ts";
import { textHash } from "../testing/deciding.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { circleSize, holderOf, policyOf } from "./circle.ts";
import { founding } from "./founding.ts";
import { defaultPolicy } from "./policy.ts";
import { DEPTH_MAX } from "./types.ts";

const purpose = textHash("purpose");
const until = TEST_START + 9 * DAY;
type Section = Parameters<typeof founding.problem>[0];

function section(change: object): Section {
  return { ...founding.empty, ...change } as Section;
}

test("circles, roles and policies start as they are written", () => {
  const policy = { ...defaultPolicy("role"), quorum: 1 };
  const testLaw = foundTestLaw(3, {
    circles: section({
      ...givenCircles([{ members: [1, 2] }, { parent: 2, members: [] }]),
      roles: [
        { circle: 2, purpose, holder: 2, until },
        { circle: 1, purpose, holder: 0, until: 0 },
      ],
      policies: [{ circle: 3, kind: "role", policy }],
    }),
  });
  assert.equal(circleSize(testLaw.state, 1 as CircleId), 3);
  assert.equal(circleSize(testLaw.state, 2 as CircleId), 2);
  assert.equal(holderOf(testLaw.state, 1 as RoleId, testLaw.now), 2);
  assert.deepEqual(policyOf(testLaw.state, 3 as CircleId, "role"), policy);
  testLaw.assertSound();
});

test("what cannot be in a document is named", () => {
  const circle = (parent: number, members: number[] = [], what = purpose) => ({
    parent: parent as CircleId,
    purpose: what,
    members: members as PersonId[],
  });
  const role = { circle: 1 as CircleId, purpose, holder: 0 as PersonId, until: 0 };
  const none = new Uint8Array(32);
  const policy = defaultPolicy("role");
  const deep = Array.from({ length: DEPTH_MAX }, (_, at) => circle(at + 1));
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ circles: [circle(2)] }, /circles: 0: parent/],
    [{ circles: [circle(0)] }, /circles: 0: parent/],
    [{ circles: deep }, /deeper than 8/],
    [{ circles: [circle(1, [], none)] }, /circles: 0: purpose/],
    [{ circles: [circle(1, [1, 1])] }, /members: one comes twice/],
    [{ circles: Array.from({ length: 257 }, () => circle(1)) }, /more than 256/],
    [{ roles: [{ ...role, circle: 2 }] }, /roles: 0: no such circle/],
    [{ roles: [{ ...role, purpose: none }] }, /roles: 0: purpose/],
    [{ roles: [{ ...role, until }] }, /nobody holds the role/],
    [
      { circles: [circle(1, [1])], roles: [{ ...role, circle: 2, holder: 2, until }] },
      /not in the circle/,
    ],
    [{ roles: Array.from({ length: 257 }, () => role) }, /more than 256/],
    [{ policies: [{ circle: 2, kind: "role", policy }] }, /policies: 0: no such circle/],
    [{ policies: [{ circle: 0, kind: "role", policy }] }, /policies: 0: no such circle/],
    [{ policies: [{ circle: 1, kind: "rule", policy: { ...policy, quorum: 0 } }] }, /quorum/],
  ];
  for (const [change, problem] of wrong)
    assert.match(founding.problem(section(change)) ?? "", problem);
  const twice = { circle: 1, kind: "role", policy };
  assert.match(founding.problem(section({ policies: [twice, twice] })) ?? "", /given twice/);
  assert.equal(founding.problem(section({ circles: deep.slice(1) })) !== undefined, true);
  assert.equal(founding.problem(section({ circles: deep.slice(0, -1) })), undefined);
});

test("a circle or a role of somebody who is not a member does not fit", () => {
  const stranger = givenCircles([{ members: [4] }]);
  assert.throws(
    () => foundTestLaw(3, { circles: stranger }),
    /circles: 0: person 4 is not a member/,
  );
  const role = { circle: 1, purpose, holder: 4, until };
  const outside = { ...founding.empty, roles: [role] };
  assert.throws(() => foundTestLaw(3, { circles: outside }), /roles: 0: person 4 is not a member/);
  const over = { ...founding.empty, roles: [{ ...role, holder: 1, until: TEST_START }] };
  assert.throws(() => foundTestLaw(3, { circles: over }), /over before the founding/);
});
