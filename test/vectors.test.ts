/** Goal: the law does today what it did when each vector was written. Method: replay all vectors. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rooms } from "#protocol/index.js";
import { record } from "./vectors/recorder.ts";
import { replay } from "./vectors/replay.ts";
import { stories } from "./vectors/stories.ts";
import { readVectors } from "./vectors/vector.ts";

const vectors = readVectors(rooms);

for (const { file, vector } of vectors) {
  test(`${file}: ${vector.name}`, () => {
    const { outcomes, after, root } = replay(vector);
    assert.deepEqual(
      outcomes,
      vector.steps.map((step) => (step.type === undefined ? undefined : step.outcome)),
    );
    assert.deepEqual(after, vector.after);
    assert.equal(root, vector.root);
  });
}

test("every story is kept as a vector, as it is told now", () => {
  for (const story of stories) {
    const kept = vectors.find(({ file }) => file.endsWith(`/${story.file}.json`));
    assert.ok(kept, `${story.file} is kept: run node dist/test/vectors/keep.js`);
    assert.deepEqual(record(story), kept.vector, story.file);
  }
});

test("a replay notices an outcome, a row and a root that are wrong", () => {
  const [first] = vectors;
  assert.ok(first);
  const { vector } = first;
  const [step, ...rest] = vector.steps;
  assert.ok(step);
  const shorter = replay({ ...vector, steps: rest });
  assert.notEqual(shorter.root, vector.root);
  assert.notDeepEqual(shorter.after, vector.after);
});
