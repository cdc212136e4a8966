/** Goal: members open the community to others, within number and time, and nobody else does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, makeInvitation, rules } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { makeKey } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { invitationsOf } from "./types.ts";

function invite(testLaw: TestLaw, by: number, change: object = {}): string {
  const { publicKey } = makeKey();
  const input = { key: publicKey, uses: 1, until: testLaw.now + DAY, ...change };
  return outcomeOf(testLaw.act(by, "membership/invite", input));
}

test("a member invites, and the invitation is found by number and by maker", () => {
  const testLaw = foundTestLaw(2);
  const { invitation, secret } = makeInvitation(testLaw, 2, 3, 7);
  assert.equal(invitation, 1);
  const row = testLaw.view("membership/invitation", { invitation });
  const until = testLaw.now + 7 * DAY;
  const expected = {
    invitation,
    by: 2,
    key: secret.publicKey,
    uses: 3,
    used: 0,
    until,
    isOpen: true,
  };
  assert.deepEqual(row, expected);
  assert.deepEqual(testLaw.view("membership/invitations", { person: 2 }), [expected]);
  assert.deepEqual(testLaw.view("membership/invitations", { person: 1 }), []);
  assert.equal(testLaw.view("membership/invitation", { invitation: 2 }), undefined);
  testLaw.assertSound();
});

test("an applicant and anyone who has left cannot invite", () => {
  const testLaw = foundTestLaw(3);
  const applicant = applyBy(testLaw, 1);
  assert.equal(invite(testLaw, applicant), "membership/not-yet-admitted");
  leaveNow(testLaw, 2);
  assert.equal(invite(testLaw, 2), "membership/has-left");
});

test("bytes that cannot be a key are refused", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(invite(testLaw, 1, { key: new Uint8Array(32) }), "membership/bad-key");
});

test("an invitation for nobody is refused", () => {
  assert.equal(invite(foundTestLaw(1), 1, { uses: 0 }), "membership/useless-invitation");
});

test("one invitation serves for as many applications as the rules say", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(invite(testLaw, 1, { uses: 51 }), "membership/invitation-too-wide");
  assert.equal(invite(testLaw, 1, { uses: 50 }), "done");
});

test("an invitation ends after now and not after the longest time", () => {
  const testLaw = foundTestLaw(1);
  const { now } = testLaw;
  assert.equal(invite(testLaw, 1, { until: now }), "membership/ends-too-soon");
  assert.equal(invite(testLaw, 1, { until: now + 1 }), "done");
  assert.equal(invite(testLaw, 1, { until: now + 30 * DAY }), "done");
  const tooLong = invite(testLaw, 1, { until: now + 30 * DAY + 1 });
  assert.equal(tooLong, "membership/invitation-too-long");
});

test("as many invitations as the rules say are open at once; ended ones make room", () => {
  const testLaw = foundTestLaw(1, { constitution: rules({ "invitations-live-max": 2 }) });
  assert.equal(invite(testLaw, 1, { until: testLaw.now + DAY }), "done");
  assert.equal(invite(testLaw, 1, { until: testLaw.now + 2 * DAY }), "done");
  assert.equal(invite(testLaw, 1), "membership/too-many-invitations");
  testLaw.pass(DAY);
  assert.equal(invite(testLaw, 1), "done");
  assert.equal(testLaw.view<unknown[]>("membership/invitations", { person: 1 }).length, 2);
  assert.equal([...invitationsOf.entries(testLaw.state, [])].length, 2, "none that has ended");
  testLaw.assertSound();
});
