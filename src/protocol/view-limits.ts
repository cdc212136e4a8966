/** Rows, and places without one, that a proved view reads at most; a longer one is read in pages. */
export const PROVED_ROWS_MAX = 1_000;

/** What the proofs of one view take together at most. Units: bytes. */
export const PROVED_BYTES_MAX = 262_144;
