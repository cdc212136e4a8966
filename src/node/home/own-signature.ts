import { momentOf } from "../../engine/chain-params.ts";
import { DOUBLE_SIGN_CHECK } from "../../engine/comet/comet-home.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import {
  BLOCK_ID_FLAG,
  commitSignBytes,
  type LightBlock,
  lightBlockFromJson,
} from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { askSite } from "../ask-site.ts";

/** Where signatures of a machine's key are looked for. */
export interface SignatureSearch {
  /** Nodes' own interfaces: `http://host:port`. */
  readonly sites: readonly string[];
  readonly chainId: string;
  /** The machine's public key. */
  readonly key: Uint8Array;
  /** The first block of the run; signatures below it say nothing about this one. */
  readonly from: number;
}

/** A block that a machine's key has signed. */
export interface SignedBlock {
  /** Which node showed it. */
  readonly site: string;
  readonly height: number;
  /** Units: milliseconds since 1970. */
  readonly time: number;
  /** The newest block that this node has. */
  readonly newest: number;
}

/** What a search found. */
export interface FoundSignature {
  /** The newest block of the nodes that answered to the end; nothing where none did. */
  readonly newest?: number;
  /** Whether the key has a seat at the newest block of any of them. */
  readonly isSeated: boolean;
  /** The newest block that the key has signed, if it is among them. */
  readonly signed?: SignedBlock;
}

/** The longest answer that is read. Units: bytes. */
const ANSWER_MAX = 1_000_000;

/**
 * Looks for a machine's signature in the newest blocks of its network, as far back as CometBFT does.
 *
 * Why nobody can lie one up: only the key itself makes a signature that is right. A node may hide
 * one, so it is worth asking several; where CometBFT fetches old blocks first, it looks there too.
 * Cost: ten requests to each site, all at once.
 */
export async function findOwnSignature(search: SignatureSearch): Promise<FoundSignature> {
  const found = await Promise.all(search.sites.map((site) => lookAt(search, site)));
  const signed = found
    .flatMap((each) => each.signed ?? [])
    .reduce<SignedBlock | undefined>(
      (last, each) => (last !== undefined && last.height >= each.height ? last : each),
      undefined,
    );
  const newest = Math.max(-1, ...found.map((each) => each.newest ?? -1));
  const isSeated = found.some((each) => each.isSeated);
  return {
    isSeated,
    ...(newest < 0 ? {} : { newest }),
    ...(signed === undefined ? {} : { signed }),
  };
}

/** Looks through what one node has: each may be behind, or say that it is ahead. */
async function lookAt(search: SignatureSearch, site: string): Promise<FoundSignature> {
  const top = await lightAt(search, site, "latest");
  if (top === undefined) return { isSeated: false };
  const newest = Number(top.signedHeader.header.height);
  const first = Math.max(search.from, newest - DOUBLE_SIGN_CHECK + 1, 1);
  const heights = Array.from({ length: Math.max(newest - first + 1, 0) }, (_, at) => newest - at);
  const blocks = await Promise.all(
    heights.map((height) => (height === newest ? top : lightAt(search, site, height))),
  );
  const isSeated = hasSeat(search, top);
  const whole = blocks.includes(undefined) ? { isSeated } : { isSeated, newest };
  const last = blocks.find((block) => block !== undefined && isSignedBy(search, block));
  if (last === undefined) return whole;
  const { height, time } = last.signedHeader.header;
  return { ...whole, signed: { site, height: Number(height), time: momentOf(time), newest } };
}

function hasSeat({ key }: SignatureSearch, { validators, nextValidators }: LightBlock): boolean {
  const seats = [...validators.validators, ...nextValidators.validators];
  return seats.some(({ publicKey }) => equalBytes(publicKey, key));
}

/** A vote for no block counts too: anyone who casts it is there. */
function isSignedBy({ key, chainId }: SignatureSearch, { signedHeader }: LightBlock): boolean {
  const { commit } = signedHeader;
  const address = nativeHasher.sha256(key).subarray(0, 20);
  return commit.signatures.some(
    (sig) =>
      sig.flag !== BLOCK_ID_FLAG.absent &&
      equalBytes(sig.validatorAddress, address) &&
      nativeVerify(key, commitSignBytes(chainId, commit, sig), sig.signature),
  );
}

/** A block of this chain, as a node tells it; nothing where it does not. */
async function lightAt(
  { chainId }: SignatureSearch,
  site: string,
  height: number | "latest",
): Promise<LightBlock | undefined> {
  const block = await asked(site, height).catch(() => undefined);
  const { header, commit } = block?.signedHeader ?? {};
  if (header?.chainId !== chainId || commit?.height !== header.height) return undefined;
  return height === "latest" || header.height === BigInt(height) ? block : undefined;
}

async function asked(site: string, height: number | "latest"): Promise<LightBlock | undefined> {
  const json = await askSite(site, `/light/${height}`, ANSWER_MAX);
  const block = lightBlockFromJson(nativeHasher, json);
  return block.ok ? block.value : undefined;
}
