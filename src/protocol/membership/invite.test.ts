/** Goal: members open the community to others, within number and time, and nobody else does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, makeInvitation, rules } from "../testing/joining.ts";
import { foundVillage, makeKey, outcomeOf, type Village } from "../testing/village.ts";
import { invitationsOf } from "./types.ts";

function invite(village: Village, by: number, change: object = {}): string {
  const { publicKey } = makeKey();
  const input = { key: publicKey, uses: 1, until: village.now + DAY, ...change };
  return outcomeOf(village.act(by, "membership/invite", input));
}

test("a member invites, and the invitation is found by number and by maker", () => {
  const village = foundVillage(2);
  const { invitation, secret } = makeInvitation(village, 2, 3, 7);
  assert.equal(invitation, 1);
  const row = village.view("membership/invitation", { invitation });
  const until = village.now + 7 * DAY;
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
  assert.deepEqual(village.view("membership/invitations", { person: 2 }), [expected]);
  assert.deepEqual(village.view("membership/invitations", { person: 1 }), []);
  assert.equal(village.view("membership/invitation", { invitation: 2 }), undefined);
  village.assertSound();
});

test("an applicant and whoever has left cannot invite", () => {
  const village = foundVillage(3);
  const applicant = applyBy(village, 1);
  assert.equal(invite(village, applicant), "membership/not-yet-admitted");
  village.act(2, "membership/leave", {});
  assert.equal(invite(village, 2), "membership/has-left");
});

test("bytes that cannot be a key are refused", () => {
  const village = foundVillage(1);
  assert.equal(invite(village, 1, { key: new Uint8Array(32) }), "membership/bad-key");
});

test("an invitation for nobody is refused", () => {
  assert.equal(invite(foundVillage(1), 1, { uses: 0 }), "membership/useless-invitation");
});

test("one invitation serves for as many applications as the rules say", () => {
  const village = foundVillage(1);
  assert.equal(invite(village, 1, { uses: 51 }), "membership/invitation-too-wide");
  assert.equal(invite(village, 1, { uses: 50 }), "done");
});

test("an invitation ends after now and not after the longest time", () => {
  const village = foundVillage(1);
  const { now } = village;
  assert.equal(invite(village, 1, { until: now }), "membership/ends-too-soon");
  assert.equal(invite(village, 1, { until: now + 1 }), "done");
  assert.equal(invite(village, 1, { until: now + 30 * DAY }), "done");
  const tooLong = invite(village, 1, { until: now + 30 * DAY + 1 });
  assert.equal(tooLong, "membership/invitation-too-long");
});

test("as many invitations as the rules say are open at once; ended ones make room", () => {
  const village = foundVillage(1, { constitution: rules({ "invitations-live-max": 2 }) });
  assert.equal(invite(village, 1, { until: village.now + DAY }), "done");
  assert.equal(invite(village, 1, { until: village.now + 2 * DAY }), "done");
  assert.equal(invite(village, 1), "membership/too-many-invitations");
  village.pass(DAY);
  assert.equal(invite(village, 1), "done");
  assert.equal(village.view<unknown[]>("membership/invitations", { person: 1 }).length, 2);
  assert.equal([...invitationsOf.entries(village.state, [])].length, 2, "none that has ended");
  village.assertSound();
});
