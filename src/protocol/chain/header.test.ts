import assert from "node:assert/strict";
import test from "node:test";
import { equalBytes, toHex } from "../kernel/bytes.ts";
import { hasher, hashOfText, sampleHeader, spoiledCopies } from "../testing/chain.ts";
import { NO_BLOCK_ID } from "./block-id.ts";
import { isChainId } from "./chain-id.ts";
import { decodeHeader, encodeHeader, headerHash } from "./header.ts";
import { isTime, ZERO_TIME } from "./timestamp.ts";

test("the header hash of CometBFT's own test", () => {
  const header = sampleHeader({
    version: { block: 1n, app: 2n },
    chainId: "chainId",
    height: 3n,
    time: BigInt(Date.UTC(2019, 9, 13, 16, 14, 44)) * 1_000_000n,
    lastBlockId: { hash: new Uint8Array(32), parts: { total: 6, hash: new Uint8Array(32) } },
    lastCommitHash: hashOfText("last_commit_hash"),
    dataHash: hashOfText("data_hash"),
    validatorsHash: hashOfText("validators_hash"),
    nextValidatorsHash: hashOfText("next_validators_hash"),
    consensusHash: hashOfText("consensus_hash"),
    appHash: hashOfText("app_hash"),
    lastResultsHash: hashOfText("last_results_hash"),
    evidenceHash: hashOfText("evidence_hash"),
    proposerAddress: hashOfText("proposer_address").slice(0, 20),
  });
  assert.equal(
    toHex(headerHash(hasher, header)),
    "f740121f553b5418c3efbd343c2dbfe9e007bb67b0d020a0741374bab65242a4",
  );
});

test("headers are read back as they were written", () => {
  for (const header of [
    sampleHeader(),
    sampleHeader({ lastBlockId: NO_BLOCK_ID, lastCommitHash: new Uint8Array(0), height: 1n }),
    sampleHeader({ time: -1n }),
    sampleHeader({ time: ZERO_TIME }),
    sampleHeader({
      height: 2n ** 63n - 1n,
      appHash: new Uint8Array(8),
      version: { block: 0n, app: 0n },
    }),
  ]) {
    assert.deepEqual(decodeHeader(encodeHeader(header)), { ok: true, value: header });
  }
});

test("a changed byte is refused or makes another header with another hash", () => {
  const bytes = encodeHeader(sampleHeader());
  const hash = headerHash(hasher, sampleHeader());
  let refusedCopies = 0;
  for (const copy of spoiledCopies(bytes)) {
    const read = decodeHeader(copy);
    if (!read.ok) refusedCopies += 1;
    else {
      assert.deepEqual(encodeHeader(read.value), copy);
      assert.ok(!equalBytes(headerHash(hasher, read.value), hash));
    }
  }
  assert.ok(refusedCopies > 50);
});

test("cut off and prolonged headers are refused", () => {
  const bytes = encodeHeader(sampleHeader());
  for (let length = 0; length < bytes.length; length += 1) {
    assert.equal(decodeHeader(bytes.subarray(0, length)).ok, false);
  }
  assert.equal(decodeHeader(Uint8Array.of(...bytes, 0)).ok, false);
});

test("headers without what they must have are refused", () => {
  for (const header of [
    sampleHeader({ height: 0n }),
    sampleHeader({ height: -1n }),
    sampleHeader({ chainId: "" }),
    sampleHeader({ chainId: "dörfli" }),
    sampleHeader({ chainId: "x".repeat(51) }),
    sampleHeader({ validatorsHash: new Uint8Array(0) }),
    sampleHeader({ dataHash: new Uint8Array(31) }),
    sampleHeader({ appHash: new Uint8Array(65) }),
    sampleHeader({ proposerAddress: new Uint8Array(19) }),
  ]) {
    assert.equal(decodeHeader(encodeHeader(header)).ok, false);
  }
});

test("a time that no timestamp can carry stops the writer", () => {
  assert.throws(() => encodeHeader(sampleHeader({ time: ZERO_TIME - 1n })));
});

test("chain ids are 1 to 50 printable characters", () => {
  for (const id of ["a", "test-village", "x".repeat(50), "A b~"]) assert.ok(isChainId(id));
  for (const id of ["", "x".repeat(51), "a\n", "ä", "a\u007f"]) assert.ok(!isChainId(id));
});

test("times are of the years 1 to 9999", () => {
  assert.ok(isTime(0n) && isTime(ZERO_TIME) && isTime(253_402_300_799_999_999_999n));
  assert.ok(!isTime(ZERO_TIME - 1n) && !isTime(253_402_300_800_000_000_000n));
});
