/*
 * A proof is the tree, cut back to what a range needs, in prefix order. Nodes start with one of these bytes:
 *   HIDDEN  digest (31)                         a subtree without keys of the range
 *   INNER   position (u8), left, right
 *   ROW     length (u16 LE), key (32), row      a row of the range
 *   BESIDE  key (32), digest of the row (31)    a row outside the range that shows where a gap ends
 * The empty tree has the empty proof.
 */

/** Kind byte of a subtree of which only the digest is shown. */
export const HIDDEN = 0;

/** Kind byte of an inner node. */
export const INNER = 1;

/** Kind byte of a row inside the range. */
export const ROW = 2;

/** Kind byte of a row outside the range. */
export const BESIDE = 3;

/** Longest proof that is made or read: about 20,000 rows of usual length. Units: bytes. */
export const MAX_PROOF_BYTES = 4194304;
