import { nativeHasher } from "#engine/native-hasher.js";
import { createEditions, editionDigest, type Law, type Room, rooms } from "#protocol/index.js";

/**
 * The law with a second edition, which has the same rooms.
 *
 * Why the same: what is looked for here is the turn; a migration is tested by an edition of its own.
 */
export function twoEditions(given: readonly Room[] = rooms): Law {
  const second = { number: 2, rooms: given, code: new Uint8Array(32).fill(1) };
  return createEditions([{ number: 1, rooms: given }, second]);
}

/** The law of the simulation, unless a bug is planted. */
export const lawOfTwo: Law = twoEditions();

/** The digest by which the second edition is adopted. */
export const secondDigest: Uint8Array = editionDigest(nativeHasher, lawOfTwo);
