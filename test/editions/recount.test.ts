/**
 * Goal: a decision that was opened before the turn and closed after it is counted out by anybody, from proofs
 * alone, as the law has counted it; and its page says so.
 *
 * Method: a node turns while a vote is open; a light client crosses the turn and counts what it has proved.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createLightClient } from "#client/light/light-client.js";
import { httpLightSource } from "#client/light/node-source.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import { movableClock, systemClock } from "#engine/clock.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { hastyLaw, hastyLawWithNext } from "#engine/testing/adopting.js";
import { DAY, foundTestNode, seedOf, type TestNode } from "#node/testing/test-node.js";
import { editionIn, lightBlockFromJson } from "#protocol/chain/index.js";
import {
  ballots,
  countBallots,
  type Decision,
  openFor,
  voteFor,
} from "#protocol/decisions/index.js";
import { yesNo } from "#protocol/decisions/methods/yes-no.js";
import { type DecisionId, type PersonId, present, readProved } from "#protocol/index.js";
import { textHash } from "#protocol/texts/index.js";
import { turnEdition } from "./turn-edition.ts";

const law = hastyLawWithNext();
const clock = movableClock(systemClock);
let testNode: TestNode;

before(async () => {
  testNode = await foundTestNode(3, false, hastyLaw);
  await testNode.start({ law, clock });
  const digest = seedOf("proposal");
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  await done(1, "records/publish", { digest, audience: "public", kind: "proposal", bytes: 100 });
  await done(1, "decisions/open", openFor({ circle: 1, kind: "statement", text, effects: [] }));
  await done(1, "decisions/cast-vote", voteFor(1, "yes"));
  await done(2, "decisions/cast-vote", voteFor(1, "no"));
  await turnEdition(testNode, clock);
  await done(2, "decisions/cast-vote", voteFor(1, "yes"));
  clock.advance(8 * DAY);
  await testNode.node().engine.tick();
  await testNode.node().engine.tick();
});
after(() => testNode.end());

async function done(person: number, type: string, input: unknown): Promise<void> {
  const answer = await testNode.act(person, type, input);
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
}

/** A light client that begins with the first page. */
async function lightFromStart() {
  const source = httpLightSource(`${testNode.node().url}/api/v1`, fetch);
  const first = lightBlockFromJson(nativeHasher, await source.lightBlock(1n));
  assert.ok(first.ok);
  const { header } = first.value.signedHeader;
  const { chainId, validatorsHash, time } = header;
  const anchor = { kind: "founding", chainId, validatorsHash, time, initialHeight: 1n } as const;
  return createLightClient({
    source,
    trust: { anchor },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(clock.now()) * 1_000_000n,
  });
}

test("the ballots that were given on both sides of the turn are proved and counted alike", async () => {
  const light = await lightFromStart();
  const prove = async (from: Uint8Array, until: Uint8Array | undefined) => {
    const proved = await light.verifiedRange({ from, until });
    assert.ok(proved.ok, proved.ok ? "" : proved.reason.code);
    return proved.value;
  };
  const range = [[1 as DecisionId]] as const;
  const given = await prove(ballots.keyBytes(range[0]), ballots.endBytes(range[0]));
  const { header } = given.block;
  assert.equal(editionIn(header), 2);
  const rows = readProved(law, header, "decisions/ballots", given.rows);
  assert.ok(rows.ok);
  const table = present(law.tableByName.get("decisions/decisions"), "decisions");
  const one = await prove(table.keyBytes([1]), table.endBytes([1]));
  const decided = readProved(law, one.block.header, "decisions/decisions", one.rows);
  assert.ok(decided.ok);
  const decision = present(decided.value[0], "it is there").row as unknown as Decision;
  const counted = countBallots(
    yesNo,
    decision,
    rows.value.map(({ row }) => row["ballot"] as Uint8Array),
  );
  assert.deepEqual(counted.counts, decision.counts);
  assert.deepEqual(yesNo.figures(counted.counts), { yes: 2, no: 0, abstain: 0 });
  assert.equal(counted.outcome.hasPassed, decision.stage !== "failed");
});

test("a program that lacks the edition says that it cannot read the rows", async () => {
  const light = await lightFromStart();
  const from = ballots.keyBytes([1 as DecisionId]);
  const proved = await light.verifiedRange({ from, until: ballots.endBytes([1 as DecisionId]) });
  assert.ok(proved.ok);
  const { block, rows } = proved.value;
  const read = readProved(hastyLaw, block.header, "decisions/ballots", rows);
  assert.ok(!read.ok);
  assert.match(read.reason, /edition 2 of the law is not in this program/);
});

test("the decision's page tells the count, by the method with which it was opened", async () => {
  const { json } = await testNode.request("/api/v1/views/decisions/decision?decision=1&person=0");
  assert.deepEqual(json.value.count, { yes: 2, no: 0, abstain: 0 });
  assert.equal(json.value.method, yesNo.name);
});
