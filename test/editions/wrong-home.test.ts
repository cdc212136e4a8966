/**
 * Goal: what `verify` refuses, a start and an export refuse as well, in words, and write nothing.
 *
 * Method: a home that has turned to edition 2; copies of it that are wrong each in one way, or that are opened by
 * a program with another law.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openHistory } from "#cli/export/open-history.js";
import { movableClock, systemClock } from "#engine/clock.js";
import { machineSigner } from "#engine/embedded/signer.js";
import { heightKey, metaKey, numberBytes, rowKey, SPACE } from "#engine/store/keys.js";
import { adoptWire, hastyLaw, hastyLawWithNext, rehearsedWire } from "#engine/testing/adopting.js";
import { createNode, homeLayout, verifyHome } from "#node/index.js";
import { DAY, foundTestNode, seedOf, type TestNode } from "#node/testing/test-node.js";
import { editionTables } from "#protocol/constitution/index.js";
import { folkmootLaw, type Law, present } from "#protocol/index.js";
import { turnEdition } from "./turn-edition.ts";
import { allOf, areAlike, changeFounding, flip, inStore, signAgain } from "./wrong-home.ts";

const law = hastyLawWithNext();
const clock = movableClock(systemClock);
const root = mkdtempSync(join(tmpdir(), "folkmoot-wrong-home-"));
let testNode: TestNode;
/** The first block under edition 2, and the newest. */
let [first, newest] = [0, 0];

before(async () => {
  testNode = await foundTestNode(3, false, hastyLaw);
  await testNode.start({ law, clock });
  // A start from here has the turn before it, to be carried out again.
  await testNode.node().stop();
  cpSync(homeLayout(testNode.home).checkpoint, join(root, "checkpoint"));
  await testNode.start({ law, clock });
  await turnEdition(testNode, clock);
  const { engine } = testNode.node();
  for (let block = 0; block < 3; block += 1) await engine.tick();
  first = editionTables.edition.get(engine.ledger.reader(), [])?.height ?? 0;
  newest = engine.head().height;
  assert.ok(newest > first && first > 2);
  await testNode.node().stop();
});
after(async () => {
  await testNode.end();
  rmSync(root, { recursive: true, force: true });
});

interface WrongHome {
  readonly name: string;
  /** By which law it is opened; the right one unless given. */
  readonly opened?: Law;
  readonly spoil?: (home: string) => Promise<void> | void;
  /** What a start says of it. */
  readonly says: RegExp;
  /** What verify says of it, where that is put otherwise. */
  readonly verified?: RegExp;
}

const withoutCheckpoint = (home: string) => rmSync(homeLayout(home).checkpoint, { force: true });
const put = (home: string, name: string, value: Uint8Array) =>
  inStore(home, (store) => store.write([{ key: metaKey(name), value }]));
const LACKS = /adopted edition 2 of the law, which this program does not have/;

const wrongHomes: readonly WrongHome[] = [
  { name: "an edition in force that the program lacks", opened: hastyLaw, says: LACKS },
  {
    name: "the same, opened from its rows alone",
    opened: hastyLaw,
    spoil: withoutCheckpoint,
    says: LACKS,
  },
  {
    name: "the same, opened from a checkpoint of before the turn",
    opened: hastyLaw,
    spoil: (home) => cpSync(join(root, "checkpoint"), homeLayout(home).checkpoint),
    says: LACKS,
  },
  {
    name: "an edition in force that is another one here",
    opened: hastyLawWithNext({ code: 2 }),
    says: /adopted another edition 2 of the law than this program has/,
  },
  {
    name: "a beginning under another edition 1",
    opened: folkmootLaw,
    says: /written under another edition 1 of the law/,
  },
  {
    name: "a founding document of a form that nobody knows",
    spoil: (home) => changeFounding(home, { format: 3 }),
    says: /format: this program has no edition 3/,
  },
  {
    name: "a founding document without its form",
    spoil: (home) => changeFounding(home, { format: undefined }),
    says: /format: missing/,
  },
  {
    name: "a founding document of another form",
    spoil: (home) => changeFounding(home, { format: 2 }),
    says: /belongs to another community/,
  },
  {
    name: "a store of a later program",
    spoil: (home) => put(home, "format", numberBytes(1_000, 4)),
    says: /written by another version of Folkmoot/,
  },
  {
    name: "a store of no form",
    spoil: (home) => put(home, "format", new Uint8Array(0)),
    says: /written by another version of Folkmoot/,
  },
  {
    name: "a store of another community",
    spoil: (home) => flip(home, metaKey("community")),
    says: /belongs to another community/,
  },
  {
    name: "a newest block that names another edition",
    spoil: (home) => signAgain(home, newest, () => 1),
    says: /names edition 1 of the law, but edition 2 held/,
    verified: /the header's version is not what it must be/,
  },
  {
    name: "a newest block that names an edition to come",
    spoil: (home) => signAgain(home, newest, () => 3),
    says: /names edition 3 of the law, but edition 2 held/,
    verified: /the header's version is not what it must be/,
  },
  {
    name: "a turn that its first block does not name",
    spoil: (home) => signAgain(home, first, (at, right) => (at === first ? 1 : right)),
    says: /names edition 1 of the law, but edition 2 held/,
    verified: /the header's version is not what it must be/,
  },
  {
    name: "a turn that is named too soon",
    spoil: (home) => signAgain(home, first - 1, (at, right) => (at === first - 1 ? 2 : right)),
    says: /names edition 2 of the law, but edition 1 held/,
    verified: /the header's version is not what it must be/,
  },
  {
    name: "a flipped bit in the newest block",
    spoil: (home) => flip(home, heightKey(SPACE.block, newest)),
    says: /^block [0-9]+: /,
  },
  {
    name: "a flipped bit in its commit",
    spoil: (home) => flip(home, heightKey(SPACE.commit, newest)),
    says: /^block [0-9]+: /,
  },
  {
    name: "a flipped bit in the record of the newest block",
    spoil: (home) => flip(home, metaKey("head")),
    says: /newest block|not the one that was acknowledged/,
  },
  {
    name: "a flipped bit in the row that says which edition holds",
    async spoil(home) {
      withoutCheckpoint(home);
      await flip(home, rowKey(editionTables.edition.keyBytes([])));
    },
    says: /the stored rows are not the state/,
    verified: /differs from the state/,
  },
];

/** A copy of the home, spoilt. */
async function spoilt({ spoil }: WrongHome): Promise<string> {
  const home = join(mkdtempSync(join(root, "home-")), "copy");
  cpSync(testNode.home, home, { recursive: true });
  await spoil?.(home);
  return home;
}

/** What a home holds: every file but those of the database and of the lock, and what is in the database. */
async function heldIn(home: string) {
  const names = readdirSync(home, { recursive: true, encoding: "utf8" });
  const files = names
    .filter((name) => !/^(?:store|lock)/.test(name) && statSync(join(home, name)).isFile())
    .toSorted()
    .map((name) => [name, readFileSync(join(home, name), "hex")]);
  return { files, store: await allOf(home) };
}

/** Starts a node on a home, and stops it. */
async function started(home: string, opened: Law, at = clock): Promise<void> {
  const node = await createNode({ home, law: opened, clock: at });
  await node.stop();
}

/** Opens a home as an export does, and closes it. */
async function read(home: string, opened: Law): Promise<void> {
  const history = await openHistory(home, opened);
  await history.close();
}

async function refusalOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof Error);
    assert.ok("remedy" in error && error.remedy !== "", `${error.stack}`);
    return error.message;
  }
  return assert.fail("it is opened");
}

/** What verify says against a home. */
async function verdictOf(home: string, opened: Law): Promise<string> {
  try {
    const verdict = await verifyHome(home, { law: opened });
    return verdict.ok ? "nothing" : verdict.reason;
  } catch (error) {
    return present(error instanceof Error ? error : undefined, "it is an error").message;
  }
}

for (const wrong of wrongHomes) {
  test(`refused by all: ${wrong.name}`, async () => {
    const home = await spoilt(wrong);
    const { opened = law, says } = wrong;
    const held = await heldIn(home);
    assert.match(await verdictOf(home, opened), wrong.verified ?? says, "verify");
    assert.match(await refusalOf(() => started(home, opened)), says, "start");
    assert.match(await refusalOf(() => read(home, opened)), says, "export");
    const left = await heldIn(home);
    assert.deepEqual(left.files, held.files);
    assert.ok(areAlike(left.store, held.store), "nothing was written");
  });
}

test("the home itself is right, is opened by all, and by a checkpoint of before the turn", async () => {
  const home = await spoilt({ name: "", says: /./ });
  assert.equal(await verdictOf(home, law), "nothing");
  await read(home, law);
  cpSync(join(root, "checkpoint"), homeLayout(home).checkpoint);
  const node = await createNode({ home, law, clock });
  assert.equal(node.engine.ledger.law.edition, 2);
  await node.stop();
});

test("a home that stands before a turn is whole, and is not opened by a program that cannot take it", async () => {
  const other = await foundTestNode(3, false, hastyLaw);
  const ahead = movableClock(systemClock);
  const { engine } = await other.start({ law: hastyLaw, clock: ahead });
  const signer = present(other.people[2], "a third person signs");
  const at = ahead.now() + DAY;
  await engine.tick();
  const adopted = await other.post(adoptWire(engine, signer, { person: 3, nonce: 1, at }));
  assert.equal(adopted.status, 200, JSON.stringify(adopted.json));
  await engine.submit(rehearsedWire(engine, machineSigner(seedOf("validator"))));
  ahead.advance(DAY);
  await engine.tick();
  await engine.tick().catch(() => {});
  await engine.stopped;
  await other.node().stop();
  const { home } = other;
  assert.equal(await verdictOf(home, hastyLaw), "nothing");
  const held = await heldIn(home);
  for (const open of [() => started(home, hastyLaw, ahead), () => read(home, hastyLaw)]) {
    assert.match(await refusalOf(open), LACKS);
  }
  const left = await heldIn(home);
  assert.deepEqual(left.files, held.files);
  assert.ok(areAlike(left.store, held.store));
  const node = await createNode({ home, law, clock: ahead });
  await node.engine.tick();
  assert.equal(node.engine.ledger.law.edition, 2);
  await node.stop();
  await other.end();
});
