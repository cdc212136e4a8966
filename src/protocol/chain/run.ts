import type { Header } from "./header.ts";

/** Where the number of the run begins in a header's `version.app`; below it stands the edition of the law. */
const RUN_BITS = 32n;
const EDITION_MASK = (1n << RUN_BITS) - 1n;

/**
 * Tells which run of the chain a header belongs to: 0 until the members restart it for the first
 * time, then one more with each restart.
 *
 * Why in every header: a machine that stays on for a restart could otherwise lead a light client
 * over it by skipping heights, without showing what the members have signed.
 */
export function runOf(header: Pick<Header, "version">): bigint {
  return header.version.app >> RUN_BITS;
}

/** Tells under which edition of the law a header's block is carried out. */
export function editionIn(header: Pick<Header, "version">): number {
  return Number(header.version.app & EDITION_MASK);
}

/** Returns what the headers of a run carry as `version.app` while an edition of the law holds. */
export function versionInRun(edition: bigint, run: bigint): bigint {
  return (run << RUN_BITS) + edition;
}
