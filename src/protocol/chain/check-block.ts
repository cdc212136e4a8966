import { equalBytes } from "../kernel/bytes.ts";
import type { Hasher } from "../kernel/hash.ts";
import { failure, ok, type Result } from "../kernel/result.ts";
import { type Block, dataHash } from "./block.ts";
import { type BlockId, sameBlockId } from "./block-id.ts";
import { commitHash } from "./commit.ts";
import { evidenceHash } from "./evidence.ts";
import { headerHash } from "./header.ts";
import { partSetHeader } from "./part-set.ts";

/**
 * Checks that a block is whole: its header's hashes are those of what it holds, and its own hash
 * and parts are those that validators signed.
 *
 * Why: with this, one flipped byte anywhere in a stored block is found and named.
 */
export function checkBlock(
  hasher: Hasher,
  block: Block,
  bytes: Uint8Array,
  id: BlockId,
): Result<undefined> {
  const { header } = block;
  if (!equalBytes(header.dataHash, dataHash(hasher, block.txs))) {
    return failure("the header's data hash is not that of the actions");
  }
  if (!equalBytes(header.lastCommitHash, commitHash(hasher, block.lastCommit))) {
    return failure("the header's commit hash is not that of the last commit");
  }
  if (!equalBytes(header.evidenceHash, evidenceHash(hasher, block.evidence))) {
    return failure("the header's evidence hash is not that of the evidence");
  }
  if (!sameBlockId(header.lastBlockId, block.lastCommit.blockId)) {
    return failure("the last commit is for another block than the header's last block");
  }
  const own = { hash: headerHash(hasher, header), parts: partSetHeader(hasher, bytes) };
  return sameBlockId(own, id) ? ok(undefined) : failure("the block is not the one that was signed");
}
