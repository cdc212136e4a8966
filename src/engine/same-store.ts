import { equalBytes } from "../protocol/kernel/bytes.ts";
import { EngineFault } from "./engine-fault.ts";
import { STORE_FORMAT } from "./records.ts";
import { metaKey, readNumber } from "./store/keys.ts";
import type { Store } from "./store/store.ts";

const FORMAT_BYTES = 4;

/**
 * Refuses a store that is written in another form, or belongs to another community.
 *
 * Throws: EngineFault `store-format` or `other-community`.
 */
export async function assertSameStore(store: Store, community: Uint8Array): Promise<void> {
  const format = await store.get(metaKey("format"));
  if (format?.length !== FORMAT_BYTES || readNumber(format, 0, FORMAT_BYTES) !== STORE_FORMAT) {
    throw new EngineFault(
      "store-format",
      "the store was written by another version of Folkmoot",
      "Start it with the version that wrote it.",
    );
  }
  const stored = await store.get(metaKey("community"));
  if (stored === undefined || !equalBytes(stored, community)) {
    throw new EngineFault(
      "other-community",
      "the store belongs to another community than the founding document",
      "Put the founding document back that this home was made with.",
    );
  }
}
