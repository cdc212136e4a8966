/** Goal: everybody sees where a person stands at each stage, by whom they came, and what stops them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy, makeInvitation, phaseOf, rules } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { founder, foundTestLaw, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { pauseAdmission } from "./pausing.ts";
import { queue } from "./waiting-types.ts";

interface Shown {
  readonly status: string;
  readonly isElder: boolean;
  readonly vouchedBy: readonly { readonly person: number }[];
  readonly vouchesFor: readonly { readonly person: number }[];
  readonly admission: { readonly isAdmitted: boolean; readonly sentence: string };
  readonly application: object | null;
  readonly admittedBy: readonly number[];
  readonly hearing: object | null;
  readonly leaving: object | null;
  readonly mayVouch: { readonly from: number; readonly refusal: { readonly code: string } | null };
}

const show = (testLaw: TestLaw, person: number) =>
  testLaw.view<Shown>("membership/person", { person });
interface Listed {
  readonly person: number;
  readonly isElder: boolean;
  readonly vouches: number;
  readonly leavesAt: number;
}
const listed = (testLaw: TestLaw) =>
  testLaw.view<{ rows: Listed[] }>("membership/people", { after: 0 }).rows;
const quick = { "vouch-pace-days": 0, "vouches-needed": 2 };
const people = (listed: readonly { readonly person: number }[]) =>
  listed.map(({ person }) => person);

test("from an application over a place to a membership each stage is shown", () => {
  const constitution = rules({ ...quick, "intake-month-least": 1 });
  const testLaw = foundTestLaw(2, { constitution });
  const [first, person] = [applyBy(testLaw, 1), applyBy(testLaw, 1)];
  for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person: first });
  testLaw.pass(DAY);
  const until = TEST_START + 60 * DAY;
  assert.deepEqual(show(testLaw, person).application, { until, readyAt: 0, isPaused: false });
  assert.equal(show(testLaw, person).admission.isAdmitted, false);
  assert.deepEqual(show(testLaw, person).mayVouch.from, 0);
  assert.equal(show(testLaw, person).mayVouch.refusal?.code, "membership/not-yet-admitted");
  for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person });
  const waits = { until: 0, readyAt: testLaw.now, isPaused: false };
  assert.deepEqual(show(testLaw, person).application, waits);
  assert.deepEqual(show(testLaw, person).admission.isAdmitted, true);
  const sentence = "2 of 2 vouches stand, from people whom elders know.";
  assert.equal(show(testLaw, person).admission.sentence, sentence);
  testLaw.pass(29 * DAY);
  const shown = show(testLaw, person);
  assert.deepEqual([shown.status, shown.application, shown.hearing], ["member", null, null]);
  assert.deepEqual(shown.admission.sentence, "Belongs to the community.");
  assert.deepEqual(
    [people(shown.vouchedBy), shown.admittedBy],
    [
      [1, 2],
      [1, 2],
    ],
  );
  assert.equal(shown.mayVouch.from, testLaw.now + 90 * DAY);
  assert.equal(shown.isElder, false);
  assert.deepEqual(people(show(testLaw, 1).vouchesFor), [first, person]);
  assert.deepEqual(show(testLaw, 1).admittedBy, []);
});

test("an application that rests shows that it does, and nobody meets the rule meanwhile", () => {
  const testLaw = foundTestLaw(2, { constitution: rules(quick) });
  const person = applyBy(testLaw, 1);
  pauseAdmission(testLaw.state, person as PersonId);
  const until = TEST_START + 60 * DAY;
  assert.deepEqual(show(testLaw, person).application, { until, readyAt: 0, isPaused: true });
});

test("vouches show as long as they stand: not of or for anyone who has left, on either page", () => {
  const testLaw = foundTestLaw(3);
  testLaw.act(1, "membership/vouch", { person: 2 });
  leaveNow(testLaw, 1);
  assert.deepEqual(people(show(testLaw, 2).vouchedBy), []);
  const vouches = () => listed(testLaw)[1]?.vouches;
  assert.equal(vouches(), 0);
  assert.equal(testLaw.view("membership/person", { person: 9 }), undefined);
  assert.equal(testLaw.view("membership/invitations", { person: 9 }), undefined);
});

test("a link is open while its maker belongs, and not listed once it ended", () => {
  const testLaw = foundTestLaw(2);
  const { invitation } = makeInvitation(testLaw, 1, 1, 7);
  makeInvitation(testLaw, 1, 1, 1);
  const isOpen = () =>
    testLaw.view<{ isOpen: boolean }>("membership/invitation", { invitation }).isOpen;
  const listed = () =>
    testLaw
      .view<{ invitation: number; isOpen: boolean }[]>("membership/invitations", { person: 1 })
      .map((row) => [row.invitation, row.isOpen]);
  assert.deepEqual(listed(), [
    [1, true],
    [2, true],
  ]);
  testLaw.pass(DAY);
  assert.deepEqual([isOpen(), listed()], [true, [[1, true]]]);
  leaveNow(testLaw, 1);
  assert.deepEqual([isOpen(), listed()], [false, [[1, false]]]);
});

test("how a community grows: its phase with one's own places, and no more than a hundred who wait", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 10) });
  const phase = (person: number) =>
    testLaw.view<{ phase: { places: number } }>("membership/growth", { person }).phase;
  const until = TEST_START + 90 * DAY;
  const running = { kind: "founding", since: TEST_START, until, limit: 10, each: 4 };
  assert.deepEqual(phase(1), { ...running, places: 4 });
  assert.deepEqual([phase(9).places, phase(applyBy(testLaw, 1)).places], [0, 0]);
  for (let rank = 0; rank < 101; rank += 1) {
    queue.put(testLaw.state, [rank, testLaw.now, 1 as PersonId], {});
  }
  queue.put(testLaw.state, [0, testLaw.now, 9 as PersonId], {});
  const { waiting } = testLaw.view<{ waiting: object[] }>("membership/growth", { person: 1 });
  assert.equal(waiting.length, 100);
  assert.deepEqual(waiting[1], { person: 1, since: testLaw.now, place: 2 });
});

test("elders are marked: founders, and who has been here long and is known by enough", () => {
  const members = [1, 2, 3, 4].map((person) => ({
    ...founder(person, TEST_START - 400 * DAY),
    founder: person < 3,
  }));
  const until = TEST_START + DAY;
  const vouches = [1, 2].map((from) => ({ from, to: 3, at: TEST_START, until }));
  const testLaw = foundTestLaw(4, { membership: { members, vouches } });
  const elders = () => listed(testLaw).map(({ isElder }) => isElder);
  const counts = { members: 4, applicants: 0, founders: 2 };
  assert.deepEqual(testLaw.view("membership/counts", {}), counts);
  assert.deepEqual(elders(), [true, true, true, false]);
  testLaw.pass(DAY);
  assert.deepEqual(elders(), [true, true, false, false]);
});

test("who leaves is shown with the moment, and with the key that said so, until they stay or are gone", () => {
  const testLaw = foundTestLaw(3);
  const shown = () => [show(testLaw, 2).leaving, listed(testLaw).map(({ leavesAt }) => leavesAt)];
  assert.deepEqual(shown(), [null, [0, 0, 0]]);
  testLaw.act(2, "membership/leave", {});
  const at = TEST_START + 7 * DAY;
  assert.deepEqual(shown(), [{ by: 0, since: TEST_START, at }, [0, at, 0]]);
  testLaw.act(2, "membership/stay", {});
  assert.deepEqual(shown(), [null, [0, 0, 0]]);
  testLaw.act(2, "membership/leave", {});
  testLaw.pass(7 * DAY);
  assert.deepEqual(shown(), [null, [0, 0, 0]]);
});
