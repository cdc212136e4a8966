import {
  FolkmootError,
  lastingSeen,
  type PageHandedOn,
  portableHasher,
  readLinkPage,
  seenOf,
  verifyAsync,
  writeLinkPage,
} from "folkmoot/client";
import {
  type Anchor,
  anchorFromJson,
  anchorOf,
  type CheckedBlock,
  createLightClient,
  httpLightSource,
  type LightClient,
  type LightFault,
  type LightSource,
  type TrustStore,
} from "folkmoot/client/light";
import {
  headerHash,
  type LightBlock,
  lightBlockFromJson,
  type Result,
  type Seen,
} from "folkmoot/protocol";
import { fromBase64Url, toBase64Url, toHex } from "../../keys/encoding.ts";
import { communityNow } from "../../live/clock.ts";
import { nodeAddress, storageName } from "../../live/place.ts";
import { apiBase, request } from "../../live/request.ts";
import { currentWords } from "../../words/language.ts";
import { raiseAlarm, raiseAlarmOfLink } from "../alarm/raise.ts";

const fresh = 25 * 86_400_000;
const source = httpLightSource(apiBase, (url, init) => fetch(url, init));

const anchorName = (chainId: string): string => storageName(`folkmoot-anchor-${chainId}`);
const trustName = (chainId: string): string => storageName(`folkmoot-trusted-${chainId}`);

function storeOf(chainId: string): TrustStore {
  return {
    load: async () => {
      const kept = localStorage.getItem(trustName(chainId));
      return kept === null ? undefined : fromBase64Url(kept);
    },
    save: async (block) => localStorage.setItem(trustName(chainId), toBase64Url(block)),
  };
}

function keptAnchor(chainId: string): Anchor | undefined {
  try {
    const kept = localStorage.getItem(anchorName(chainId));
    const anchor = kept === null ? undefined : anchorFromJson(JSON.parse(kept));
    return anchor?.ok ? anchor.value : undefined;
  } catch {
    return undefined;
  }
}

function keepAnchor(anchor: Anchor): void {
  if (anchor.kind !== "header") return;
  const { chainId, height, hash } = anchor;
  const json = { kind: "header", chainId, height: height.toString(), hash: toHex(hash) };
  localStorage.setItem(anchorName(chainId), JSON.stringify(json));
}

async function blockFrom(height: bigint | "latest") {
  const block = lightBlockFromJson(portableHasher, await source.lightBlock(height));
  if (!block.ok) throw new Error(block.reason);
  return block.value;
}

/**
 * Chooses where this device's trust begins, once: the first page, or the newest where the first
 * is too old to vouch for anything.
 *
 * Why: from then on everything is followed from there, and the node can no longer choose.
 */
async function firstAnchor(chainId: string): Promise<Anchor> {
  const first = await blockFrom(1n);
  const age = communityNow() - Number(first.signedHeader.header.time / 1_000_000n);
  const anchor = anchorOf(portableHasher, age < fresh ? first : await blockFrom("latest"));
  if (anchor.chainId !== chainId) throw new Error(anchor.chainId);
  keepAnchor(anchor);
  return anchor;
}

const clients = new Map<string, Promise<LightClient>>();

const witnessPatience = 5_000;
const sitesOf = new Map<string, readonly string[]>();

/** Where other machines of the network answer; none where the node does not say. */
async function sitesNow(): Promise<readonly string[]> {
  const answer = await request<{ readonly sites?: readonly string[] }>("/network");
  const sites = answer.kind === "value" ? (answer.value.sites ?? []) : [];
  return sites.filter((site) => URL.canParse(site) && site !== nodeAddress()).slice(0, 4);
}

const witnessAt = (site: string): LightSource =>
  httpLightSource(`${site}${apiBase}`, (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(witnessPatience) }),
  );

async function openLight(chainId: string): Promise<LightClient> {
  const sites = await sitesNow();
  sitesOf.set(chainId, sites);
  const anchor = keptAnchor(chainId) ?? (await firstAnchor(chainId));
  return createLightClient({
    source,
    witnesses: sites.map(witnessAt),
    trust: { anchor, store: storeOf(chainId) },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(communityNow()) * 1_000_000n,
  });
}

function lightOf(chainId: string): Promise<LightClient> {
  const found = clients.get(chainId);
  if (found !== undefined) return found;
  const opened = openLight(chainId);
  clients.set(chainId, opened);
  opened.catch(() => clients.delete(chainId));
  return opened;
}

/** What a check found: who signed, what was proved, or why it failed. */
export interface Signed {
  readonly height: number;
  readonly time: number;
  readonly signers: number;
  readonly validators: number;
}

/** Returns what a person wants to know of a verified block. */
export const signedOf = (block: CheckedBlock): Signed => ({
  height: Number(block.header.height),
  time: Number(block.header.time / 1_000_000n),
  // A block that was linked or kept was signed by more than two thirds before.
  signers: block.how === "signed" ? block.signers.length : block.validatorCount,
  validators: block.validatorCount,
});

/** What a light client answered, and whether this device had to begin anew for it. */
export interface Trusted<Value> {
  readonly value: Value;
  readonly anew: boolean;
}

function forget(chainId: string): void {
  clients.delete(chainId);
  localStorage.removeItem(anchorName(chainId));
  localStorage.removeItem(trustName(chainId));
}

/**
 * Asks this device's light client.
 *
 * Why: what was verified vouches for a month only; a device that was away for longer begins anew
 * from the newest page, and says so.
 */
export async function askLight<Value>(
  chainId: string,
  ask: (light: LightClient) => Promise<Result<Value, LightFault>>,
): Promise<Trusted<Value>> {
  const first = await ask(await lightOf(chainId));
  if (first.ok) return { value: first.value, anew: false };
  const { code, detail, conflict } = first.reason;
  if (conflict !== undefined) {
    raiseAlarm(chainId, conflict, sitesOf.get(chainId)?.[conflict.witness] ?? "");
    throw new Error(currentWords().alarm.short);
  }
  if (code === "unreachable") throw unreachable(detail);
  if (code !== "trust-expired") throw new Error(detail);
  forget(chainId);
  const second = await ask(await lightOf(chainId));
  if (!second.ok) throw new Error(second.reason.detail);
  return { value: second.value, anew: true };
}

/**
 * Begins this device's trust at the page that came with a link.
 *
 * Why: it comes from a person and not from the node, so a node that lies is found out at once.
 */
function beginAt(chainId: string, { height, hash }: PageHandedOn): void {
  keepAnchor({ kind: "header", chainId, height, hash });
}

/**
 * Takes in the page that came with an invitation: trust begins there, or, where it has begun, it is
 * compared with what this device has verified.
 */
export async function takeIn(chainId: string, page: PageHandedOn): Promise<void> {
  if (keptAnchor(chainId) === undefined) beginAt(chainId, page);
  else await compareHandedOn(chainId, page);
}

/**
 * Compares a page that came with a link with what this device has verified.
 *
 * Why an alarm where they differ: whoever gave the link was shown another history, or somebody has
 * changed the link; either way nothing should be signed before that is cleared up.
 */
async function compareHandedOn(chainId: string, page: PageHandedOn): Promise<void> {
  const own = await (await lightOf(chainId)).lightBlockAt(page.height);
  // A node that lacks the page, or does not answer, says nothing about it.
  if (!own.ok || nameOf(own.value) === toHex(page.hash)) return;
  const other = await shownElsewhere(chainId, page);
  if (other === undefined) raiseAlarmOfLink(chainId, own.value, toHex(page.hash));
  else raiseAlarm(chainId, { verified: own.value, other: other.block, witness: 0 }, other.site);
}

/**
 * Compares the page that a receipt's link carries; what is no page is passed over.
 *
 * Why trust never begins with it: such a link comes from anybody, and a changed one would leave a
 * device that is new here with a beginning that leads nowhere.
 */
export async function compareLink(chainId: string, text: string): Promise<void> {
  const page = readLinkPage(text);
  if (page !== undefined) await compareHandedOn(chainId, page);
}

/** Looks among the other machines for the page that a link names. */
async function shownElsewhere(chainId: string, { height, hash }: PageHandedOn) {
  for (const site of sitesOf.get(chainId) ?? []) {
    const read = await witnessAt(site)
      .lightBlock(height)
      .then((json) => lightBlockFromJson(portableHasher, json))
      .catch(() => undefined);
    if (read?.ok && nameOf(read.value) === toHex(hash)) return { site, block: read.value };
  }
  return undefined;
}

const nameOf = ({ signedHeader }: LightBlock): string =>
  toHex(headerHash(portableHasher, signedHeader.header));

const unreachable = (detail: string): FolkmootError =>
  new FolkmootError("client/unreachable", currentWords().live.offlineCode, detail);

/**
 * The newest state that this device has verified, as its signatures name it.
 *
 * Why two histories stop it: a device that signs while it has seen both would bear witness to a lie.
 */
export async function seenHere(community: string | undefined): Promise<Seen> {
  const chainId = community === undefined ? await chainHere() : chainIdOf(community);
  try {
    const { value } = await askLight(chainId, (light) => light.latest());
    return seenOf({ ok: true, value });
  } catch (error) {
    // Where trust has to begin first, the page itself could not be fetched.
    throw error instanceof TypeError ? unreachable(error.message) : error;
  }
}

/** The newest state that this device has verified and that is kept for a month, as what waits for a node names it. */
export async function lastingHere(community: string): Promise<Seen | undefined> {
  const chainId = chainIdOf(community);
  const { value } = await askLight(chainId, (light) => light.latest());
  const newest = Number(value.header.height);
  return (await askLight(chainId, (light) => lastingSeen(light, newest))).value;
}

/** A community's name in the headers of its pages. */
const chainIdOf = (community: string): string => `folk-${community.slice(0, 40)}`;

async function chainHere(): Promise<string> {
  const answer = await request<{ readonly chainId: string }>("/community");
  if (answer.kind === "value") return answer.value.chainId;
  throw unreachable("/community");
}

/**
 * Compares the page that this device has verified at a height with the one that its node shows there
 * now, and shows both where they differ.
 *
 * Why: a node that says of something signed here that it belongs to another history either has another
 * one itself, or does not tell the truth.
 */
export async function compareAt(community: string, height: bigint): Promise<void> {
  const chainId = chainIdOf(community);
  const own = await (await lightOf(chainId)).lightBlockAt(height);
  const shown = await blockFrom(height);
  if (!own.ok) return;
  if (nameOf(own.value) === nameOf(shown)) return;
  raiseAlarm(chainId, { verified: own.value, other: shown, witness: 0 }, nodeAddress());
}

/** The newest page that this device has verified, to be handed on with an invitation. */
export async function handedOn(chainId: string): Promise<PageHandedOn> {
  const { value } = await askLight(chainId, (light) => light.latest());
  return { height: value.header.height, hash: value.hash };
}

/** The same as a receipt's link carries it. */
export const pageForLink = async (chainId: string): Promise<string> =>
  writeLinkPage(await handedOn(chainId));

/** Verifies the newest block of the node. */
export async function checkNewest(chainId: string): Promise<Signed> {
  const { value } = await askLight(chainId, (light) => light.latest());
  return signedOf(value);
}
