/** Goal: a table over overlays behaves as one sorted map, whatever lies in which layer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareBytes } from "./bytes.ts";
import { createOverlay, createReader, type Overlay } from "./overlay.ts";
import { blob, choice, record, u8, u16, u32 } from "./schema.ts";
import type { Snapshot, StoredRow } from "./state.ts";
import { part, table } from "./table.ts";

const scores = table({
  id: 0x7f01,
  name: "test/scores",
  about: "A score, for the test.",
  visibility: "everyone",
  key: [part("group", u8), part("person", u32), part("word", choice(["a", "b"]))],
  row: record({ score: u16 }),
});

type Key = readonly [number, number, "a" | "b"];
type Model = Map<string, { key: Key; score: number }>;

function snapshotOf(overlay: Overlay): Snapshot {
  const rows: StoredRow[] = overlay
    .changes()
    .flatMap(({ key, row }) => (row === undefined ? [] : [{ key, row }]))
    .sort((left, right) => compareBytes(left.key, right.key));
  return {
    get: (key) => rows.find((row) => compareBytes(row.key, key) === 0)?.row,
    range: (from, until) =>
      rows.filter(
        ({ key }) =>
          compareBytes(key, from) >= 0 && (until === undefined || compareBytes(key, until) < 0),
      ),
  };
}

const nothing: Snapshot = { get: () => undefined, range: () => [] };

const key: fc.Arbitrary<Key> = fc.tuple(fc.nat(2), fc.nat(300), fc.constantFrom("a", "b"));
const steps = fc.array(fc.tuple(key, fc.option(fc.nat(65535))), { maxLength: 40 });

function play(overlay: Overlay, model: Model, moves: readonly [Key, number | null][]): void {
  for (const [at, score] of moves) {
    if (score === null) {
      scores.delete(overlay, at);
      model.delete(String(at));
    } else {
      scores.put(overlay, at, { score });
      model.set(String(at), { key: at, score });
    }
  }
}

function assertSame(overlay: Overlay, model: Model): void {
  const sorted = [...model.values()].sort((left, right) =>
    compareBytes(scores.keyBytes(left.key), scores.keyBytes(right.key)),
  );
  const listed = [...scores.entries(overlay, [])].map(({ key, row }) => ({
    key,
    score: row.score,
  }));
  assert.deepEqual(listed, sorted);
  for (const group of [0, 1, 2]) {
    const within = [...scores.entries(overlay, [group])].length;
    assert.equal(within, sorted.filter(({ key }) => key[0] === group).length);
  }
  const between = [...scores.between(overlay, [1, 10], [1, 200])].length;
  const expected = sorted.filter(({ key }) => key[0] === 1 && key[1] >= 10 && key[1] < 200);
  assert.equal(between, expected.length);
  for (const { key, score } of sorted) assert.equal(scores.get(overlay, key)?.score, score);
}

test("layers read as one map: stored rows, an overlay, and a fork that is merged", () => {
  fc.assert(
    fc.property(steps, steps, steps, (stored, over, forked) => {
      const model: Model = new Map();
      const base = createOverlay({ read: () => undefined, scan: () => [] });
      play(base, model, stored);
      const overlay = createOverlay(createReader(snapshotOf(base)));
      play(overlay, model, over);
      assertSame(overlay, model);
      const fork = overlay.fork();
      play(fork, model, forked);
      assertSame(fork, model);
      fork.merge();
      assertSame(overlay, model);
    }),
  );
});

test("a fork that is dropped leaves nothing behind", () => {
  const overlay = createOverlay({ read: () => undefined, scan: () => [] });
  scores.put(overlay, [1, 1, "a"], { score: 1 });
  const fork = overlay.fork();
  scores.put(fork, [1, 1, "a"], { score: 2 });
  scores.delete(fork, [1, 1, "a"]);
  assert.equal(scores.get(fork, [1, 1, "a"]), undefined);
  assert.equal(scores.get(overlay, [1, 1, "a"])?.score, 1);
});

test("keys keep their order and come back whole", () => {
  fc.assert(
    fc.property(key, key, (left, right) => {
      assert.deepEqual(scores.readKey(scores.keyBytes(left)), left);
      const order = left[0] - right[0] || left[1] - right[1] || (left[2] < right[2] ? -1 : 1);
      if (String(left) === String(right)) return;
      assert.equal(compareBytes(scores.keyBytes(left), scores.keyBytes(right)) < 0, order < 0);
    }),
  );
});

test("a row beyond its shape stops the law before anything is written", () => {
  const overlay = createOverlay({ read: () => undefined, scan: () => [] });
  assert.throws(() => scores.put(overlay, [1, 1, "a"], { score: 65536 }), /above 65535/);
  assert.equal(scores.has(overlay, [1, 1, "a"]), false);
});

const notes = table({
  id: 0x7f02,
  name: "test/notes",
  about: "A note, for the test.",
  visibility: "everyone",
  key: [part("person", u32)],
  row: record({ text: blob(100) }),
});
const days = table({
  id: 0x7f03,
  name: "test/days",
  about: "A day, for the test.",
  visibility: "everyone",
  key: [part("day", u32)],
  row: record({ people: u8 }),
  comesByTime: true,
});
const text = (length: number) => ({ text: new Uint8Array(length) });

test("what a work adds is measured in rows and bytes, whatever it does in between", () => {
  const overlay = createOverlay(createReader(nothing));
  notes.put(overlay, [1], text(10));
  const measured = (work: () => void) => overlay.measure(work).growth;
  const grown = (rows: number, bytes: number) => ({ rows, bytes });
  const empty = measured(() => notes.put(overlay, [9], text(0)));
  const [key, row] = [32, empty.bytes - 32];
  assert.equal(empty.rows, 1);
  const more = measured(() => notes.put(overlay, [1], text(14)));
  assert.deepEqual(more, grown(0, 4));
  const twice = measured(() => {
    notes.put(overlay, [2], text(50));
    notes.put(overlay, [2], text(5));
  });
  assert.deepEqual(twice, grown(1, key + row + 5));
  const gone = measured(() => {
    notes.delete(overlay, [2]);
    notes.put(overlay, [3], text(1));
    notes.delete(overlay, [3]);
  });
  assert.deepEqual(gone, grown(-1, -(key + row + 5)));
  assert.deepEqual(
    measured(() => scores.put(overlay, [1, 1, "a"], { score: 1 })),
    grown(1, 34),
  );
  assert.deepEqual(
    measured(() => scores.put(overlay, [1, 1, "a"], { score: 2 })),
    grown(0, 0),
  );
  assert.deepEqual(
    measured(() => scores.delete(overlay, [1, 1, "a"])),
    grown(-1, -34),
  );
});

test("rows that time brings are nobody's growth", () => {
  const overlay = createOverlay(createReader(nothing));
  const { growth } = overlay.measure(() => days.put(overlay, [1], { people: 1 }));
  assert.deepEqual(growth, { rows: 0, bytes: 0 });
});

test("a work that is undone leaves what was there before, also what was stored below", () => {
  const stored = createOverlay(createReader(nothing));
  notes.put(stored, [1], text(1));
  const overlay = createOverlay(createReader(snapshotOf(stored)));
  notes.put(overlay, [2], text(2));
  const work = overlay.measure(() => {
    notes.put(overlay, [1], text(11));
    notes.put(overlay, [2], text(12));
    notes.put(overlay, [2], text(13));
    notes.put(overlay, [3], text(13));
    return "done";
  });
  assert.equal(work.value, "done");
  work.undo();
  const lengths = [1, 2, 3].map((person) => notes.get(overlay, [person])?.text.length);
  assert.deepEqual(lengths, [1, 2, undefined]);
  assert.throws(() => overlay.measure(() => overlay.measure(() => 1)), /one measuring at a time/);
});

test("an overlay that is reset has nothing of its own, and reads again what lies below", () => {
  const stored = createOverlay(createReader(nothing));
  notes.put(stored, [1], text(1));
  const overlay = createOverlay(stored);
  assert.equal(notes.get(overlay, [1])?.text.length, 1);
  notes.put(stored, [1], text(2));
  notes.put(overlay, [2], text(2));
  overlay.reset();
  assert.deepEqual([notes.get(overlay, [1])?.text.length, notes.has(overlay, [2])], [2, false]);
  assert.deepEqual(overlay.changes(), []);
});

test("a fork that is reset or merged leaves what the overlay below it has read and written", () => {
  const stored = createOverlay(createReader(nothing));
  notes.put(stored, [1], text(1));
  const overlay = createOverlay(stored);
  assert.equal(notes.get(overlay, [1])?.text.length, 1);
  notes.put(overlay, [2], text(2));
  notes.put(stored, [1], text(9));
  const fork = overlay.fork();
  notes.put(fork, [3], text(3));
  fork.reset();
  const lengths = () => [1, 2, 3].map((person) => notes.get(overlay, [person])?.text.length);
  assert.deepEqual(lengths(), [1, 2, undefined]);
  notes.put(fork, [3], text(4));
  fork.merge();
  assert.deepEqual(lengths(), [1, 2, 4]);
});

test("rows that were changed are scanned in the order of their keys, before and after they change again", () => {
  const overlay = createOverlay(createReader(nothing));
  for (const person of [3, 1, 2]) notes.put(overlay, [person], text(person));
  const people = () => [...notes.entries(overlay, [])].map(({ key }) => key[0]);
  assert.deepEqual(people(), [1, 2, 3]);
  notes.put(overlay, [1], text(5));
  notes.delete(overlay, [2]);
  notes.put(overlay, [256], text(1));
  assert.deepEqual(people(), [1, 3, 256]);
});
