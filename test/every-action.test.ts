/**
 * Goal: anyone who adds an action hears of each place that still lacks it; none is forgotten in silence.
 *
 * Method: every action and every table of the newest edition is looked for where it has to be: in what
 * the simulation draws, in what its auditor thinks, among planted bugs, in the vectors, on the pages. Those that lack
 * something from before stand in lists, which only ever become shorter.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type AnyAction, folkmootLaw, rooms } from "#protocol/index.js";
import { DRAWN_BY_SHAPE, UNCOMPARED, UNPLANTED, UNTOLD } from "./every-action/lacking.ts";
import { TOLD } from "./every-action/pages.ts";
import { circleOpinions, machineWordOpinions, personOpinions } from "./sim/audit/opinions/all.ts";
import { readVectors } from "./vectors/vector.ts";

const actions = [...folkmootLaw.actionByType.values()];
const types = actions.map(({ type }) => type);

/** All sources of a folder, as one text. */
function sourcesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts"));
  assert.ok(sources.length > 0, folder);
  return sources.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
}

/** Those of some names that a text does not have in quotes. */
const unquotedIn = (text: string, names: readonly string[]): string[] =>
  names.filter((name) => !text.includes(`"${name}"`));

/** Nothing lacks what is not in the list, and the list has nothing that lacks nothing. */
function assertLacking(
  lacking: readonly string[],
  listed: readonly string[],
  remedy: string,
): void {
  const known = new Set(listed);
  const lacks = new Set(lacking);
  assert.deepEqual(
    lacking.filter((name) => !known.has(name)),
    [],
    remedy,
  );
  assert.deepEqual(
    listed.filter((name) => !lacks.has(name)),
    [],
    "they have it by now, or are there no more: take them from test/every-action/lacking.ts",
  );
}

test("the simulation draws every action as people do it", () => {
  const lacking = unquotedIn(sourcesIn("test/sim/generators"), types);
  const remedy = "write a generator in test/sim/generators, and its weight in test/sim/workload.ts";
  assertLacking(lacking, Object.keys(DRAWN_BY_SHAPE), remedy);
});

test("the auditor has an opinion of its own about every action", () => {
  const opinions: { readonly [author: string]: object } = {
    person: personOpinions,
    circle: circleOpinions,
    machine: machineWordOpinions,
  };
  const isThere = ({ author, type }: AnyAction) => Object.hasOwn(opinions[author] ?? {}, type);
  const lacking = actions.filter((action) => !isThere(action)).map(({ type }) => type);
  assertLacking(lacking, [], "write what it thinks in test/sim/audit/opinions");
});

test("the auditor's books have every table", () => {
  const tables = [...folkmootLaw.tableByName.keys()];
  const lacking = unquotedIn(sourcesIn("test/sim/audit"), tables);
  assertLacking(lacking, UNCOMPARED, "compare it in test/sim/audit/compare.ts");
});

test("a planted bug asks of every action whether the simulation would notice", () => {
  const lacking = unquotedIn(sourcesIn("test/sim/planted"), types);
  assertLacking(lacking, UNPLANTED, "plant a bug in it in test/sim/planted");
});

test("a vector tells how every action is done", () => {
  const told = new Set<string | undefined>();
  for (const { vector } of readVectors(rooms)) {
    for (const step of vector.steps) {
      if (step.type === undefined || step.outcome !== "done") continue;
      told.add(step.type);
      const { effects = [] } = step.input as { readonly effects?: readonly { tag: number }[] };
      for (const { tag } of effects) told.add(folkmootLaw.actionByTag.get(tag)?.type);
    }
  }
  const lacking = types.filter((type) => !told.has(type));
  assertLacking(lacking, UNTOLD, "tell a story with it in test/vectors/stories");
});

test("a page for people tells of every action, in the words that are named", () => {
  const untold = Object.entries(TOLD).filter(([, [page, words]]) => {
    const text = readFileSync(join("docs", page), "utf8").replaceAll(/\s+/g, " ");
    return !text.includes(words);
  });
  assert.deepEqual(untold, [], "write about it in docs/members, or name its new words");
  assert.deepEqual(Object.keys(TOLD).sort(), types.toSorted());
});

test("what lacks something is named, and so is what a list has too many", () => {
  assert.throws(() => assertLacking(["a/b"], [], "write it"), /write it/);
  assert.throws(() => assertLacking([], ["a/b"], "write it"), /have it by now/);
  assert.deepEqual(unquotedIn('act("a/b")', ["a/b", "a/c"]), ["a/c"]);
});
