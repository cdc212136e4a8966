import { type BlockId, encodeBlockId, isNoBlockId } from "./block-id.ts";
import { chainIdBytes } from "./chain-id.ts";
import {
  bytesField,
  fixedField,
  intField,
  message,
  messageField,
  varint,
} from "./protobuf-writer.ts";
import { encodeTimestamp } from "./timestamp.ts";

const PRECOMMIT = 2n;

/** What one validator says in the last step of a round. */
export interface Precommit {
  readonly chainId: string;
  readonly height: bigint;
  readonly round: number;
  /** The block voted for; `NO_BLOCK_ID` for a vote against deciding in this round. */
  readonly blockId: BlockId;
  /** The validator's own clock, in nanoseconds since 1970. */
  readonly time: bigint;
}

/**
 * Returns the bytes that a validator signs for a precommit.
 *
 * Shape: a `CanonicalVote`, preceded by its length. Height and round have fixed length, so that a
 * hardware signer can find them; a vote for no block leaves the block id out.
 * Source: CometBFT 0.39, `types/canonical.go` and `types/vote.go`.
 */
export function precommitSignBytes(vote: Precommit): Uint8Array {
  const blockId = isNoBlockId(vote.blockId)
    ? new Uint8Array(0)
    : messageField(4, encodeBlockId(vote.blockId));
  const canonical = message(
    intField(1, PRECOMMIT),
    fixedField(2, vote.height),
    fixedField(3, BigInt(vote.round)),
    blockId,
    messageField(5, encodeTimestamp(vote.time)),
    bytesField(6, chainIdBytes(vote.chainId)),
  );
  return message(varint(BigInt(canonical.length)), canonical);
}
