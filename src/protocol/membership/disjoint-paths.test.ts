/** Goal: paths that share nobody are counted exactly, as trying everything counts them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countDisjointPaths, type Neighbourhood } from "./disjoint-paths.ts";

function around(vouchers: number[][], ends: number[]): Neighbourhood {
  return { vouchers, isEnd: vouchers.map((_, person) => ends.includes(person)) };
}

test("two ends that vouch directly are two paths", () => {
  assert.equal(countDisjointPaths(around([[1, 2], [], []], [1, 2]), 2), 2);
});

test("many who all hang on one person are one path", () => {
  const graph = around([[1, 2, 3], [4], [4], [4], [5, 6], [], []], [5, 6]);
  assert.equal(countDisjointPaths(graph, 2), 1);
});

test("a person in between serves one path only, an end too", () => {
  assert.equal(countDisjointPaths(around([[1, 2], [3], [3], []], [3]), 2), 1);
});

test("a first path that is in the way is led around", () => {
  const graph = around([[1, 2], [3, 4], [3], [5], [6], [], []], [5, 6]);
  assert.equal(countDisjointPaths(graph, 2), 2);
  const crossed = around([[1, 2], [4, 3], [4], [5], [6], [], []], [5, 6]);
  assert.equal(countDisjointPaths(crossed, 2), 2);
});

test("nobody vouches, or no end is near: no path", () => {
  assert.equal(countDisjointPaths(around([[]], []), 2), 0);
  assert.equal(countDisjointPaths(around([[1], [2], [1]], []), 2), 0);
});

/** Tries every set of people: the fewest whose absence cuts all ends off is the number of paths. */
function fewestThatCut({ vouchers, isEnd }: Neighbourhood): number {
  const others = vouchers.length - 1;
  let fewest = others;
  for (let set = 0; set < 1 << others; set++) {
    const gone = (person: number) => person > 0 && ((set >> (person - 1)) & 1) === 1;
    const seen = new Set([0]);
    for (const person of seen) {
      for (const next of vouchers[person] ?? []) if (!gone(next)) seen.add(next);
    }
    const isCut = ![...seen].some((person) => person > 0 && isEnd[person]);
    const size = set.toString(2).replaceAll("0", "").length;
    if (isCut) fewest = Math.min(fewest, size);
  }
  return fewest;
}

test("the count is the number of people who would have to be missing (Menger)", () => {
  const graphs = fc.integer({ min: 2, max: 8 }).chain((people) =>
    fc.record({
      vouchers: fc.array(fc.uniqueArray(fc.nat(people - 1), { maxLength: 4 }), {
        minLength: people,
        maxLength: people,
      }),
      isEnd: fc.array(fc.boolean(), { minLength: people, maxLength: people }),
    }),
  );
  fc.assert(
    fc.property(graphs, (graph) => {
      const isEnd = graph.isEnd.map((end, person) => end && person > 0);
      const known = { vouchers: graph.vouchers, isEnd };
      assert.equal(countDisjointPaths(known, 99), fewestThatCut(known));
      assert.equal(countDisjointPaths(known, 2), Math.min(2, fewestThatCut(known)));
    }),
    { numRuns: 300 },
  );
});
