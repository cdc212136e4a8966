/** Goal: anyone who has the whole link applies with a key of their own; nobody else gets in by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, joinInput, makeInvitation, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { makeKey, type TestKey } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function join(testLaw: TestLaw, key: TestKey, input: object): string {
  return outcomeOf(testLaw.join(key, "membership/join", input));
}

test("a newcomer gets the next number, is an applicant, and acts with their key at once", () => {
  const testLaw = foundTestLaw(2);
  const person = applyBy(testLaw, 2);
  assert.equal(person, 3);
  const shown = testLaw.view<{ status: string; invitedBy: number }>("membership/person", {
    person,
  });
  assert.equal(shown.status, "applicant");
  assert.equal(shown.invitedBy, 2);
  leaveNow(testLaw, person);
  testLaw.assertSound();
});

test("a recovery key comes along, and both keys are the newcomer's", () => {
  const testLaw = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1);
  const [key, recovery] = [makeKey(), makeKey()];
  assert.equal(join(testLaw, key, joinInput(testLaw, invitation, secret, key, recovery)), "done");
  const devices = testLaw.view<{ kind: string }[]>("identity/devices", { person: 2 });
  assert.deepEqual(
    devices.map(({ kind }) => kind),
    ["device", "recovery"],
  );
});

test("an invitation serves as often as it says", () => {
  const testLaw = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1, 2);
  const use = () => {
    const key = makeKey();
    return join(testLaw, key, joinInput(testLaw, invitation, secret, key));
  };
  const used = () =>
    testLaw
      .view<{ used: number }[]>("membership/invitations", { person: 1 })
      .map((listed) => listed.used);
  assert.deepEqual([used(), use(), used()], [[0], "done", [1]]);
  assert.deepEqual([use(), use()], ["done", "membership/invitation-closed"]);
  assert.deepEqual(testLaw.view("membership/invitations", { person: 1 }), []);
  testLaw.assertSound();
});

test("an invitation serves until the millisecond before its end", () => {
  const testLaw = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1, 2, 1);
  testLaw.pass(DAY - 1);
  const [early, late] = [makeKey(), makeKey()];
  assert.equal(join(testLaw, early, joinInput(testLaw, invitation, secret, early)), "done");
  testLaw.pass(1);
  const outcome = join(testLaw, late, joinInput(testLaw, invitation, secret, late));
  assert.equal(outcome, "membership/invitation-closed");
});

test("as many applications are open by one member's invitations as the rules say", () => {
  const constitution = rules({ "applications-live-max": 5, "application-days": 14 });
  const testLaw = foundTestLaw(2, { constitution });
  const first = applyBy(testLaw, 1);
  for (let more = 1; more < 5; more += 1) applyBy(testLaw, 1);
  const { invitation, secret } = makeInvitation(testLaw, 1);
  const key = makeKey();
  const input = () => joinInput(testLaw, invitation, secret, key);
  assert.equal(join(testLaw, key, input()), "membership/too-many-applications");
  applyBy(testLaw, 2);
  leaveNow(testLaw, first);
  assert.equal(join(testLaw, key, input()), "done");
  testLaw.assertSound();
});

test("an application lapses after its days, and frees the inviter's count", () => {
  const testLaw = foundTestLaw(2);
  const person = applyBy(testLaw, 1);
  testLaw.pass(60 * DAY - 1);
  assert.equal(statusOf(testLaw, person), "applicant");
  testLaw.pass(1);
  assert.equal(statusOf(testLaw, person), "left");
  testLaw.assertSound();
});

test("an invitation closes when its maker leaves", () => {
  const testLaw = foundTestLaw(2);
  const { invitation, secret } = makeInvitation(testLaw, 1);
  leaveNow(testLaw, 1);
  const key = makeKey();
  const outcome = join(testLaw, key, joinInput(testLaw, invitation, secret, key));
  assert.equal(outcome, "membership/invitation-closed");
});

test("no invitation, no way in", () => {
  const testLaw = foundTestLaw(1);
  const key = makeKey();
  const outcome = join(testLaw, key, joinInput(testLaw, 1, makeKey(), key));
  assert.equal(outcome, "membership/no-such-invitation");
});

test("another secret, and a proof made for another key or community, are refused", () => {
  const testLaw = foundTestLaw(1);
  const elsewhere = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1);
  const key = makeKey();
  const wrong = [
    joinInput(testLaw, invitation, makeKey(), key),
    { ...joinInput(testLaw, invitation, secret, makeKey()), key: key.publicKey },
    joinInput(elsewhere, invitation, secret, key),
  ];
  for (const input of wrong) {
    assert.equal(join(testLaw, key, input), "membership/invitation-not-proven");
  }
  assert.equal(join(testLaw, key, joinInput(testLaw, invitation, secret, key)), "done");
});

test("keys that are in use, no keys, or twice the same are refused", () => {
  const testLaw = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1, 9);
  const [founder, key] = [testLaw.keys[0] as TestKey, makeKey()];
  const taken = joinInput(testLaw, invitation, secret, founder);
  assert.equal(join(testLaw, founder, taken), "identity/key-taken");
  const recovering = joinInput(testLaw, invitation, secret, key, founder);
  assert.equal(join(testLaw, key, recovering), "identity/key-taken");
  const twice = joinInput(testLaw, invitation, secret, key, key);
  assert.equal(join(testLaw, key, twice), "membership/bad-key");
  const weak = Uint8Array.of(1, ...new Uint8Array(31));
  assert.equal(
    join(testLaw, key, { ...joinInput(testLaw, invitation, secret, key), recovery: weak }),
    "membership/bad-key",
  );
  assert.equal(testLaw.view<{ rows: unknown[] }>("membership/people", { after: 0 }).rows.length, 1);
});

test("a refused application leaves no trace", () => {
  const testLaw = foundTestLaw(1);
  const { invitation, secret } = makeInvitation(testLaw, 1);
  const key = makeKey();
  join(testLaw, key, joinInput(testLaw, invitation, makeKey(), key));
  assert.equal(join(testLaw, key, joinInput(testLaw, invitation, secret, key)), "done");
  assert.equal(statusOf(testLaw, 2), "applicant");
  testLaw.assertSound();
});

test("a recovery key shows that it is the newcomer's own, in this community, for this first key", () => {
  const [testLaw, elsewhere] = [foundTestLaw(1), foundTestLaw(1)];
  const { invitation, secret } = makeInvitation(testLaw, 1);
  const [key, recovery] = [makeKey(), makeKey()];
  const right = joinInput(testLaw, invitation, secret, key, recovery);
  const others = joinInput(testLaw, invitation, secret, makeKey(), recovery).recoveryProof;
  const carried = joinInput(elsewhere, invitation, secret, key, recovery).recoveryProof;
  for (const recoveryProof of [new Uint8Array(64), right.proof, others, carried]) {
    const outcome = join(testLaw, key, { ...right, recoveryProof });
    assert.equal(outcome, "membership/recovery-not-proven");
  }
  assert.equal(join(testLaw, key, right), "done");
  testLaw.assertSound();
});
