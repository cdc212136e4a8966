import type { Reader } from "../../protocol/kernel/state.ts";
import { machines, seats } from "../../protocol/validators/index.ts";
import { openText } from "../founding/content.ts";
import { siteAddress } from "../site/site-address.ts";
import type { BlobStore } from "./blob-store.ts";

/**
 * Lists where the machines with a seat answer, as their helpers have declared.
 *
 * Why only those with a seat: anybody may declare anything, and a node must not be sent to addresses
 * that a single person has made up; a seat is given by everyone.
 * Shape: `https://host:port`, with a folder where the node stands in one; each once.
 */
export async function declaredSites(
  state: Reader,
  blobs: Pick<BlobStore, "get">,
): Promise<readonly string[]> {
  const sites = new Set<string>();
  for (const { key } of [...seats.entries(state, [])]) {
    const hash = machines.get(state, key)?.declaration;
    const bytes = hash === undefined ? undefined : await blobs.get(hash);
    const site = bytes === undefined ? undefined : siteIn(openText(bytes));
    if (site !== undefined) sites.add(site);
  }
  return [...sites];
}

function siteIn(content: unknown): string | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  return siteAddress((content as { readonly address?: unknown }).address);
}
