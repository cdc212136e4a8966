// Goal: a real proof that a machine signed twice comes into a block, and the block is kept as it is.
// Method: two votes for two blocks, signed by the machine's own key and handed to CometBFT.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  type BlockId,
  decodeBlock,
  evidenceHash,
  precommitSignBytes,
} from "../../protocol/chain/index.ts";
import { signerFromSeed } from "../embedded/signer.ts";
import { assertChain } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine } from "../testing/comet-test-engine.ts";
import { testValidatorSeed } from "../testing/test-engine.ts";
import { freePorts } from "./free-ports.ts";

const { path, missing } = testBinary();
const signer = signerFromSeed(testValidatorSeed(1));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();

test("evidence of two votes comes into a block that is kept", { skip: missing }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-evidence-"));
  const testEngine = await createCometTestEngine(folder, path);
  const [rpcPort] = (await freePorts(1)) as [number];
  const engine = await testEngine.start(1, { rpcPort });
  while (engine.head().height < 2) await engine.tick();
  const forged = await broadcast(rpcPort, await evidenceOf(engine, 2, new Uint8Array(64)));
  assert.match(JSON.stringify(forged), /invalid signature|VoteA/);
  const taken = await broadcast(rpcPort, await evidenceOf(engine, 2));
  assert.equal(taken["error"], undefined, JSON.stringify(taken));

  const found = await blockWithEvidence(engine);
  assert.equal(found.evidence[0]?.kind, "duplicate-vote");
  assert.equal(found.evidence.length, 1);
  const hash = evidenceHash(nativeHasher, found.evidence);
  assert.deepEqual(found.header.evidenceHash, hash);
  await engine.submit(testEngine.addDevice(engine, 1));
  await assertChain(engine);
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});

async function blockWithEvidence(engine: Engine) {
  for (let at = 3; at < 60; at += 1) {
    while (engine.head().height < at) await engine.tick();
    const kept = await engine.block(at);
    const block = kept === undefined ? undefined : decodeBlock(kept.block);
    if (block?.ok && block.value.evidence.length > 0) return block.value;
  }
  throw new Error("no block holds the evidence");
}

/** Two votes of one round for two blocks, as CometBFT's RPC takes them. */
async function evidenceOf(engine: Engine, height: number, signature?: Uint8Array) {
  const light = await engine.lightBlock(height);
  assert.ok(light !== undefined);
  const { time } = light.signedHeader.header;
  const address = hex(light.validators.validators[0]?.address ?? new Uint8Array(0));
  const vote = (content: number) => {
    const hash = new Uint8Array(32).fill(content);
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
      signature: base64(signature ?? signer.sign(precommitSignBytes(about))),
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

function timeText(nanos: bigint): string {
  const seconds = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(nanos % 1_000_000_000n).padStart(9, "0")}Z`;
}

async function broadcast(port: number, evidence: object): Promise<{ [name: string]: unknown }> {
  const body = { jsonrpc: "2.0", id: 1, method: "broadcast_evidence", params: { evidence } };
  const answer = await fetch(`http://127.0.0.1:${port}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { [name: string]: unknown };
}
