import type { LightBlockJson } from "folkmoot/protocol";
import { storageName } from "../../live/place.ts";

/** One of two blocks of the same height, and which node showed it. */
export interface Shown extends LightBlockJson {
  readonly from: string;
}

/** Two histories, as this device found them: all that anybody needs to check it again. */
export interface Evidence {
  readonly folkmoot: "conflict";
  readonly format: 1;
  readonly chainId: string;
  readonly height: string;
  readonly foundAt: string;
  readonly verified: Shown;
  /** The other page, where a node shows it; else only its name is known, from a link. */
  readonly other?: Shown;
  /** The name that a link gave to this page, in hexadecimal. */
  readonly named?: string;
  /** Whether the other page is what the node shows now, instead of what this device has verified. */
  readonly isOfNode?: boolean;
}

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
