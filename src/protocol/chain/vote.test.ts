import assert from "node:assert/strict";
import test from "node:test";
import { toHex } from "../kernel/bytes.ts";
import { sampleCommit } from "../testing/chain.ts";
import { NO_BLOCK_ID } from "./block-id.ts";
import { type CommitSig, commitSignBytes } from "./commit.ts";
import { ZERO_TIME } from "./timestamp.ts";
import { precommitSignBytes } from "./vote.ts";

const ZERO_TIMESTAMP = "2a0b088092b8c398feffffff01";

test("the sign bytes of CometBFT's own test", () => {
  const vote = { chainId: "", height: 1n, round: 1, blockId: NO_BLOCK_ID, time: ZERO_TIME };
  const expected = `210802110100000000000000190100000000000000${ZERO_TIMESTAMP}`;
  assert.equal(toHex(precommitSignBytes(vote)), expected);
});

test("the chain's name comes last, a round of 0 is left out", () => {
  const vote = {
    chainId: "test_chain_id",
    height: 1n,
    round: 0,
    blockId: NO_BLOCK_ID,
    time: ZERO_TIME,
  };
  const name = Buffer.from("test_chain_id").toString("hex");
  const expected = `270802110100000000000000${ZERO_TIMESTAMP}320d${name}`;
  assert.equal(toHex(precommitSignBytes(vote)), expected);
});

test("a commit's place signs the block or, for a vote for none, nothing", () => {
  const commit = sampleCommit();
  const [forBlock, forNone] = commit.signatures as [CommitSig, CommitSig, CommitSig];
  const long = commitSignBytes("village", commit, forBlock);
  const short = commitSignBytes("village", commit, forNone);
  assert.ok(toHex(long).includes(toHex(commit.blockId.hash)));
  assert.ok(!toHex(short).includes(toHex(commit.blockId.hash)));
});
