/** Goal: a law whose parts contradict each other is not made, and what an earlier edition knew is still found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnyAction } from "./kernel/action.ts";
import { defineEvent } from "./kernel/event.ts";
import { defineFaults } from "./kernel/fault.ts";
import { kernelFaults } from "./kernel/faults.ts";
import type { Invariant, Room } from "./kernel/room.ts";
import { defineRoom } from "./kernel/room.ts";
import { record, salt, u8 } from "./kernel/schema.ts";
import { defineView } from "./kernel/view.ts";
import type { Matter } from "./kernel/visibility.ts";
import { createLaw, findAction, findEvent, findFault, findTable } from "./law.ts";
import { folkmootLaw } from "./rooms.ts";
import { lawWithNext } from "./testing/next-edition.ts";
import { play, toys } from "./testing/toys.ts";

const list = defineView({
  name: "toy/list",
  summary: "All toys.",
  visibility: "everyone",
  query: record({}),
  read: () => [],
});
const played = defineEvent("toy/played", {}, "everyone");
const whole: Invariant = { name: "toy/whole", broken: () => undefined };
const { broken } = defineFaults("toy", 0x63, {
  broken: { number: 1, sentence: "It is broken.", remedy: "Mend it." },
});
const sound = defineRoom({
  name: "toy",
  number: 0x63,
  summary: "A toy.",
  tables: [toys],
  actions: [play],
  events: [],
  views: [list],
  faults: [broken],
  invariants: [whole],
});

const lawOf = (change: Partial<Room>) => createLaw([{ ...sound, ...change }]);
const action = (change: Partial<AnyAction>) => lawOf({ actions: [{ ...play, ...change }] });
const matter: Matter = { name: "toy/toy", isOpen: () => false, *open() {} };
const hidden = {
  to: "author-until-closed",
  matter,
  matterOf: () => 1,
  authorOf: () => 1,
} as unknown as AnyAction["visibility"];

test("what a room declares has a number and a name of the room", () => {
  const law = lawOf({});
  assert.equal(law.actionByTag.get(0x6301)?.type, "toy/play");
  assert.equal(law.tableById.get(0x6301)?.name, "toy/toys");
  assert.equal(law.viewByName.get("toy/list"), list);
  assert.throws(() => action({ tag: 0x6401 }), /a tag and a name of its room/);
  assert.throws(() => action({ type: "other/play" }), /a tag and a name of its room/);
  const tables = (change: object) => lawOf({ tables: [{ ...toys, ...change }] });
  assert.throws(() => tables({ id: 0x6201 }), /a number and a name of its room/);
  assert.throws(() => tables({ name: "toys" }), /a number and a name of its room/);
  assert.throws(() => lawOf({ views: [{ ...list, name: "list" }] }), /the view list is named/);
  const named = { ...whole, name: "whole" };
  assert.throws(() => lawOf({ invariants: [named] }), /the invariant whole is named/);
});

test("a number, a tag or a name stands for one thing only, in the whole law", () => {
  const twice = /stands for one thing only/;
  assert.throws(() => lawOf({ actions: [play, { ...play, type: "toy/other" }] }), twice);
  assert.throws(() => lawOf({ actions: [play, { ...play, tag: 0x6302 }] }), twice);
  assert.throws(() => lawOf({ tables: [toys, { ...toys, name: "toy/other" }] }), twice);
  assert.throws(() => lawOf({ tables: [toys, { ...toys, id: 0x6302 }] }), twice);
  assert.throws(() => lawOf({ views: [list, list] }), twice);
  assert.throws(() => lawOf({ faults: [broken, broken] }), twice);
});

test("machines have a matter, circles a kind, anonymous members a scope, and nobody else has", () => {
  const says = { proof: "signature", matter: () => new Uint8Array(0) } as const;
  assert.throws(() => action({ author: "machine" }), /has a matter exactly/);
  assert.throws(() => action({ says }), /has a matter exactly/);
  assert.throws(() => action({ author: "circle" }), /has a kind exactly/);
  assert.throws(() => action({ decidedAs: "rule" }), /has a kind exactly/);
  assert.throws(() => action({ author: "anonymous" }), /has a scope exactly/);
  assert.throws(() => action({ scopeOf: () => 1 as never }), /has a scope exactly/);
  for (const change of [
    { author: "machine", says },
    { author: "circle", decidedAs: "rule" },
    { author: "anonymous", scopeOf: () => 1 as never },
  ] as const) {
    assert.ok(action(change));
  }
});

test("what is hidden until it closes has a salt", () => {
  assert.throws(() => action({ visibility: hidden }), /is hidden and has a salt/);
  const salted = record({ toy: u8, salt }) as AnyAction["input"];
  assert.ok(action({ visibility: hidden, input: salted }));
  const list = u8 as unknown as AnyAction["input"];
  assert.throws(() => action({ visibility: hidden, input: list }), /is hidden and has a salt/);
});

test("one room decides who signs blocks, and one keeps the states that have been", () => {
  const other = defineRoom({
    name: "game",
    number: 0x62,
    summary: "A game.",
    tables: [],
    actions: [],
    events: [],
    views: [],
    faults: [],
    invariants: [],
  });
  const seated = () => [new Uint8Array(32).fill(7)];
  const memory = { objection: () => undefined, record: () => undefined };
  const both = (change: Partial<Room>) =>
    createLaw([
      { ...sound, ...change },
      { ...other, ...change },
    ]);
  assert.throws(() => both({ seated }), /one room decides/);
  assert.throws(() => both({ memory }), /one room keeps/);
  const none = both({});
  assert.deepEqual([none.seated({} as never), none.memory], [[], undefined]);
  const one = createLaw([other, { ...sound, seated, memory, speaking: seated }]);
  assert.deepEqual(one.seated({} as never), seated());
  assert.deepEqual([one.memory, one.speaking({} as never)], [memory, seated()]);
  const speaks = (_: unknown, key: Uint8Array) => key.length === 1;
  const speaking = createLaw([other, { ...sound, speaks }]);
  const heard = (key: Uint8Array) => speaking.speaks({} as never, key);
  assert.deepEqual([heard(new Uint8Array(1)), heard(new Uint8Array(2))], [true, false]);
});

test("what an edition has ended is still found by its name and number, and what never was is not", () => {
  const law = lawWithNext({ ending: ["membership/vouch"] });
  assert.equal(law.actionByType.get("membership/vouch"), undefined);
  assert.equal(findAction(law, "membership/vouch")?.type, "membership/vouch");
  assert.equal(findAction(law, "records/describe")?.type, "records/describe");
  assert.equal(law.ended.get(0x0305), "membership/vouch");
  assert.equal(law.ended.get(0x0306), undefined);
  assert.equal(findTable(law, "records/profiles")?.name, "records/profiles");
  assert.equal(findEvent(law, "membership/vouch-given")?.type, "membership/vouch-given");
  const unknown = [findAction(law, "x"), findTable(law, "x"), findEvent(law, "x")];
  assert.deepEqual(unknown, [undefined, undefined, undefined]);
  const number = kernelFaults.expired.number;
  assert.equal(findFault(law, number)?.code, "kernel/expired");
  assert.deepEqual([findFault(law, 0), findFault(law, 99_999_999)], [undefined, undefined]);
});

test("a fault, an event and a table of an earlier edition are found where the newest has none", () => {
  const before = lawOf({});
  const newest = { ...createLaw([]), editions: [before] };
  assert.equal(findFault(newest, broken.number), broken);
  assert.equal(findTable(newest, "toy/toys"), toys);
  assert.equal(findAction(newest, "toy/play")?.type, "toy/play");
  assert.equal(findEvent(newest, "toy/played"), undefined);
});

test("of what two editions have, the one that is asked gives its own", () => {
  const own = lawOf({
    tables: [{ ...toys, about: "A later toy." }],
    actions: [{ ...play, summary: "Plays longer." }],
    faults: [{ ...broken, remedy: "Take another." }],
    events: [played],
  });
  const later = {
    ...own,
    editions: [lawOf({ events: [defineEvent("toy/played", {}, "everyone")] })],
  };
  assert.equal(findTable(later, "toy/toys")?.about, "A later toy.");
  assert.equal(findAction(later, "toy/play")?.summary, "Plays longer.");
  assert.equal(findFault(later, broken.number)?.remedy, "Take another.");
  assert.equal(findEvent(later, "toy/played"), played);
});

test("an action declares only faults that there are", () => {
  assert.throws(() => action({ refuses: ["toy/lost"] }), /declares toy\/lost/);
  assert.equal(action({ refuses: ["toy/broken"] }).actionByTag.size, 1);
});

test("every fault of the law is declared by an action, or refuses all alike", () => {
  const declared = folkmootLaw.rooms.flatMap(({ actions }) =>
    actions.flatMap(({ type, refuses }) => {
      assert.deepEqual(refuses, [...new Set(refuses)].toSorted(), type);
      assert.ok(!refuses.some((code) => /^(kernel|witness)\//.test(code)), type);
      return refuses;
    }),
  );
  const unused = folkmootLaw.rooms
    .filter(({ name }) => name !== "witness")
    .flatMap(({ faults }) => faults.filter(({ code }) => !declared.includes(code)));
  assert.deepEqual(unused, []);
});
