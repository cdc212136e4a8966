// Goal: a real proof that a machine signed twice comes into a block, and the block is kept as it is.
// Method: votes and a page that the machine's own key has signed besides, handed to a real CometBFT;
// its JSON, in Go's names and with Go's null for an empty list, must give the very bytes of the block.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  type BlockId,
  commitSignBytes,
  decodeBlock,
  type Evidence,
  evidenceHash,
  headerHash,
  type LightBlock,
  precommitSignBytes,
} from "../../protocol/chain/index.ts";
import { signerFromSeed } from "../embedded/signer.ts";
import { assertChain } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { type CometTestEngine, createCometTestEngine } from "../testing/comet-test-engine.ts";
import { testValidatorSeed } from "../testing/test-engine.ts";
import { freePorts } from "./free-ports.ts";
import { misbehavioursIn } from "./misbehaviour.ts";
import { readBlockJson } from "./read-block.ts";
import { readCommitJson, UnreadableBlock } from "./read-json.ts";
import { createCometRpc } from "./rpc.ts";
import { signedHeaderJson, timeText, validatorsJson } from "./snapshots/light-json.ts";

const { path, missing } = testBinary();
const signer = signerFromSeed(testValidatorSeed(1));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();

let folder: string;
let testEngine: CometTestEngine;
let engine: Engine;
let rpcPort: number;

before(async () => {
  if (missing) return;
  folder = await mkdtemp(join(tmpdir(), "folkmoot-evidence-"));
  testEngine = await createCometTestEngine(folder, path);
  [rpcPort] = (await freePorts(1)) as [number];
  engine = await testEngine.start(1, { rpcPort });
  while (engine.head().height < 4) await engine.tick();
});
after(async () => {
  await engine?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

test("evidence of two votes comes into a block that is kept", { skip: missing }, async () => {
  const forged = await broadcast(await twoVotes(2, { signature: new Uint8Array(64) }));
  assert.match(JSON.stringify(forged), /invalid signature|VoteA/);
  const evidence = await assertTaken(await twoVotes(2));
  assert.equal(evidence.kind, "duplicate-vote");
});

test("words that somebody adds to a vote stop nobody", { skip: missing }, async () => {
  const more = {
    extension: base64(Buffer.from("nothing")),
    extension_signature: base64(hashOf(9)),
  };
  const evidence = await assertTaken(await twoVotes(3, { more }));
  assert.equal(evidence.kind, "duplicate-vote");
  assert.ok(Buffer.from(evidence.bytes).includes("nothing"));
});

test("evidence of a second page comes into a block that is kept", { skip: missing }, async () => {
  const evidence = await assertTaken(await secondPage(4));
  assert.equal(evidence.kind, "light-client-attack");
});

test("the first block, whose last commit is empty in Go's way, is read", {
  skip: missing,
}, async () => {
  const answer = (await createCometRpc(`http://127.0.0.1:${rpcPort}`).block(1)) as {
    readonly block: { readonly last_commit: { readonly [name: string]: unknown } };
  };
  assert.deepEqual(readBlockJson(answer).lastCommit.signatures, []);
  const { last_commit: commit } = answer.block;
  assert.deepEqual(readCommitJson({ ...commit, signatures: null }).signatures, []);
  for (const signatures of ["", {}, 7, true]) {
    assert.throws(() => readCommitJson({ ...commit, signatures }), UnreadableBlock);
  }
});

/** Hands evidence in, waits for its block, and checks that the block is kept as CometBFT made it. */
async function assertTaken(evidence: object): Promise<Evidence> {
  const from = engine.head().height + 1;
  const taken = await broadcast(evidence);
  assert.equal(taken["error"], undefined, JSON.stringify(taken));
  const block = await blockWithEvidence(from);
  assert.equal(block.evidence.length, 1);
  assert.deepEqual(block.header.evidenceHash, evidenceHash(nativeHasher, block.evidence));
  const { address } = (await lightAt(2)).validators.validators[0] ?? assert.fail();
  assert.deepEqual(
    misbehavioursIn(block).map((found) => found.address),
    [address],
  );
  await engine.submit(testEngine.addDevice(engine, 1));
  await assertChain(engine);
  return block.evidence[0] ?? assert.fail();
}

async function blockWithEvidence(from: number) {
  for (let at = from; at < from + 60; at += 1) {
    while (engine.head().height < at) await engine.tick();
    const kept = await engine.block(at);
    const block = kept === undefined ? undefined : decodeBlock(kept.block);
    if (block?.ok && block.value.evidence.length > 0) return block.value;
  }
  throw new Error("no block holds the evidence");
}

async function lightAt(height: number): Promise<LightBlock> {
  return (await engine.lightBlock(height)) ?? assert.fail(`no block ${height}`);
}

const hashOf = (content: number) => new Uint8Array(32).fill(content);

/** Two votes of one round for two blocks, as CometBFT's RPC takes them. */
async function twoVotes(
  height: number,
  changed: { readonly signature?: Uint8Array; readonly more?: object } = {},
) {
  const light = await lightAt(height);
  const { time } = light.signedHeader.header;
  const address = hex(light.validators.validators[0]?.address ?? assert.fail());
  const vote = (content: number) => {
    const hash = hashOf(content);
    const blockId: BlockId = { hash, parts: { total: 1, hash } };
    const about = { chainId: engine.chainId, height: BigInt(height), round: 0, blockId, time };
    return {
      type: 2,
      height: String(height),
      round: 0,
      block_id: { hash: hex(hash), parts: { total: 1, hash: hex(hash) } },
      timestamp: timeText(time),
      validator_address: address,
      validator_index: 0,
      signature: base64(changed.signature ?? signer.sign(precommitSignBytes(about))),
      ...changed.more,
    };
  };
  return {
    type: "tendermint/DuplicateVoteEvidence",
    value: {
      vote_a: vote(1),
      vote_b: vote(2),
      TotalVotingPower: "1",
      ValidatorPower: "1",
      Timestamp: timeText(time),
    },
  };
}

/** A second page of a height that holds other actions, signed by the same machine. */
async function secondPage(height: number) {
  const light = await lightAt(height);
  const { header: own, commit } = light.signedHeader;
  const header = { ...own, dataHash: hashOf(3) };
  const hash = headerHash(nativeHasher, header);
  const bare = { ...commit, blockId: { hash, parts: { total: 1, hash } } };
  const signatures = commit.signatures.map((sig) => ({
    ...sig,
    signature: signer.sign(commitSignBytes(header.chainId, bare, sig)),
  }));
  const signed = { ...light, signedHeader: { header, commit: { ...bare, signatures } } };
  const { validators } = validatorsJson(signed, [0], 1, 1);
  return {
    type: "tendermint/LightClientAttackEvidence",
    value: {
      ConflictingBlock: {
        signed_header: signedHeaderJson(signed).signed_header,
        validator_set: { validators, proposer: validators[0] },
      },
      CommonHeight: String(height),
      ByzantineValidators: validators,
      TotalVotingPower: "1",
      Timestamp: timeText(own.time),
    },
  };
}

async function broadcast(evidence: object): Promise<{ [name: string]: unknown }> {
  const body = { jsonrpc: "2.0", id: 1, method: "broadcast_evidence", params: { evidence } };
  const answer = await fetch(`http://127.0.0.1:${rpcPort}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { [name: string]: unknown };
}
