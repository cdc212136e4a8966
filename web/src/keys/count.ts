import type { Remembered, SigningMemory } from "folkmoot/client";
import { storageName } from "../live/place.ts";
import type { Identity } from "./identity.ts";

const nameOf = (identity: Identity): string => storageName(`folkmoot-count-${identity.id}`);

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== "object" || value === null) return false;
  const { community, person, device, nonce } = value as Partial<Record<string, unknown>>;
  return (
    typeof community === "string" &&
    [person, device, nonce].every((each) => Number.isSafeInteger(each) && Number(each) >= 0)
  );
}

/**
 * Remembers, for one key, whose it is and how far it has counted; all windows share it.
 *
 * Bounds: a browser that remembers nothing asks the node each time, as before.
 */
export const countOf = (identity: Identity): SigningMemory => ({
  recall() {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(nameOf(identity)) ?? "null");
      return isRemembered(kept) && kept.community === identity.community ? kept : undefined;
    } catch {
      return undefined;
    }
  },
  note(remembered) {
    try {
      localStorage.setItem(nameOf(identity), JSON.stringify(remembered));
    } catch {
      // It only has to ask the node again next time.
    }
  },
});
