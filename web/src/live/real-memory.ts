import type { RealMemory } from "folkmoot/client";
import { storageName } from "./place.ts";

const nameOf = (chainId: string): string => storageName(`folkmoot-real-${chainId}`);

/**
 * Remembers on this device which communities were found to be real ones.
 *
 * Bounds: where this device has no room for it, until the page is closed.
 */
export function realMemory(chainId: string): RealMemory {
  let isReal = false;
  return {
    isReal: async () => {
      try {
        return isReal || localStorage.getItem(nameOf(chainId)) !== null;
      } catch {
        return isReal;
      }
    },
    noteReal: async () => {
      isReal = true;
      try {
        localStorage.setItem(nameOf(chainId), "1");
      } catch {
        // It is found out again at the next visit.
      }
    },
  };
}
