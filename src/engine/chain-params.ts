import { type BlockParams, versionInRun } from "../protocol/chain/index.ts";

/**
 * What a header carries as `version.app`: the edition of the law, and the run of the chain beside it;
 * run 0 is the one before any restart.
 */
export function appVersionOf(edition: number, run: number | undefined): bigint {
  return versionInRun(BigInt(edition), BigInt(run ?? 0));
}

/** The limits that headers bind: 5 MiB a block, no gas. */
export const BLOCK_PARAMS: BlockParams = { maxBytes: 5_242_880n, maxGas: -1n };

/** Nanoseconds of a millisecond: headers count in the former, the law in the latter. */
export const NANOS_PER_MILLISECOND = 1_000_000n;

/** The moment of a header, as the law counts time. */
export function momentOf(nanos: bigint): number {
  return Number(nanos / NANOS_PER_MILLISECOND);
}
