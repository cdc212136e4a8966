import {
  chainIdOf,
  editionIn,
  equalValidatorSet,
  type Header,
  isNoBlockId,
  type Restart,
  runOf,
  validatorsHash,
} from "./chain/index.ts";
import { equalBytes } from "./kernel/bytes.ts";
import type { Hasher } from "./kernel/hash.ts";

/** Headers count in nanoseconds, the law in milliseconds. */
export const NANOS_PER_MILLISECOND = 1_000_000n;

/**
 * Says how the first block of the new run differs from what the members have signed, or nothing.
 *
 * Bounds: whether its own machines have signed it is the caller's to check, as for any block.
 */
export function firstBlockProblem(
  hasher: Hasher,
  restart: Restart,
  header: Header,
): string | undefined {
  const set = equalValidatorSet(hasher, restart.validators);
  if (!set.ok) return set.reason;
  if (header.height !== BigInt(restart.height) + 1n) return "it does not follow the last block";
  if (header.chainId !== chainIdOf(restart.community)) return "it is of another chain";
  if (runOf(header) !== BigInt(restart.run)) return "it is of another run";
  if (editionIn(header) !== restart.edition) return "it is under another edition of the law";
  if (header.time !== BigInt(restart.time) * NANOS_PER_MILLISECOND) return "its time differs";
  if (!equalBytes(header.appHash, restart.root)) return "it goes on from another state";
  if (!equalBytes(header.validatorsHash, validatorsHash(hasher, set.value))) {
    return "other machines sign it";
  }
  return isNoBlockId(header.lastBlockId) ? undefined : "it names a block before it";
}
