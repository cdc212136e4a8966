/**
 * Goal: a law goes over to another edition at one block, everywhere alike, or is put off and says so;
 * an edition keeps what earlier ones have promised.
 *
 * Method: a ledger over a tree with the second edition that the tests have. Its adoption is written as a
 * decision would write it, and rehearsals as the machines would.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { editionTables } from "./constitution/index.ts";
import { createEditions, EditionMissing, editionOf } from "./editions.ts";
import {
  communityOf,
  completeFounding,
  foundingBytes,
  foundState,
  readFoundingBytes,
} from "./founding.ts";
import type { DecisionId, PersonId } from "./kernel/ids.ts";
import { DAY } from "./kernel/time.ts";
import { createTree } from "./kernel/tree/tree.ts";
import type { Law } from "./law.ts";
import { editionDigest } from "./law-digest.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { profiles } from "./records/index.ts";

import { rooms } from "./rooms.ts";
import {
  datedProfiles,
  lawOfOne,
  lawWithNext,
  nextEdition,
  versions,
} from "./testing/next-edition.ts";
import { keyOf, testHasher, testVerify, testVrf } from "./testing/test-keys.ts";

const NOW = 20_000 * DAY;
const none = new Uint8Array(32);
const world = { hasher: testHasher, verify: testVerify, vrf: testVrf };
const machines = ["a", "b", "c"].map((word) => keyOf(`machine ${word}`).publicKey);
const addressOf = (key: Uint8Array) => testHasher.sha256(key).slice(0, 20);
const TEXT = new Uint8Array(32).fill(7);

function documentOf(law: Law) {
  return completeFounding(law.rooms, {
    format: law.edition,
    foundedAt: NOW,
    salt: none,
    validators: machines.map((key) => ({ key, power: 1 })),
    rooms: { identity: { people: [{ device: keyOf("one").publicKey, recovery: none }] } },
  });
}

interface Plan {
  readonly law: Law;
  /** The edition that is adopted, where it is not the law's own second. */
  readonly digest?: Uint8Array;
  readonly rehearsed: number;
  readonly moment?: number;
}

/** A community that has adopted edition 2 and has a profile. */
function adopted({ law, rehearsed, digest, moment = NOW + DAY }: Plan) {
  const document = documentOf(lawOfOne);
  const founded = foundState(law, document, world);
  assert.ok(founded.ok);
  const { community, state } = founded.value;
  const { adoptions, edition, rehearsals } = editionTables;
  const inForce = edition.get(state, []);
  assert.ok(inForce);
  edition.put(state, [], { ...inForce, adoptions: 1 });
  const second = editionOf(lawWithNext(), 2);
  assert.ok(second);
  adoptions.put(state, [1], {
    edition: 2,
    digest: digest ?? editionDigest(testHasher, second),
    moment,
    at: NOW,
    decision: 1 as DecisionId,
    standing: "waiting",
    reason: "none",
    height: 0,
    machines: 0,
    rehearsed: 0,
  });
  for (const key of machines.slice(0, rehearsed)) {
    rehearsals.put(state, [1, addressOf(key)], { at: NOW });
  }
  profiles.put(state, [1 as PersonId], { text: TEXT });
  const tree = createTree(testHasher);
  tree.commit(tree.apply(tree.empty, state.changes()));
  return { tree, community, ledger: createLedger({ law, community, world, tree, height: 0 }) };
}

function make(ledger: Ledger, time: number) {
  const proposal = ledger.propose({ height: ledger.height() + 1, time, actions: [] });
  const sealed = proposal.seal();
  sealed.commit();
  return { types: proposal.dueEvents.map(({ type }) => type), sealed };
}

const standing = (ledger: Ledger) => editionTables.adoptions.get(ledger.reader(), [1]);

test("the first block of the moment fixes the height, and two blocks later the edition holds", () => {
  const { ledger } = adopted({ law: lawWithNext(), rehearsed: 3 });
  assert.equal(ledger.nextDue(), NOW + DAY);
  assert.deepEqual(make(ledger, NOW + DAY - 1).types, []);
  assert.equal(standing(ledger)?.standing, "waiting");
  const roots = [ledger.root()];
  assert.deepEqual(make(ledger, NOW + DAY).types, ["constitution/edition-fixed"]);
  assert.deepEqual([standing(ledger)?.standing, standing(ledger)?.height], ["fixed", 4]);
  assert.equal(ledger.law.edition, 1);
  roots.push(ledger.root());
  const last = make(ledger, NOW + DAY + 1);
  assert.deepEqual(last.types, ["constitution/edition-in-force"]);
  assert.equal(last.sealed.law.edition, 2);
  assert.deepEqual(last.sealed.validatorKeys(), ledger.validatorKeys());
  assert.equal(ledger.validatorKeys().length, 3);
  roots.push(ledger.root());
  assert.equal(new Set(roots.map(String)).size, 3, "each of the blocks calls for the next");
  assert.equal(ledger.law.edition, 2);
  assert.equal(ledger.height(), 3);
  const inForce = editionTables.edition.get(ledger.reader(), []);
  assert.deepEqual([inForce?.number, inForce?.height], [2, 4]);
  const since = NOW + DAY + 1;
  assert.deepEqual(datedProfiles.get(ledger.reader(), [1 as PersonId]), { text: TEXT, since });
  assert.deepEqual(versions.get(ledger.reader(), [1 as PersonId]), { versions: 1 });
  assert.deepEqual(ledger.stateMachine.broken(ledger.reader(), since), []);
  make(ledger, NOW + DAY + 2);
  assert.equal(standing(ledger)?.standing, "in-force");
});

test("a ledger that is opened behind the height stands under the new edition", () => {
  const { ledger, tree, community } = adopted({ law: lawWithNext(), rehearsed: 3 });
  for (const at of [0, 1]) make(ledger, NOW + DAY + at);
  const law = lawWithNext();
  const again = createLedger({ law, community, world, tree, height: ledger.height() });
  assert.equal(again.law.edition, 2);
  assert.deepEqual(make(again, NOW + DAY + 9).types, []);
});

test("with two thirds of the machines or fewer the edition is put off, with one more it is not", () => {
  const few = adopted({ law: lawWithNext(), rehearsed: 2 }).ledger;
  assert.deepEqual(make(few, NOW + DAY).types, ["constitution/edition-put-off"]);
  const { reason, machines: all, rehearsed } = standing(few) ?? {};
  assert.deepEqual([reason, all, rehearsed], ["too-few-machines", 3, 2]);
  make(few, NOW + DAY + 1);
  assert.equal(few.law.edition, 1);
  const none = adopted({ law: lawWithNext(), rehearsed: 0 }).ledger;
  assert.deepEqual(make(none, NOW + DAY).types, ["constitution/edition-put-off"]);
});

test("a migration that throws puts the edition off, and nothing of it stays", () => {
  const law = lawWithNext({ isFailing: true });
  const { ledger } = adopted({ law, rehearsed: 3 });
  make(ledger, NOW + DAY);
  const { types, sealed } = make(ledger, NOW + DAY + 1);
  assert.deepEqual(types, ["constitution/edition-put-off"]);
  assert.equal(sealed.law.edition, 1);
  assert.deepEqual([ledger.law.edition, standing(ledger)?.reason], [1, "migration-failed"]);
  assert.equal(versions.get(ledger.reader(), [1 as PersonId]), undefined);
  assert.deepEqual(profiles.get(ledger.reader(), [1 as PersonId]), { text: TEXT });
  assert.equal(
    ledger.rehearse(editionOf(law, 2) as Law, NOW),
    "the migration fails: the migration was told to fail",
  );
});

test("a migration that leaves rows in the form of before puts the edition off as well", () => {
  const law = lawWithNext({ isForgetful: true });
  const { ledger } = adopted({ law, rehearsed: 3 });
  make(ledger, NOW + DAY);
  const { types } = make(ledger, NOW + DAY + 1);
  assert.deepEqual(types, ["constitution/edition-put-off"]);
  assert.deepEqual([ledger.law.edition, standing(ledger)?.reason], [1, "migration-failed"]);
  assert.deepEqual(profiles.get(ledger.reader(), [1 as PersonId]), { text: TEXT });
  assert.equal(
    ledger.rehearse(editionOf(law, 2) as Law, NOW),
    "the migration fails: a row of records/profiles decodes",
  );
});

test("a program without the edition, or with another of its number, stops before its height", () => {
  for (const law of [lawOfOne, lawWithNext({ code: 9 })]) {
    const { ledger } = adopted({ law, rehearsed: 3 });
    make(ledger, NOW + DAY);
    const root = ledger.root();
    assert.throws(() => make(ledger, NOW + DAY + 1), EditionMissing);
    assert.throws(
      () => ledger.select({ height: 2, time: NOW + DAY + 1, actions: [] }),
      EditionMissing,
    );
    assert.deepEqual([ledger.height(), ledger.root()], [1, root]);
  }
});

test("a program without the edition in force does not open the ledger at all", () => {
  const { ledger, tree, community } = adopted({ law: lawWithNext(), rehearsed: 3 });
  for (const at of [0, 1]) make(ledger, NOW + DAY + at);
  const open = (law: Law) => createLedger({ law, community, world, tree, height: 2 });
  // An edition 2 that still changed when the program was made is none that it has.
  const unpublished = createEditions([{ number: 1, rooms }, nextEdition({ code: 9 })], 1);
  for (const law of [lawOfOne, unpublished]) {
    assert.throws(() => open(law), /adopted edition 2 of the law, which this program does not/);
  }
  assert.throws(() => open(lawWithNext({ code: 9 })), /another edition 2 of the law/);
});

test("a discarded block leaves the edition as it was", () => {
  const { ledger } = adopted({ law: lawWithNext(), rehearsed: 3 });
  make(ledger, NOW + DAY);
  ledger
    .propose({ height: 2, time: NOW + DAY + 1, actions: [] })
    .seal()
    .discard();
  assert.equal(ledger.law.edition, 1);
  assert.deepEqual(profiles.get(ledger.reader(), [1 as PersonId]), { text: TEXT });
});

test("a community's name and bytes follow its document's format, whatever came later", () => {
  const document = documentOf(lawOfOne);
  const later = lawWithNext();
  const name = communityOf(testHasher, lawOfOne, document);
  assert.deepEqual(communityOf(testHasher, later, document), name);
  const bytes = foundingBytes(later, document);
  const read = readFoundingBytes(later, bytes);
  assert.ok(read.ok);
  assert.deepEqual(foundingBytes(lawOfOne, read.value), bytes);
  const young = documentOf(later);
  const founded = foundState(later, young, world);
  assert.ok(founded.ok);
  assert.equal(editionTables.edition.get(founded.value.state, [])?.number, 2);
  const old = foundState(lawOfOne, young, world);
  assert.ok(!old.ok);
  assert.match(old.reason, /no edition 2/);
  assert.ok(!readFoundingBytes(lawOfOne, foundingBytes(later, young)).ok);
});

test("an edition that takes a promise back is refused", () => {
  const next = nextEdition();
  const build = (change: Partial<typeof next>) => () =>
    createEditions([
      { number: 1, rooms },
      { ...next, ...change },
    ]);
  const noMigration = { number: 2, rooms: next.rooms, code: none };
  assert.throws(() => createEditions([{ number: 1, rooms }, noMigration]), /brings .* over/);
  assert.throws(build({ number: 3 }), /without a gap/);
  assert.throws(() => createEditions([]), /there is an edition/);
  assert.throws(build({ code: new Uint8Array(3) }), /hash of its code/);
  const renamed = (change: (action: object) => object) =>
    next.rooms.map((room) =>
      room.name === "membership"
        ? { ...room, actions: room.actions.map((action) => change(action) as typeof action) }
        : room,
    );
  assert.throws(
    build({ rooms: renamed((action) => ({ ...action, recovers: true })) }),
    /another shape/,
  );
});

test("the digest covers the number, the shapes and the code", () => {
  const digests = [
    editionDigest(testHasher, lawOfOne),
    editionDigest(testHasher, lawWithNext()),
    editionDigest(testHasher, lawWithNext({ code: 2 })),
  ];
  assert.equal(new Set(digests.map(String)).size, 3);
  assert.deepEqual(editionDigest(testHasher, lawWithNext()), digests[1]);
});
