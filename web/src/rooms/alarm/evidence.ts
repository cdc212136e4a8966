import type { Evidence, Shown } from "folkmoot/client";
import { storageName } from "../../live/place.ts";

export type { Evidence, Shown };

const nameOf = (chainId: string): string => storageName(`folkmoot-alarm-${chainId}`);

const found = new Map<string, Evidence>();

/**
 * Keeps what was found until the person puts it away.
 *
 * Bounds: where this device has no room for it, until the page is closed.
 */
export function keepEvidence(evidence: Evidence): void {
  found.set(evidence.chainId, evidence);
  try {
    localStorage.setItem(nameOf(evidence.chainId), JSON.stringify(evidence));
  } catch {
    // An alarm that cannot be kept must still be heard.
  }
}

/** Returns the two histories that this device has found, if it has. */
export function keptEvidence(chainId: string): Evidence | undefined {
  try {
    const kept = localStorage.getItem(nameOf(chainId));
    return kept === null ? found.get(chainId) : (JSON.parse(kept) as Evidence);
  } catch {
    return found.get(chainId);
  }
}

/** Puts the alarm away; the next check raises it again where two histories are still told. */
export function forgetEvidence(chainId: string): void {
  found.delete(chainId);
  localStorage.removeItem(nameOf(chainId));
}
