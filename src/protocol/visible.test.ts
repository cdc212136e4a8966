/**
 * Goal: a visibility means one thing, whatever it is declared on.
 * Method: toy tables and events with each visibility over the state of a community, asked as everybody.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { defineEvent } from "./kernel/event.ts";
import type { CircleId, PersonId } from "./kernel/ids.ts";
import { circleId, personId } from "./kernel/ids.ts";
import { defineRoom, type Room } from "./kernel/room.ts";
import { record, salt, u8, u32 } from "./kernel/schema.ts";
import type { Reader } from "./kernel/state.ts";
import { type AnyTable, part, table } from "./kernel/table.ts";
import type { AnyVisibility, Matter } from "./kernel/visibility.ts";
import { createLaw } from "./law.ts";
import { foundCircles } from "./testing/circling.ts";
import { applyBy } from "./testing/joining.ts";
import { isEventVisible, isRangeVisible, isVisible } from "./visible.ts";

const NOBODY_SIGNED_IN = 0;
const testLaw = foundCircles(3, [{ members: [1, 2] }]);
const applicant = applyBy(testLaw, 1);
const everybody = [NOBODY_SIGNED_IN, 1, 2, 3, applicant];

function seenBy(visibility: AnyVisibility, thing: unknown): number[] {
  const { state } = testLaw;
  return everybody.filter((viewer) =>
    isVisible(visibility, thing, { state, viewer: viewer as PersonId }),
  );
}

/** Matters 4 and 6 are open. */
const matter: Matter = {
  name: "toy/matter",
  isOpen: (_, number) => number === 4 || number === 6,
  *open(_: Reader) {
    yield 4;
    yield 6;
  },
};

test("everyone, members, a circle's people and the author are who they are", () => {
  assert.deepEqual(seenBy("everyone", {}), everybody);
  assert.deepEqual(seenBy("members", {}), [1, 2, 3]);
  const ofCircle = {
    to: "circle",
    circleOf: ({ circle }: { circle: CircleId }) => circle,
  } as const;
  assert.deepEqual(seenBy(ofCircle, { circle: 2 }), [1, 2]);
  assert.deepEqual(seenBy(ofCircle, { circle: 9 }), []);
  const own = { to: "author", authorOf: ({ by }: { by: PersonId }) => by } as const;
  assert.deepEqual(seenBy(own, { by: 2 }), [2]);
  assert.deepEqual(seenBy(own, { by: NOBODY_SIGNED_IN }), [], "nobody is not an author");
});

const answers = table({
  id: 0x6301,
  name: "toy/answers",
  about: "An answer.",
  visibility: {
    to: "author-until-closed",
    matter,
    matterOf: ([number]) => number,
    authorOf: ([, person]) => person,
  },
  key: [part("matter", u32), part("person", personId)],
  row: record({ answer: u8, salt }),
});

test("what is hidden until it closes is its author's until then, and everyone's afterwards", () => {
  assert.deepEqual(seenBy(answers.visibility, [4, 2]), [2]);
  assert.deepEqual(seenBy(answers.visibility, [5, 2]), everybody);
});

function seesRange(of: AnyTable, prefix: readonly unknown[], viewer: number, until = prefix) {
  const range = { from: of.keyBytes(prefix), until: of.endBytes(until) };
  return isRangeVisible(of, range, { state: testLaw.state, viewer: viewer as PersonId });
}

test("a range is seen if nothing in it is hidden, whether rows are there or not", () => {
  assert.equal(seesRange(answers, [], 1), false);
  for (const number of [4, 6]) {
    assert.equal(seesRange(answers, [number], 1), false);
    assert.equal(seesRange(answers, [number, 1], 1), true);
    assert.equal(seesRange(answers, [number, 1], 2), false);
    assert.equal(seesRange(answers, [number, 1], NOBODY_SIGNED_IN), false);
    assert.equal(seesRange(answers, [number, 1], 1, [number, 2]), false, "not beyond one's own");
  }
  assert.equal(seesRange(answers, [3], NOBODY_SIGNED_IN), true);
  assert.equal(seesRange(answers, [5], NOBODY_SIGNED_IN), true);
  assert.equal(seesRange(answers, [5], 1, [6]), false);
  assert.equal(seesRange(answers, [3], 1, [4]), false);
  assert.equal(seesRange(answers, [7], 1, [400]), true);
});

test("a range without an end is hidden by what is open in it, and only by that", () => {
  const look = { state: testLaw.state, viewer: NOBODY_SIGNED_IN as PersonId };
  const seesFrom = (number: number) =>
    isRangeVisible(answers, { from: answers.keyBytes([number]), until: undefined }, look);
  assert.deepEqual([seesFrom(3), seesFrom(6), seesFrom(7)], [false, false, true]);
  const own = { state: testLaw.state, viewer: 1 as PersonId };
  const range = { from: notes.keyBytes([1, 1]), until: undefined };
  assert.equal(isRangeVisible(notes, range, own), false, "it reaches beyond one's own");
});

test("a range may begin in the middle of a hidden row's key and still hides", () => {
  const from = answers.keyBytes([4, 1]);
  from[31] = 1;
  const range = { from, until: answers.endBytes([4, 1]) };
  const look = { state: testLaw.state, viewer: 1 as PersonId };
  assert.equal(isRangeVisible(answers, range, look), false, "it is not the whole row");
});

const notes = table({
  id: 0x6302,
  name: "toy/notes",
  about: "A note.",
  visibility: { to: "author", authorOf: ([person]) => person },
  key: [part("person", personId), part("note", u8)],
  row: record({ salt }),
});

test("of what is one person's or a circle's, whole rows are seen and no wider ranges", () => {
  assert.equal(seesRange(notes, [2, 1], 2), true);
  assert.equal(seesRange(notes, [2, 1], 1), false);
  assert.equal(seesRange(notes, [2], 2), false);
});

const heard = defineEvent(
  "toy/heard",
  { circle: circleId, person: personId },
  { to: "circle", circleOf: ({ circle }) => circle },
);

function toyRoom(change: Partial<Room>): Room {
  return {
    ...defineRoom({
      name: "toy",
      number: 0x63,
      summary: "A toy.",
      tables: [],
      actions: [],
      events: [heard],
      views: [],
      faults: [],
      invariants: [],
    }),
    ...change,
  };
}

test("an event is heard by whom it is declared for, and an unknown one by nobody", () => {
  const law = createLaw([toyRoom({})]);
  const event = heard([], { circle: 2 as CircleId, person: 1 as PersonId });
  const hears = (viewer: number, what = event) =>
    isEventVisible(law, what, { state: testLaw.state, viewer: viewer as PersonId });
  assert.deepEqual(
    everybody.filter((viewer) => hears(viewer)),
    [1, 2],
  );
  assert.equal(hears(1, { ...event, type: "toy/unheard-of" }), false);
  assert.equal(hears(1, { ...event, data: { circle: "two" } }), false, "it is not of its shape");
});

test("a law with rows that are not everyone's and have no salt is refused", () => {
  const bare = { ...notes, row: record({ note: u8 }) } as AnyTable;
  assert.throws(() => createLaw([toyRoom({ tables: [bare] })]), /have a salt/);
  createLaw([toyRoom({ tables: [notes, answers] })]);
  const off = { ...answers, keyParts: [] } as AnyTable;
  assert.throws(() => createLaw([toyRoom({ tables: [off] })]), /begins with its matter/);
});

test("a law with an event that is named twice, or by another room, is refused", () => {
  assert.throws(() => createLaw([toyRoom({ events: [heard, heard] })]), /one thing only/);
  const other = defineEvent("other/heard", {}, "everyone");
  assert.throws(() => createLaw([toyRoom({ events: [other] })]), /named by its room/);
});
