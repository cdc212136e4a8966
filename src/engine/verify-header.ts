import {
  BLOCK_PROTOCOL,
  type Block,
  type Commit,
  consensusHash,
  encodeCommit,
  NO_BLOCK_ID,
  sameBlockId,
  validatorsHash,
} from "../protocol/chain/index.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { appVersionOf, BLOCK_PARAMS, NANOS_PER_MILLISECOND } from "./chain-params.ts";
import type { NetworkStart } from "./comet/options.ts";
import { resultsHashOf } from "./embedded/block-maker.ts";
import type { Sets } from "./verify-sets.ts";
import { WrongHistory } from "./wrong-history.ts";

/** What of a block the next one is compared with. */
export interface Step {
  readonly commit: Commit;
  readonly commitBytes: Uint8Array;
  readonly time: bigint;
  /** Unknown for a block that is not kept here. */
  readonly codes: readonly number[] | undefined;
}

/** Where a block is in its chain. */
export interface Place {
  readonly height: number;
  /** The edition of the law under which it is carried out. */
  readonly edition: number;
  /** It was made by the embedded engine and not decided under CometBFT. */
  readonly isMade: boolean;
  /** It is the first of a run under CometBFT, which names no block before it. */
  readonly isBorder: boolean;
  /** Where the run begins that it belongs to; absent before the first block under CometBFT. */
  readonly start: NetworkStart | undefined;
}

/** What binds a header besides its own block: the chain, its validators, the state, the block before. */
export interface HeaderContext {
  readonly chainId: string;
  readonly sets: Sets;
  /** Root of the state before the block. */
  readonly root: Uint8Array;
  readonly before: Step;
}

/** Compares every field of a header that its own block does not already bind. */
export function checkHeader(
  hasher: Hasher,
  { header, lastCommit }: Block,
  place: Place,
  { chainId, sets, root, before }: HeaderContext,
): void {
  const { height, isBorder, start } = place;
  const version = appVersionOf(place.edition, start?.run);
  const set = sets.at(height);
  const setHash = validatorsHash(hasher, set);
  const nextHash = validatorsHash(hasher, sets.at(height + 1));
  const lastId = height === 1 || isBorder ? NO_BLOCK_ID : before.commit.blockId;
  const checks: readonly (readonly [string, boolean])[] = [
    ["height", header.height === BigInt(height)],
    ["chain id", header.chainId === chainId],
    ["version", header.version.block === BLOCK_PROTOCOL && header.version.app === version],
    ["time", isTimely(header.time, before.time, place)],
    ["last block id", sameBlockId(header.lastBlockId, lastId)],
    ["last commit", equalBytes(encodeCommit(lastCommit), before.commitBytes)],
    ["validators hash", equalBytes(header.validatorsHash, setHash)],
    ["next validators hash", equalBytes(header.nextValidatorsHash, nextHash)],
    ["consensus hash", equalBytes(header.consensusHash, consensusHash(hasher, BLOCK_PARAMS))],
    ["app hash", equalBytes(header.appHash, root)],
    [
      "results hash",
      before.codes === undefined ||
        equalBytes(header.lastResultsHash, resultsHashOf(hasher, before.codes)),
    ],
    ["proposer", set.validators.some(({ address }) => equalBytes(address, header.proposerAddress))],
  ];
  for (const [field, isRight] of checks) {
    if (!isRight) throw new WrongHistory(height, `the header's ${field} is not what it must be`);
  }
}

/**
 * The first block has the founding's own time; later ones are later, and those of the embedded
 * engine at whole milliseconds.
 */
function isTimely(
  time: bigint,
  before: bigint,
  { height, isMade, isBorder, start }: Place,
): boolean {
  if (isBorder && start?.run !== undefined) {
    return time === BigInt(start.time) * NANOS_PER_MILLISECOND;
  }
  if (isMade && time % NANOS_PER_MILLISECOND !== 0n) return false;
  return height === 1 ? time === before + 1n : time > before;
}
