/** Goal: a link that went astray is closed by its maker, and by nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { joinInput, makeInvitation } from "../testing/joining.ts";
import { makeKey } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function revoke(testLaw: TestLaw, by: number, invitation: number): string {
  return outcomeOf(testLaw.act(by, "membership/revoke-invitation", { invitation }));
}

test("a taken-back invitation opens nothing any more", () => {
  const testLaw = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1);
  assert.equal(revoke(testLaw, 1, invitation), "done");
  const key = makeKey();
  const receipt = testLaw.join(key, "membership/join", joinInput(testLaw, invitation, secret, key));
  assert.equal(outcomeOf(receipt), "membership/invitation-closed");
  assert.deepEqual(testLaw.view("membership/invitations", { person: 1 }), []);
  testLaw.assertSound();
});

test("an invitation that does not exist, is another's, or is closed is refused", () => {
  const testLaw = foundTestLaw(2);
  const { invitation } = makeInvitation(testLaw, 1, 1, 1);
  assert.equal(revoke(testLaw, 1, 9), "membership/no-such-invitation");
  assert.equal(revoke(testLaw, 2, invitation), "membership/not-your-invitation");
  testLaw.pass(DAY);
  assert.equal(revoke(testLaw, 1, invitation), "membership/invitation-closed");
});

test("taking back twice is refused", () => {
  const testLaw = foundTestLaw(1);
  const { invitation } = makeInvitation(testLaw, 1);
  assert.equal(revoke(testLaw, 1, invitation), "done");
  assert.equal(revoke(testLaw, 1, invitation), "membership/invitation-closed");
});
