import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import {
  checkCommit,
  type Header,
  headerHash,
  type LightBlock,
  lightBlockFromJson,
  runOf,
  validatorsHash,
} from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { askSite } from "../ask-site.ts";

/** The most headers that are fetched one after another: about two weeks without any action. */
const CLIMB_MAX = 50_000;
/** The longest header that is read, with its signatures. Units: bytes. */
const ANSWER_MAX = 1_000_000;

/**
 * Fetches headers from another machine, one height after another, from a block that this machine
 * holds up to a later one of the same run; each has to be signed by those whom the one below names.
 *
 * Why: a machine that was away can then check what happened after it, without believing anybody.
 */
export async function climb(
  site: string,
  from: LightBlock,
  height: number,
): Promise<Header | undefined> {
  let below = from;
  for (let steps = 0; steps <= CLIMB_MAX; steps += 1) {
    const { header } = below.signedHeader;
    if (header.height === BigInt(height)) return header;
    const next = await lightBlockFrom(site, header.height + 1n);
    if (next === undefined || !isNext(below, next)) return undefined;
    below = next;
  }
  return undefined;
}

async function lightBlockFrom(site: string, height: bigint): Promise<LightBlock | undefined> {
  const json = await askSite(site, `/light/${height}`, ANSWER_MAX);
  const read = lightBlockFromJson(nativeHasher, json);
  return read.ok ? read.value : undefined;
}

function isNext(below: LightBlock, { signedHeader, validators }: LightBlock): boolean {
  const { header, commit } = signedHeader;
  const before = below.signedHeader.header;
  const set = validatorsHash(nativeHasher, validators);
  return (
    header.height === before.height + 1n &&
    header.chainId === before.chainId &&
    header.time > before.time &&
    runOf(header) === runOf(before) &&
    commit.height === header.height &&
    equalBytes(commit.blockId.hash, headerHash(nativeHasher, header)) &&
    equalBytes(header.validatorsHash, set) &&
    equalBytes(set, before.nextValidatorsHash) &&
    checkCommit(nativeVerify, header.chainId, commit, validators).ok
  );
}
