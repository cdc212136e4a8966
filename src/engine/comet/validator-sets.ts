import { equalValidatorSet, type ValidatorSet } from "../../protocol/chain/index.ts";
import { present } from "../../protocol/kernel/assert.ts";
import { concatBytes } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { EngineFault } from "../engine-fault.ts";
import { heightKey, metaKey, SPACE } from "../store/keys.ts";
import type { Store, StoreChange } from "../store/store.ts";
import type { CometOptions, NetworkStart } from "./options.ts";

const KEY_BYTES = 32;

/** Where the keys are kept that sign from a height on. */
export function setKey(height: number): Uint8Array {
  return heightKey(SPACE.validators, height);
}

/** Writes keys one after the other. */
export function encodeKeys(keys: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...keys);
}

/** Where the keys are kept that a block announced for the next one, which a restart made void. */
function announcedKey(height: number): Uint8Array {
  return metaKey(`announced at ${height}`);
}

/**
 * Lists what a restart changes in who signs when.
 *
 * Why the void announcement is kept: the last header before the restart names that set by hash.
 * Why two heights are written: a change that the old run had still to come is void as well.
 */
export function restartSets(
  { height, validators }: Pick<NetworkStart, "height" | "validators">,
  announced: readonly Uint8Array[],
): StoreChange[] {
  const value = encodeKeys(validators);
  return [
    { key: announcedKey(height - 1), value: encodeKeys(announced) },
    { key: setKey(height), value },
    { key: setKey(height + 1), value },
  ];
}

/** Tells whether a restart has been taken over into who signs when. */
export async function knowsRestart(store: Store, { height }: NetworkStart): Promise<boolean> {
  return (await store.get(announcedKey(height - 1))) !== undefined;
}

/** Reads the keys that sign at a height: those of the newest change up to it. */
export async function readKeys(store: Store, height: number): Promise<Uint8Array[] | undefined> {
  const range = { from: setKey(0), until: setKey(height + 1) };
  for await (const { value } of store.entries({ ...range, reverse: true, limit: 1 })) {
    return decodeKeys(value);
  }
  return undefined;
}

function decodeKeys(value: Uint8Array): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let at = 0; at < value.length; at += KEY_BYTES) keys.push(value.slice(at, at + KEY_BYTES));
  return keys;
}

/** Reads the validators of a height. Throws: EngineFault where what is kept cannot be a set. */
export async function readSet(
  store: Store,
  hasher: Hasher,
  height: number,
): Promise<ValidatorSet | undefined> {
  return setOf(hasher, await readKeys(store, height), height);
}

/**
 * Tells who has signed a block that is kept here: those of its height, or the founding's where no other
 * are kept, as in a home of one machine. Throws: EngineFault where what is kept cannot be a set.
 */
export async function signersOf(
  { store, hasher, founding }: Pick<CometOptions, "store" | "hasher" | "founding">,
  height: number,
): Promise<ValidatorSet> {
  const first = founding.validators.map(({ key }) => key);
  const set = (await readSet(store, hasher, height)) ?? setOf(hasher, first, height);
  return present(set, "keys were given");
}

/** Reads the validators that a block names for the next one, even where a restart made them void. */
export async function readNextSet(
  store: Store,
  hasher: Hasher,
  height: number,
): Promise<ValidatorSet | undefined> {
  const announced = await store.get(announcedKey(height));
  if (announced === undefined) return readSet(store, hasher, height + 1);
  return setOf(hasher, decodeKeys(announced), height + 1);
}

function setOf(
  hasher: Hasher,
  keys: readonly Uint8Array[] | undefined,
  height: number,
): ValidatorSet | undefined {
  if (keys === undefined) return undefined;
  const set = equalValidatorSet(hasher, keys);
  if (set.ok) return set.value;
  throw new EngineFault(
    "store-damaged",
    `the validators of block ${height} cannot be read: ${set.reason}`,
    "Restore this home from a backup, or join the network again.",
  );
}
