import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { equalBytes, toHex } from "../kernel/bytes.ts";
import { hasher, idOf, sampleBlock, sampleCommit, spoiledCopies } from "../testing/chain.ts";
import { type Block, decodeBlock, encodeBlock } from "./block.ts";
import { checkBlock } from "./check-block.ts";
import { consensusHash } from "./consensus-params.ts";
import { merkleRoot } from "./merkle.ts";
import { PART_BYTES, partSetHeader } from "./part-set.ts";
import { resultsHash } from "./results.ts";

const block = sampleBlock([new Uint8Array([1, 2]), new Uint8Array(0)], sampleCommit());
const bytes = encodeBlock(block);

test("blocks are read back as they were written", () => {
  const actions = fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 });
  fc.assert(
    fc.property(actions, fc.boolean(), (txs, first) => {
      const any = first ? sampleBlock(txs) : sampleBlock(txs, sampleCommit());
      assert.deepEqual(decodeBlock(encodeBlock(any)), { ok: true, value: any });
    }),
  );
});

test("a whole block is what its id names", () => {
  assert.deepEqual(checkBlock(hasher, block, bytes, idOf(block)), { ok: true, value: undefined });
});

test("every changed byte of a stored block is found", () => {
  const id = idOf(block);
  for (const copy of spoiledCopies(bytes)) {
    const read = decodeBlock(copy);
    if (read.ok) assert.equal(checkBlock(hasher, read.value, copy, id).ok, false);
  }
});

test("a block whose header does not fit is refused with the reason", () => {
  const other = new Uint8Array(32);
  const reasonOf = (changed: Block) => {
    const result = checkBlock(hasher, changed, encodeBlock(changed), idOf(changed));
    return result.ok ? "" : result.reason;
  };
  const withHeader = (change: Partial<Block["header"]>): Block => ({
    ...block,
    header: { ...block.header, ...change },
  });
  assert.match(reasonOf(withHeader({ dataHash: other })), /data hash/);
  assert.match(reasonOf(withHeader({ lastCommitHash: other })), /commit hash/);
  assert.match(reasonOf(withHeader({ evidenceHash: other })), /evidence/);
  const elsewhere = { ...block.header.lastBlockId, hash: other };
  assert.match(reasonOf(withHeader({ lastBlockId: elsewhere })), /another block/);
  assert.equal(checkBlock(hasher, block, bytes, idOf(sampleBlock([]))).ok, false);
});

test("evidence, missing parts and additions are refused", () => {
  const text = toHex(bytes);
  const at = text.indexOf("1a0022");
  assert.ok(at > 0);
  const withEvidence = `${text.slice(0, at)}1a020a0022${text.slice(at + 6)}`;
  const withoutEvidence = text.slice(0, at) + text.slice(at + 4);
  for (const changed of [withEvidence, withoutEvidence, `${text}2200`, text.slice(0, -2), ""]) {
    assert.equal(decodeBlock(new Uint8Array(Buffer.from(changed, "hex"))).ok, false);
  }
});

test("parts are 64 KiB long but the last", () => {
  for (const length of [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES]) {
    const long = new Uint8Array(length).map((_, at) => at % 251);
    const parts = [];
    for (let from = 0; from < length; from += PART_BYTES)
      parts.push(long.slice(from, from + PART_BYTES));
    const { total, hash } = partSetHeader(hasher, long);
    assert.equal(total, parts.length);
    assert.ok(equalBytes(hash, merkleRoot(hasher, parts)));
  }
});

test("results: defaults are left out, every field counts", () => {
  const none = { code: 0, data: new Uint8Array(0), gasWanted: 0n, gasUsed: 0n };
  assert.deepEqual(resultsHash(hasher, []), merkleRoot(hasher, []));
  assert.deepEqual(resultsHash(hasher, [none]), merkleRoot(hasher, [new Uint8Array(0)]));
  const full = { code: 7, data: new Uint8Array([9]), gasWanted: 3n, gasUsed: 4n };
  const leaf = new Uint8Array([0x08, 7, 0x12, 1, 9, 0x28, 3, 0x30, 4]);
  assert.deepEqual(resultsHash(hasher, [full]), merkleRoot(hasher, [leaf]));
});

test("consensus parameters: CometBFT's defaults have their known hash", () => {
  assert.equal(
    toHex(consensusHash(hasher, { maxBytes: 22_020_096n, maxGas: -1n })),
    "048091bc7ddc283f77bfbf91d73c44da58c3df8a9cbc867405d8b7f3daada22f",
  );
});
