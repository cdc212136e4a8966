import assert from "node:assert/strict";
import test from "node:test";
import { nativeVerify } from "#engine/native-signature.js";
import {
  addressOf,
  type Block,
  blockIdOf,
  checkBlock,
  checkCommit,
  commitHash,
  consensusHash,
  dataHash,
  decodeBlock,
  encodeBlock,
  headerHash,
  leafHash,
  merkleRoot,
  noEvidenceHash,
  type ValidatorSet,
  validatorSet,
  validatorsHash,
} from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import {
  type BlockIdJson,
  base64,
  blockIdFrom,
  type CommitJson,
  commitFrom,
  cryptoHasher,
  type HeaderJson,
  headerFrom,
  hex,
  seatFrom,
  type ValidatorJson,
} from "./comet-json.ts";
import { missingData, readData } from "./light-client-data.ts";

interface BlockAnswer {
  result: {
    block_id: BlockIdJson;
    block: { header: HeaderJson; data: { txs: string[] }; last_commit: CommitJson };
  };
}

const RPC = "rpc_v0_38";

function founders(): ValidatorSet {
  const answer = readData<{ result: { genesis: { validators: ValidatorJson[] } } }>(
    RPC,
    "genesis.json",
  );
  const set = validatorSet(cryptoHasher, answer.result.genesis.validators.map(seatFrom));
  assert.ok(set.ok);
  return set.value;
}

function blockFrom(answer: BlockAnswer): Block {
  const { header, data, last_commit } = answer.result.block;
  return {
    header: headerFrom(header),
    txs: data.txs.map(base64),
    evidence: [],
    lastCommit: commitFrom(last_commit),
  };
}

test("the validator's address and set hash", { skip: missingData }, () => {
  const set = founders();
  assert.equal(toHex(set.validators[0]!.address), "2dd9f44fd9067555c322243c3c913ba7b51d2be0");
  assert.equal(
    toHex(validatorsHash(cryptoHasher, set)),
    "33415effceda5bd0a3a443a727457d9f7b9e38389bf27a936fedf749a7b7566e",
  );
  assert.equal(
    toHex(addressOf(cryptoHasher, set.validators[0]!.publicKey)),
    "2dd9f44fd9067555c322243c3c913ba7b51d2be0",
  );
});

for (const height of ["1", "10"]) {
  test(`block ${height}: every hash, every byte, the parts`, { skip: missingData }, () => {
    const answer = readData<BlockAnswer>(RPC, `block_at_height_${height}.json`);
    const block = blockFrom(answer);
    const id = blockIdFrom(answer.result.block_id);
    assert.deepEqual(blockIdOf(cryptoHasher, block), id);
    assert.deepEqual(dataHash(cryptoHasher, block.txs), block.header.dataHash);
    assert.deepEqual(commitHash(cryptoHasher, block.lastCommit), block.header.lastCommitHash);
    assert.deepEqual(noEvidenceHash(cryptoHasher), block.header.evidenceHash);
    const bytes = encodeBlock(block);
    assert.deepEqual(checkBlock(cryptoHasher, block, bytes, id), { ok: true, value: undefined });
    assert.deepEqual(decodeBlock(bytes), { ok: true, value: block });
  });
}

test("the size of block 10 is the size that CometBFT reports", { skip: missingData }, () => {
  const answer = readData<BlockAnswer>(RPC, "block_at_height_10.json");
  const chain = readData<{ result: { block_metas: { block_size: string }[] } }>(
    RPC,
    "blockchain_from_1_to_10.json",
  );
  const size = encodeBlock(blockFrom(answer)).length;
  assert.equal(String(size), chain.result.block_metas[0]!.block_size);
});

test("the commits for heights 9 and 10 are final", { skip: missingData }, () => {
  const answer = readData<{
    result: { signed_header: { header: HeaderJson; commit: CommitJson } };
  }>(RPC, "commit_at_height_10.json");
  const ten = commitFrom(answer.result.signed_header.commit);
  const nine = blockFrom(readData<BlockAnswer>(RPC, "block_at_height_10.json")).lastCommit;
  for (const commit of [nine, ten]) {
    assert.equal(checkCommit(nativeVerify, "dockerchain", commit, founders()).ok, true);
    assert.equal(checkCommit(nativeVerify, "otherchain", commit, founders()).ok, false);
  }
  const header = headerFrom(answer.result.signed_header.header);
  assert.deepEqual(headerHash(cryptoHasher, header), ten.blockId.hash);
});

test("ten headers in a row, each linked to the one below", { skip: missingData }, () => {
  const answer = readData<{
    result: { block_metas: { block_id: BlockIdJson; header: HeaderJson }[] };
  }>(RPC, "blockchain_from_1_to_10.json");
  const metas = answer.result.block_metas;
  assert.equal(metas.length, 10);
  for (const [at, meta] of metas.entries()) {
    const header = headerFrom(meta.header);
    assert.equal(header.height, BigInt(10 - at));
    assert.deepEqual(headerHash(cryptoHasher, header), hex(meta.block_id.hash));
    const below = metas[at + 1];
    if (below !== undefined) assert.deepEqual(header.lastBlockId, blockIdFrom(below.block_id));
  }
});

test("the hash of the consensus parameters", { skip: missingData }, () => {
  const answer = readData<{
    result: { consensus_params: { block: { max_bytes: string; max_gas: string } } };
  }>(RPC, "consensus_params.json");
  const { max_bytes, max_gas } = answer.result.consensus_params.block;
  const hash = consensusHash(cryptoHasher, {
    maxBytes: BigInt(max_bytes),
    maxGas: BigInt(max_gas),
  });
  assert.equal(toHex(hash), "048091bc7ddc283f77bfbf91d73c44da58c3df8a9cbc867405d8b7f3daada22f");
});

test("nine transactions and their inclusion", { skip: missingData }, () => {
  const answer = readData<{
    result: {
      txs: {
        hash: string;
        height: string;
        tx: string;
        proof: { root_hash: string; proof: { leaf_hash: string } };
      }[];
    };
  }>(RPC, "tx_search_with_prove.json");
  const heights = answer.result.txs.map((entry) => entry.height);
  assert.deepEqual(heights, ["223", "225", "227", "243", "245", "247", "249", "251", "253"]);
  for (const entry of answer.result.txs) {
    const hash = cryptoHasher.sha256(base64(entry.tx));
    assert.deepEqual(hash, hex(entry.hash));
    assert.deepEqual(leafHash(cryptoHasher, hash), base64(entry.proof.proof.leaf_hash));
    assert.deepEqual(dataHash(cryptoHasher, [base64(entry.tx)]), hex(entry.proof.root_hash));
    assert.deepEqual(merkleRoot(cryptoHasher, [hash]), hex(entry.proof.root_hash));
  }
});
