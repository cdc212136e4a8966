import assert from "node:assert/strict";
import test from "node:test";
import { hasher, numberedSet, sampleCommit, spoiledCopies } from "../testing/chain.ts";
import {
  ABSENT_SIG,
  type Commit,
  type CommitSig,
  commitHash,
  commitSignBytes,
  decodeCommit,
  encodeCommit,
  NO_COMMIT,
} from "./commit.ts";
import { checkCommit, signatureChecks } from "./commit-power.ts";
import { merkleRoot } from "./merkle.ts";

const [signed, nil] = sampleCommit().signatures as [CommitSig, CommitSig, CommitSig];

test("commits are read back as they were written", () => {
  for (const commit of [sampleCommit(), NO_COMMIT, { ...sampleCommit(), round: 0 }]) {
    assert.deepEqual(decodeCommit(encodeCommit(commit)), { ok: true, value: commit });
  }
});

test("the first block's commit has the bytes and the hash that CometBFT gives it", () => {
  assert.deepEqual([...encodeCommit(NO_COMMIT)], [0x1a, 0x02, 0x12, 0x00]);
  assert.deepEqual(commitHash(hasher, NO_COMMIT), merkleRoot(hasher, []));
});

test("a changed byte is refused or makes another commit", () => {
  for (const copy of spoiledCopies(encodeCommit(sampleCommit()))) {
    const read = decodeCommit(copy);
    if (read.ok) assert.deepEqual(encodeCommit(read.value), copy);
  }
});

test("commits that cannot be are refused", () => {
  const commit = sampleCommit();
  const refused: Commit[] = [
    { ...commit, height: 0n },
    { ...commit, height: -5n },
    { ...commit, round: -1 },
    { ...commit, signatures: [] },
    { ...commit, blockId: NO_COMMIT.blockId },
    { ...NO_COMMIT, round: 1 },
    { ...commit, signatures: [{ ...ABSENT_SIG, time: 0n }] },
    { ...commit, signatures: [{ ...ABSENT_SIG, signature: signed.signature }] },
    { ...commit, signatures: [{ ...signed, validatorAddress: new Uint8Array(0) }] },
    { ...commit, signatures: [{ ...signed, signature: new Uint8Array(63) }] },
    { ...commit, signatures: [{ ...signed, signature: new Uint8Array(0) }] },
    { ...commit, signatures: [{ ...signed, flag: 4 as 3 }] },
    { ...commit, signatures: [{ ...signed, flag: 0 as 3 }] },
  ];
  for (const commit of refused) assert.equal(decodeCommit(encodeCommit(commit)).ok, false);
});

test("only signatures for the block are listed, each at its own validator's place", () => {
  const set = numberedSet([1n, 1n, 1n]);
  const commit = sampleCommit();
  const checks = signatureChecks("village", commit, set);
  assert.ok(checks.ok);
  assert.equal(checks.value.length, 1);
  assert.deepEqual(checks.value[0]?.signBytes, commitSignBytes("village", commit, signed));
  const exchanged = { ...commit, signatures: [nil, signed, ABSENT_SIG] };
  assert.equal(signatureChecks("village", exchanged, set).ok, false);
  assert.equal(signatureChecks("village", commit, numberedSet([1n, 1n])).ok, false);
});

test("a kept commit needs every signature right and more than two thirds", () => {
  const set = numberedSet([1n, 1n, 1n]);
  const commit = sampleCommit();
  const full: Commit = {
    ...commit,
    signatures: set.validators.map(({ address }) => ({ ...signed, validatorAddress: address })),
  };
  const yes = () => true;
  assert.equal(checkCommit(yes, "village", full, set).ok, true);
  assert.equal(checkCommit(() => false, "village", full, set).ok, false);
  let asked = 0;
  const lastWrong = () => {
    asked += 1;
    return asked < 3;
  };
  assert.equal(checkCommit(lastWrong, "village", full, set).ok, false);
  const two = { ...full, signatures: [...full.signatures.slice(0, 2), ABSENT_SIG] };
  assert.equal(checkCommit(yes, "village", two, set).ok, false);
});
