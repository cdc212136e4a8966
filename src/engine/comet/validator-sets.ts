import { equalValidatorSet, type ValidatorSet } from "../../protocol/chain/index.ts";
import { concatBytes } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { EngineFault } from "../engine-fault.ts";
import { heightKey, SPACE } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

const KEY_BYTES = 32;

/** Where the keys are kept that sign from a height on. */
export function setKey(height: number): Uint8Array {
  return heightKey(SPACE.validators, height);
}

/** Writes keys one after the other. */
export function encodeKeys(keys: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...keys);
}

/** Reads the keys that sign at a height: those of the newest change up to it. */
export async function readKeys(store: Store, height: number): Promise<Uint8Array[] | undefined> {
  const range = { from: setKey(0), until: setKey(height + 1) };
  for await (const { value } of store.entries({ ...range, reverse: true, limit: 1 })) {
    const keys: Uint8Array[] = [];
    for (let at = 0; at < value.length; at += KEY_BYTES) keys.push(value.slice(at, at + KEY_BYTES));
    return keys;
  }
  return undefined;
}

/** Reads the validators of a height. Throws: EngineFault where what is kept cannot be a set. */
export async function readSet(
  store: Store,
  hasher: Hasher,
  height: number,
): Promise<ValidatorSet | undefined> {
  const keys = await readKeys(store, height);
  if (keys === undefined) return undefined;
  const set = equalValidatorSet(hasher, keys);
  if (set.ok) return set.value;
  throw new EngineFault(
    "store-damaged",
    `the validators of block ${height} cannot be read: ${set.reason}`,
    "Restore this home from a backup, or join the network anew.",
  );
}
