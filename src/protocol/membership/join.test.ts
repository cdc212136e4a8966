/** Goal: whoever has the whole link applies with a key of their own; nobody else gets in by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, joinInput, makeInvitation, rules, statusOf } from "../testing/joining.ts";
import {
  foundVillage,
  makeKey,
  outcomeOf,
  type TestKey,
  type Village,
} from "../testing/village.ts";

function join(village: Village, key: TestKey, input: object): string {
  return outcomeOf(village.join(key, "membership/join", input));
}

test("a newcomer gets the next number, is an applicant, and acts with their key at once", () => {
  const village = foundVillage(2);
  const person = applyBy(village, 2);
  assert.equal(person, 3);
  const shown = village.view<{ status: string; invitedBy: number }>("membership/person", {
    person,
  });
  assert.equal(shown.status, "applicant");
  assert.equal(shown.invitedBy, 2);
  assert.equal(outcomeOf(village.act(person, "membership/leave", {})), "done");
  village.assertSound();
});

test("a recovery key comes along, and both keys are the newcomer's", () => {
  const village = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1);
  const [key, recovery] = [makeKey(), makeKey()];
  assert.equal(join(village, key, joinInput(village, invitation, secret, key, recovery)), "done");
  const devices = village.view<{ kind: string }[]>("identity/devices", { person: 2 });
  assert.deepEqual(
    devices.map(({ kind }) => kind),
    ["device", "recovery"],
  );
});

test("an invitation serves as often as it says", () => {
  const village = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1, 2);
  const use = () => {
    const key = makeKey();
    return join(village, key, joinInput(village, invitation, secret, key));
  };
  const used = () =>
    village
      .view<{ used: number }[]>("membership/invitations", { person: 1 })
      .map((listed) => listed.used);
  assert.deepEqual([used(), use(), used()], [[0], "done", [1]]);
  assert.deepEqual([use(), use()], ["done", "membership/invitation-closed"]);
  assert.deepEqual(village.view("membership/invitations", { person: 1 }), []);
  village.assertSound();
});

test("an invitation serves until the millisecond before its end", () => {
  const village = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1, 2, 1);
  village.pass(DAY - 1);
  const [early, late] = [makeKey(), makeKey()];
  assert.equal(join(village, early, joinInput(village, invitation, secret, early)), "done");
  village.pass(1);
  const outcome = join(village, late, joinInput(village, invitation, secret, late));
  assert.equal(outcome, "membership/invitation-closed");
});

test("as many applications are open by one member's invitations as the rules say", () => {
  const constitution = rules({ "applications-live-max": 5, "application-days": 14 });
  const village = foundVillage(2, { constitution });
  const first = applyBy(village, 1);
  for (let more = 1; more < 5; more += 1) applyBy(village, 1);
  const { invitation, secret } = makeInvitation(village, 1);
  const key = makeKey();
  const input = () => joinInput(village, invitation, secret, key);
  assert.equal(join(village, key, input()), "membership/too-many-applications");
  applyBy(village, 2);
  village.act(first, "membership/leave", {});
  assert.equal(join(village, key, input()), "done");
  village.assertSound();
});

test("an application lapses after its days, and frees the inviter's count", () => {
  const village = foundVillage(2);
  const person = applyBy(village, 1);
  village.pass(60 * DAY - 1);
  assert.equal(statusOf(village, person), "applicant");
  village.pass(1);
  assert.equal(statusOf(village, person), "left");
  village.assertSound();
});

test("an invitation closes when its maker leaves", () => {
  const village = foundVillage(2);
  const { invitation, secret } = makeInvitation(village, 1);
  village.act(1, "membership/leave", {});
  const key = makeKey();
  const outcome = join(village, key, joinInput(village, invitation, secret, key));
  assert.equal(outcome, "membership/invitation-closed");
});

test("no invitation, no way in", () => {
  const village = foundVillage(1);
  const key = makeKey();
  const outcome = join(village, key, joinInput(village, 1, makeKey(), key));
  assert.equal(outcome, "membership/no-such-invitation");
});

test("another secret, and a proof made for another key or community, are refused", () => {
  const village = foundVillage(1);
  const elsewhere = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1);
  const key = makeKey();
  const wrong = [
    joinInput(village, invitation, makeKey(), key),
    { ...joinInput(village, invitation, secret, makeKey()), key: key.publicKey },
    joinInput(elsewhere, invitation, secret, key),
  ];
  for (const input of wrong) {
    assert.equal(join(village, key, input), "membership/invitation-not-proven");
  }
  assert.equal(join(village, key, joinInput(village, invitation, secret, key)), "done");
});

test("keys that are in use, no keys, or twice the same are refused", () => {
  const village = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1, 9);
  const [founder, key] = [village.keys[0] as TestKey, makeKey()];
  const taken = joinInput(village, invitation, secret, founder);
  assert.equal(join(village, founder, taken), "identity/key-taken");
  const recovering = joinInput(village, invitation, secret, key, founder);
  assert.equal(join(village, key, recovering), "identity/key-taken");
  const twice = joinInput(village, invitation, secret, key, key);
  assert.equal(join(village, key, twice), "membership/bad-key");
  const weak = Uint8Array.of(1, ...new Uint8Array(31));
  assert.equal(
    join(village, key, { ...joinInput(village, invitation, secret, key), recovery: weak }),
    "membership/bad-key",
  );
  assert.equal(village.view<unknown[]>("membership/people", {}).length, 1);
});

test("a refused application leaves no trace", () => {
  const village = foundVillage(1);
  const { invitation, secret } = makeInvitation(village, 1);
  const key = makeKey();
  join(village, key, joinInput(village, invitation, makeKey(), key));
  assert.equal(join(village, key, joinInput(village, invitation, secret, key)), "done");
  assert.equal(statusOf(village, 2), "applicant");
  village.assertSound();
});

test("a recovery key shows that it is the newcomer's own, in this community, for this first key", () => {
  const [village, elsewhere] = [foundVillage(1), foundVillage(1)];
  const { invitation, secret } = makeInvitation(village, 1);
  const [key, recovery] = [makeKey(), makeKey()];
  const right = joinInput(village, invitation, secret, key, recovery);
  const others = joinInput(village, invitation, secret, makeKey(), recovery).recoveryProof;
  const carried = joinInput(elsewhere, invitation, secret, key, recovery).recoveryProof;
  for (const recoveryProof of [new Uint8Array(64), right.proof, others, carried]) {
    const outcome = join(village, key, { ...right, recoveryProof });
    assert.equal(outcome, "membership/recovery-not-proven");
  }
  assert.equal(join(village, key, right), "done");
  village.assertSound();
});
