import type { TrustMemory } from "folkmoot/client";
import { type Anchor, anchorFromJson, anchorToJson } from "folkmoot/client/light";
import { fromBase64Url, toBase64Url } from "../../keys/encoding.ts";
import { storageName } from "../../live/place.ts";
import { realMemory } from "../../live/real-memory.ts";

const anchorsName = (chainId: string): string => storageName(`folkmoot-anchors-${chainId}`);
const pageName = (chainId: string): string => storageName(`folkmoot-trusted-${chainId}`);

const memories = new Map<string, TrustMemory>();
const agreed = new Set<string>();

/**
 * Where this device keeps what it was given and has verified of a community.
 *
 * Bounds: where this device has no room for it, until the page is closed.
 */
export function trustOf(chainId: string): TrustMemory {
  const found = memories.get(chainId);
  if (found !== undefined) return found;
  const memory = storedTrust(chainId);
  memories.set(chainId, memory);
  return memory;
}

/** Lets more signatures be checked than a device checks unasked, until the page is closed. */
export function agreeToMore(chainId: string): void {
  agreed.add(chainId);
}

function storedTrust(chainId: string): TrustMemory {
  let anchors = keptAnchors(chainId);
  return {
    ...realMemory(chainId),
    agreeToMore: async () => agreed.has(chainId),
    anchors: async () => anchors,
    keepAnchors: async (given) => {
      anchors = given;
      keep(anchorsName(chainId), JSON.stringify(given.map(anchorToJson)));
    },
    load: async () => {
      const kept = localStorage.getItem(pageName(chainId));
      return kept === null ? undefined : fromBase64Url(kept);
    },
    save: async (block) => keep(pageName(chainId), toBase64Url(block)),
    drop: async () => localStorage.removeItem(pageName(chainId)),
  };
}

function keep(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // What cannot be kept is verified again at the next visit.
  }
}

function keptAnchors(chainId: string): readonly Anchor[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(anchorsName(chainId)) ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((json) => {
      const anchor = anchorFromJson(json);
      return anchor.ok && anchor.value.chainId === chainId ? [anchor.value] : [];
    });
  } catch {
    return [];
  }
}
