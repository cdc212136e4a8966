/** Goal: a link that went astray is closed by its maker, and by nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { joinInput, makeInvitation } from "../testing/joining.ts";
import { foundVillage, makeKey, outcomeOf, type Village } from "../testing/village.ts";

function revoke(village: Village, by: number, invitation: number): string {
  return outcomeOf(village.act(by, "membership/revoke-invitation", { invitation }));
}

test("a taken-back invitation opens nothing any more", () => {
  const village = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1);
  assert.equal(revoke(village, 1, invitation), "done");
  const key = makeKey();
  const receipt = village.join(key, "membership/join", joinInput(village, invitation, secret, key));
  assert.equal(outcomeOf(receipt), "membership/invitation-closed");
  assert.deepEqual(village.view("membership/invitations", { person: 1 }), []);
  village.assertSound();
});

test("an invitation that does not exist, is another's, or is closed is refused", () => {
  const village = foundVillage(2);
  const { invitation } = makeInvitation(village, 1, 1, 1);
  assert.equal(revoke(village, 1, 9), "membership/no-such-invitation");
  assert.equal(revoke(village, 2, invitation), "membership/not-your-invitation");
  village.pass(DAY);
  assert.equal(revoke(village, 1, invitation), "membership/invitation-closed");
});

test("taking back twice is refused", () => {
  const village = foundVillage(1);
  const { invitation } = makeInvitation(village, 1);
  assert.equal(revoke(village, 1, invitation), "done");
  assert.equal(revoke(village, 1, invitation), "membership/invitation-closed");
});
