import { portableHasher } from "folkmoot/client";
import { httpLightSource, type LightSource } from "folkmoot/client/light";
import { headerHash, type LightBlock, lightBlockFromJson } from "folkmoot/protocol";
import { toHex } from "../../keys/encoding.ts";
import { nodeAddress } from "../../live/place.ts";
import { API, request } from "../../live/request.ts";

const patience = 5_000;
const sitesOf = new Map<string, readonly string[]>();

/** Where other machines of the network answer; none where the node does not say. */
async function sitesNow(): Promise<readonly string[]> {
  const answer = await request<{ readonly sites?: readonly string[] }>("/network");
  const sites = answer.kind === "value" ? (answer.value.sites ?? []) : [];
  return sites.filter((site) => URL.canParse(site) && site !== nodeAddress()).slice(0, 4);
}

const witnessAt = (site: string): LightSource =>
  httpLightSource(`${site}${API}`, (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(patience) }),
  );

/** Finds the other machines that this device may ask for pages. */
export async function findWitnesses(chainId: string): Promise<readonly LightSource[]> {
  const sites = await sitesNow();
  sitesOf.set(chainId, sites);
  return sites.map(witnessAt);
}

/** Where the witness answers that stood at this place. */
export const siteOfWitness = (chainId: string, place: number): string =>
  sitesOf.get(chainId)?.[place] ?? "";

/** Looks among the other machines for the page that a link names, in hexadecimal. */
export async function shownElsewhere(
  chainId: string,
  { height, name }: { readonly height: bigint; readonly name: string },
): Promise<{ readonly site: string; readonly block: LightBlock } | undefined> {
  for (const site of sitesOf.get(chainId) ?? []) {
    const read = await witnessAt(site)
      .lightBlock(height)
      .then((json) => lightBlockFromJson(portableHasher, json))
      .catch(() => undefined);
    if (read?.ok && nameOf(read.value) === name) return { site, block: read.value };
  }
  return undefined;
}

/** Returns the name of a page in hexadecimal. */
export const nameOf = ({ signedHeader }: LightBlock): string =>
  toHex(headerHash(portableHasher, signedHeader.header));
