import { declaredSites } from "../blobs/declared-sites.ts";
import type { NodeContext } from "../context.ts";

/** How long what the record says of its machines is taken for new. Units: milliseconds. */
const KNOWN_FOR = 30_000;

/** The most machines that a page of the app may ask: a policy is a header, and headers are short. */
const SITES_MAX = 40;

/**
 * Returns where other machines of this community answer: those of the record, as their helpers have
 * declared, and those that the operator has named.
 *
 * Why those of the record: a member's device compares its node with others, and who they are must not
 * be for this node alone to say.
 */
export function createAskedSites(
  context: Pick<NodeContext, "engine" | "blobs" | "sites">,
): () => Promise<readonly string[]> {
  let known: { readonly sites: Promise<readonly string[]>; readonly at: number } | undefined;
  const look = async (): Promise<readonly string[]> => {
    const { engine, blobs, sites } = context;
    const declared = await declaredSites(engine.ledger.reader(), blobs).catch(() => []);
    return [...new Set([...declared, ...sites])].slice(0, SITES_MAX);
  };
  return () => {
    const now = performance.now();
    if (known === undefined || now - known.at > KNOWN_FOR) known = { sites: look(), at: now };
    return known.sites;
  };
}
