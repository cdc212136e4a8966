import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import {
  blockIdOf,
  commitHash,
  commitSignBytes,
  dataHash,
  decodeBlock,
  decodeCommit,
  decodeHeader,
  decodeLightBlock,
  encodeBlock,
  encodeCommit,
  encodeHeader,
  headerHash,
  validatorSet,
  validatorsHash,
} from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import type { Result } from "#protocol/kernel/result.js";
import {
  base64,
  type CommitJson,
  commitFrom,
  cryptoHasher,
  type HeaderJson,
  headerFrom,
  hex,
  seatFrom,
  type ValidatorJson,
} from "./comet-json.ts";
import { repositoryRoot } from "./light-client-data.ts";

interface BlockJson {
  header: HeaderJson;
  txs: string[];
  last_commit: CommitJson;
}

function vectors<T>(name: string): T[] {
  const file = join(repositoryRoot(), "vectors", "chain", `${name}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { vectors: T[] }).vectors;
}

test("headers: bytes and hash", () => {
  for (const vector of vectors<{ header: HeaderJson; bytes: string; hash: string }>("headers")) {
    const header = headerFrom(vector.header);
    assert.equal(toHex(encodeHeader(header)), vector.bytes);
    assert.equal(toHex(headerHash(cryptoHasher, header)), vector.hash);
    assert.deepEqual(decodeHeader(hex(vector.bytes)), { ok: true, value: header });
  }
});

test("commits: bytes, hash and what each place signed", () => {
  interface Vector {
    chain_id: string;
    commit: CommitJson;
    bytes: string;
    hash: string;
    sign_bytes: string[];
  }
  for (const vector of vectors<Vector>("commits")) {
    const commit = commitFrom(vector.commit);
    assert.equal(toHex(encodeCommit(commit)), vector.bytes);
    assert.equal(toHex(commitHash(cryptoHasher, commit)), vector.hash);
    const signed = commit.signatures.map((sig) =>
      toHex(commitSignBytes(vector.chain_id, commit, sig)),
    );
    assert.deepEqual(signed, vector.sign_bytes);
    assert.deepEqual(decodeCommit(hex(vector.bytes)), { ok: true, value: commit });
  }
});

test("validator sets: order and hash", () => {
  interface Vector {
    validators: ValidatorJson[];
    order: string[];
    hash: string;
  }
  for (const vector of vectors<Vector>("validators")) {
    const set = validatorSet(cryptoHasher, vector.validators.map(seatFrom));
    assert.ok(set.ok);
    assert.deepEqual(
      set.value.validators.map(({ address }) => toHex(address)),
      vector.order,
    );
    assert.equal(toHex(validatorsHash(cryptoHasher, set.value)), vector.hash);
  }
});

test("blocks: bytes, data hash, id and parts", () => {
  interface Vector {
    block: BlockJson;
    bytes: string;
    data_hash: string;
    id: { hash: string; parts: { total: number; hash: string } };
  }
  for (const vector of vectors<Vector>("blocks")) {
    const block = {
      header: headerFrom(vector.block.header),
      txs: vector.block.txs.map(base64),
      evidence: [],
      lastCommit: commitFrom(vector.block.last_commit),
    };
    assert.equal(toHex(encodeBlock(block)), vector.bytes);
    assert.equal(toHex(dataHash(cryptoHasher, block.txs)), vector.data_hash);
    const { hash, parts } = blockIdOf(cryptoHasher, block);
    assert.deepEqual(
      { hash: toHex(hash), parts: { total: parts.total, hash: toHex(parts.hash) } },
      vector.id,
    );
    assert.deepEqual(decodeBlock(hex(vector.bytes)), { ok: true, value: block });
  }
});

test("bytes that do not exist are refused", () => {
  const decoders: Record<string, (bytes: Uint8Array) => Result<unknown>> = {
    header: decodeHeader,
    commit: decodeCommit,
    block: decodeBlock,
    "light-block": (bytes) => decodeLightBlock(cryptoHasher, bytes),
  };
  interface Vector {
    name: string;
    kind: string;
    bytes: string;
    valid: boolean;
  }
  for (const { name, kind, bytes, valid } of vectors<Vector>("bytes")) {
    const decode = decoders[kind];
    assert.ok(decode, kind);
    assert.equal(decode(hex(bytes)).ok, valid, name);
  }
});
