/**
 * Goal: a later edition takes nothing back that an earlier one has promised for ever, and what ends may end.
 * Method: toy laws that differ in one thing each.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnyAction } from "./kernel/action.ts";
import { defineFaults } from "./kernel/fault.ts";
import { defineRoom, type Room } from "./kernel/room.ts";
import { record, u32 } from "./kernel/schema.ts";
import { type AnyTable, part } from "./kernel/table.ts";
import { createLaw, type Law } from "./law.ts";
import { lawLines } from "./law-lines.ts";
import { changedTables, lawProblem } from "./law-steps.ts";
import { play, toys } from "./testing/toys.ts";

const { broken } = defineFaults("toy", 0x63, {
  broken: { number: 1, sentence: "It is broken.", remedy: "Mend it." },
});

function lawOf(change: Partial<Room>, room = { name: "toy", number: 0x63 }): Law {
  const whole = {
    summary: "A toy.",
    tables: [toys],
    actions: [play],
    events: [],
    views: [],
    faults: [broken],
    invariants: [],
  };
  return createLaw([{ ...defineRoom({ ...room, ...whole }), ...change }]);
}
const withAction = (change: Partial<AnyAction>) => lawOf({ actions: [{ ...play, ...change }] });
const withTable = (change: Partial<AnyTable>) => lawOf({ tables: [{ ...toys, ...change }] });
const before = lawOf({});
const migrating = (law: Law): Law => ({ ...law, migrate: () => undefined });

test("what is the same, what is new and what has ended is no problem", () => {
  assert.equal(lawProblem(before, lawOf({})), undefined);
  assert.equal(lawProblem(before, lawOf({ actions: [], tables: [], faults: [] })), undefined);
  assert.equal(lawProblem(lawOf({ actions: [], tables: [], faults: [] }), before), undefined);
  const told = { summary: "Plays longer.", about: { toy: "which one" } };
  assert.equal(lawProblem(before, withAction(told)), undefined);
});

test("a tag keeps its name, author, kind, keys and shape, and an action its tag", () => {
  const another = "the tag of toy/play has another shape, author or kind";
  const changes: readonly Partial<AnyAction>[] = [
    { type: "toy/run" },
    { author: "circle", decidedAs: "rule" },
    { joinsWith: () => new Uint8Array(32) },
    { recovers: true },
    { whileFrozen: true },
    { input: record({ toy: u32 }) as AnyAction["input"] },
  ];
  for (const change of changes) {
    assert.equal(lawProblem(before, withAction(change)), another);
    assert.equal(lawProblem(withAction(change), withAction(change)), undefined);
  }
  assert.equal(lawProblem(before, withAction({ tag: 0x6302 })), "toy/play has another tag");
  const role = withAction({ author: "circle", decidedAs: "role" });
  assert.equal(lawProblem(withAction({ author: "circle", decidedAs: "rule" }), role), another);
});

test("a table keeps its name, and its rows and keys unless a migration brings them over", () => {
  const renamed = withTable({ name: "toy/games" });
  assert.equal(lawProblem(before, renamed), "the number of toy/toys names another table");
  const row = withTable({ row: record({ toy: u32 }) });
  const key = withTable({ keyParts: [part("person", u32)] });
  for (const changed of [row, key]) {
    assert.equal(lawProblem(before, changed), "nothing brings toy/toys over");
    assert.equal(lawProblem(before, migrating(changed)), undefined);
    assert.deepEqual(
      changedTables(before, changed).map(({ name }) => name),
      ["toy/toys"],
    );
  }
  assert.deepEqual(changedTables(before, lawOf({})), []);
  assert.deepEqual(
    changedTables(lawOf({ tables: [] }), before),
    [],
    "a new table is no changed one",
  );
});

test("what light clients read by themselves, and how editions are adopted, never changes", () => {
  const held = (room: string, number: number, id: number) => {
    const name = `${room}/members`;
    const own = { actions: [], faults: [] };
    const tables = (row: AnyTable["row"]) => [{ ...toys, id, name, row }];
    const of = (row: AnyTable["row"]) =>
      migrating(lawOf({ ...own, tables: tables(row) }, { name: room, number }));
    return lawProblem(of(toys.row), of(record({ toy: u32 })));
  };
  assert.equal(held("membership", 3, 0x0301), "light clients read membership/members");
  assert.equal(held("identity", 3, 0x0301), undefined);
  const adopting = "how editions are adopted never changes";
  assert.equal(held("constitution", 1, 0x010f), undefined);
  assert.equal(held("constitution", 1, 0x0110), adopting);
  assert.equal(held("constitution", 1, 0x01ff), adopting);
  assert.equal(held("other", 2, 0x0210), undefined);
});

test("a fault's number means the same fault", () => {
  const other = { ...broken, code: "toy/lost" };
  const changed = lawProblem(before, lawOf({ faults: [other] }));
  assert.equal(changed, "the number of toy/broken means another fault");
  assert.equal(lawProblem(before, lawOf({ faults: [{ ...broken, remedy: "Wait." }] })), undefined);
});

test("the lines of an edition tell all that it promises, in their order", () => {
  const line = (change: Partial<AnyAction>) =>
    lawLines(withAction(change)).find((each) => each.startsWith("action"));
  assert.equal(line({}), "action 25345 toy/play by person {toy:u8<=255}");
  const joins = { joinsWith: () => new Uint8Array(32) };
  assert.equal(line(joins), "action 25345 toy/play by person joins {toy:u8<=255}");
  const keys = "action 25345 toy/play by person recovers while-frozen {toy:u8<=255}";
  assert.equal(line({ recovers: true, whileFrozen: true }), keys);
  const circles = withAction({ author: "circle", decidedAs: "rule" });
  const lines = lawLines(circles);
  assert.ok(lines.includes("action 25345 toy/play by circle as rule {toy:u8<=255}"));
  assert.ok(lines.includes("kind rule"));
  assert.ok(lines.includes("table 25345 toy/toys (person:person32) {toy:u8<=255}"));
  assert.ok(lines.includes(`fault ${broken.number} toy/broken`));
  assert.ok(lines.includes("room 99 toy"));
  assert.deepEqual(lines, [...lines].sort());
  assert.ok(!lawLines(before).some((each) => each.startsWith("kind")));
});
