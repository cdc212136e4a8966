/** Goal: anyone who is about to do something of this room is told the rule, and where they stand by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { giveText, textHash } from "../testing/deciding.ts";
import { explained, figures, promised } from "../testing/explaining.ts";
import { applyBy, makeInvitation, phaseOf } from "../testing/joining.ts";
import { foundKeyring } from "../testing/keyring.ts";
import { makeKey } from "../testing/test-keys.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";

test("every action is explained under its own name, in whole sentences", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2) });
  const room = [...testLaw.law.actionByType.values()].filter(({ type }) =>
    type.startsWith("membership/"),
  );
  const input = { key: makeKey().publicKey, uses: 1, until: 0, invitation: 9, person: 9 };
  for (const { type } of room) {
    const why = explained(testLaw, 1, type, { ...input, places: 1 });
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(room.length > 0);
});

test("who invites, or has a link, sees how often it was used, and whether it still opens", () => {
  const testLaw = foundTestLaw(1);
  applyBy(testLaw, 1);
  const { invitation } = makeInvitation(testLaw, 1, 2);
  const invite = { key: makeKey().publicKey, uses: 3, until: 5 };
  const shown = { open: 1, most: 10, uses: 3, until: 5 };
  assert.deepEqual(figures(testLaw, 1, "membership/invite", invite), shown);
  const used = (number: number) =>
    figures(testLaw, 1, "membership/revoke-invitation", { invitation: number });
  assert.deepEqual(used(1), { invitation: 1, used: 1 });
  assert.deepEqual(used(9), { invitation: 9, used: 0 });
  const link = (number: number) => figures(testLaw, 0, "membership/join", { invitation: number });
  assert.deepEqual(link(1), { invitation: 1, used: 1, uses: 1, isOpen: false });
  assert.deepEqual(link(invitation), { invitation, used: 0, uses: 2, isOpen: true });
  assert.deepEqual(link(9), { invitation: 9, used: 0, uses: 0, isOpen: false });
  testLaw.pass(7 * DAY);
  assert.equal(link(invitation)["isOpen"], false);
});

test("who applies or vouches sees how far the application has come, and what is left to give", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  testLaw.act(1, "membership/vouch", { person });
  const come = { needed: 3, have: 1, pathsNeeded: 2, paths: 1, isAdmitted: false };
  assert.deepEqual(figures(testLaw, person, "membership/apply"), come);
  const vouch = (from: number) => figures(testLaw, from, "membership/vouch", { person });
  assert.deepEqual(vouch(1), { given: 1, most: 50, places: 0, ...come });
  assert.equal(vouch(2)["given"], 0);
  const phase = foundTestLaw(2, { membership: phaseOf(2, 10) });
  const guest = applyBy(phase, 1);
  assert.equal(figures(phase, 1, "membership/vouch", { person: guest })["places"], 4);
});

test("who takes back a word, or leaves, sees since when it stands", () => {
  const testLaw = foundTestLaw(3);
  testLaw.pass(DAY);
  testLaw.act(1, "membership/vouch", { person: 2 });
  const since = (author: number, type: string, person = 2) =>
    figures(testLaw, author, `membership/${type}`, { person })["since"];
  assert.equal(since(1, "withdraw-vouch"), testLaw.now);
  assert.equal(since(3, "withdraw-vouch"), 0);
  assert.equal(since(1, "leave"), TEST_START);
  assert.equal(since(9, "leave"), 0);
  assert.equal(since(1, "exclude"), TEST_START);
  assert.equal(since(1, "exclude", 9), 0);
});

test("who leaves sees when it takes effect: in seven days, on the day that stands, or now", () => {
  const ring = foundKeyring();
  const by = (name: string) => ({ author: 1, device: ring.number(name) });
  const at = (name: string, type = "leave") =>
    figures(ring.testLaw, by(name), `membership/${type}`)["at"];
  const { now } = ring.testLaw;
  assert.equal(at("phone"), now + 7 * DAY);
  assert.equal(at("phone", "stay"), 0);
  assert.match(promised(ring.testLaw, by("phone"), "membership/leave"), /call it off/);
  ring.act("phone", "membership/leave");
  ring.testLaw.pass(DAY);
  assert.equal(at("phone"), now + 7 * DAY);
  assert.equal(at("sheet"), now + DAY);
  assert.match(promised(ring.testLaw, by("sheet"), "membership/leave"), /end now/);
  const stay = figures(ring.testLaw, by("sheet"), "membership/stay");
  assert.deepEqual(stay, { at: now + 7 * DAY, by: 0 });
});

test("who hands over places, or lets the community grow, sees how many there are", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 10) });
  const hand = () => figures(testLaw, 1, "membership/hand-over-places", { person: 2, places: 3 });
  assert.deepEqual(hand(), { left: 4, places: 3 });
  testLaw.pass(90 * DAY);
  assert.deepEqual(hand(), { left: 0, places: 3 });
  const until = testLaw.now + 60 * DAY;
  const growth = figures(testLaw, 1, "membership/open-growing-phase");
  assert.deepEqual(growth, { members: 2, limit: 5, each: 1, until }, "at least three may come");
});

test("who calls a member sees whether they had the time to answer, and who answers since when", () => {
  const testLaw = foundTestLaw(3);
  const reason = textHash("reason");
  giveText(testLaw, reason, "reason");
  const since = () => figures(testLaw, 3, "membership/answer-hearing")["since"];
  assert.equal(since(), 0);
  testLaw.act(1, "membership/call-hearing", { person: 3, reason });
  assert.equal(since(), testLaw.now);
  const heard = () => figures(testLaw, 2, "membership/call-hearing", { person: 3, reason });
  testLaw.pass(3 * DAY - 1);
  assert.deepEqual(heard(), { person: 3, isHeard: false });
  testLaw.pass(1);
  assert.deepEqual(heard(), { person: 3, isHeard: true });
});
