/**
 * Goal: a community that has turned to another edition can leave with all that it has, and go on elsewhere under
 * the edition in force.
 *
 * Method: a home that has turned is exported; what was written is read again, and a community is founded from it.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openHistory } from "#cli/export/open-history.js";
import { writeExport } from "#cli/export/write-export.js";
import { movableClock, systemClock } from "#engine/clock.js";
import { hastyLaw, hastyLawWithNext } from "#engine/testing/adopting.js";
import { createHome, createNode, sealText, verifyHome } from "#node/index.js";
import { foundTestNode, type TestNode } from "#node/testing/test-node.js";
import { type PersonId, toHex } from "#protocol/index.js";
import { datedProfiles, versions } from "#protocol/testing/next-edition.js";
import { turnEdition } from "./turn-edition.ts";

const law = hastyLawWithNext();
const clock = movableClock(systemClock);
const root = mkdtempSync(join(tmpdir(), "folkmoot-leave-"));
const folder = join(root, "export");
let testNode: TestNode;
let name = "";
let height = 0;

before(async () => {
  testNode = await foundTestNode(3, false, hastyLaw);
  await testNode.start({ law, clock });
  name = await profileOf(testNode, "Ana");
  await turnEdition(testNode, clock);
  ({ height } = testNode.node().engine.head());
  await testNode.node().stop();
});
after(async () => {
  await testNode.end();
  rmSync(root, { recursive: true, force: true });
});

/** Publishes who the first person is, with its text; answers the text's hash. */
async function profileOf(where: TestNode, called: string): Promise<string> {
  const { hash, digest, bytes } = sealText(1, { name: called });
  assert.equal((await where.handIn(1, { hash, bytes })).status, 204);
  const published = { digest, audience: "community", kind: "profile", bytes: bytes.length };
  assert.equal((await where.act(1, "records/publish", published)).status, 200);
  assert.equal((await where.act(1, "records/set-profile", { text: hash })).status, 200);
  return toHex(hash);
}

const linesOf = (path: string) =>
  readFileSync(join(folder, path), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

test("an export has every block in words, and every row as the edition in force has it", async () => {
  const history = await openHistory(testNode.home, law);
  const exported = await writeExport(history, folder).finally(() => history.close());
  assert.deepEqual([exported.height, exported.blocks], [height, height]);
  const actions = linesOf("blocks.ndjson").flatMap((block) => block.actions);
  const ended = actions.find(({ type }) => type === "records/set-profile");
  assert.deepEqual(ended.input, { text: name });
  const [profile] = linesOf("tables/records/profiles.ndjson");
  assert.deepEqual(profile.key, { person: 1 });
  assert.equal(profile.row.text, name);
  assert.equal(typeof profile.row.since, "number");
  assert.equal(linesOf("tables/records/versions.ndjson").length, 1);
  assert.match(readFileSync(join(folder, "people.csv"), "utf8"), /^1,Ana,member/m);
});

test("anyone who goes on from it begins under the edition in force", async () => {
  const founding = JSON.parse(readFileSync(join(folder, "founding.json"), "utf8"));
  assert.equal(founding.format, 2);
  assert.deepEqual(founding.rooms.records.profiles, [{ person: 1, text: name }]);
  const home = join(root, "fork");
  await createHome({ home, law, founding: JSON.stringify(founding), now: clock.now() });
  const node = await createNode({ home, law, clock });
  const { ledger } = node.engine;
  assert.equal(ledger.law.edition, 2);
  assert.equal(datedProfiles.get(ledger.reader(), [1 as PersonId])?.since, clockAtFork(founding));
  assert.equal(versions.get(ledger.reader(), [1 as PersonId])?.versions, 1);
  assert.deepEqual(ledger.stateMachine.broken(ledger.reader(), clock.now()), []);
  await node.stop();
  assert.ok((await verifyHome(home, { law })).ok);
  await assert.rejects(createNode({ home, law: hastyLaw }), /this program has no edition 2/);
  await assert.rejects(verifyHome(home, { law: hastyLaw }), /this program has no edition 2/);
});

const clockAtFork = ({ foundedAt }: { readonly foundedAt: string }) => Date.parse(foundedAt);
