import {
  decodeLightBlock,
  encodeLightBlock,
  headerHash,
  type LightBlock,
} from "../protocol/chain/index.ts";
import { concatBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { momentOf } from "./chain-params.ts";
import type { Head } from "./engine.ts";
import { EngineFault } from "./engine-fault.ts";
import { metaKey } from "./store/keys.ts";
import type { Store } from "./store/store.ts";

/**
 * Where the history of a node begins that took the state over from others.
 *
 * Why: such a node has no block up to this one, and anyone who asks for one is told so in words.
 */
export interface Beginning {
  /** The block after which the state was taken over; the first block of one's own is the next. */
  readonly height: number;
  /** The root of the state after that block. */
  readonly root: Uint8Array;
  /** That block's header, commit and validators, as a light client has verified them. */
  readonly light: LightBlock;
}

const ROOT_BYTES = 32;

/** The key under which a store keeps where its history begins. */
export const BEGINNING_KEY: Uint8Array = metaKey("beginning");

/** Writes a beginning: the root, then the light block. */
export function encodeBeginning({ root, light }: Pick<Beginning, "root" | "light">): Uint8Array {
  return concatBytes(root, encodeLightBlock(light));
}

/** Reads where a store's history begins; nothing where it has all of it. Throws: EngineFault. */
export async function readBeginning(store: Store, hasher: Hasher): Promise<Beginning | undefined> {
  const bytes = await store.get(BEGINNING_KEY);
  if (bytes === undefined) return undefined;
  const light = decodeLightBlock(hasher, bytes.slice(ROOT_BYTES));
  if (!light.ok) {
    throw new EngineFault(
      "store-damaged",
      "the record of where this node's history begins cannot be read",
      "Restore this home from a backup, or join the network again.",
    );
  }
  const height = Number(light.value.signedHeader.header.height);
  return { height, root: bytes.slice(0, ROOT_BYTES), light: light.value };
}

/** The head of a node that has the state and no block of its own yet. */
export function headOf(hasher: Hasher, { height, root, light }: Beginning): Head {
  const { header } = light.signedHeader;
  return { height, time: momentOf(header.time), hash: headerHash(hasher, header), root };
}
