import {
  type Anchor,
  createLightClient,
  httpLightSource,
  type LightClient,
  type LightFault,
} from "../client/light/index.ts";
import type { HeaderSource, TrustedHeader } from "../engine/comet/snapshots/source.ts";
import { nativeHasher } from "../engine/native-hasher.ts";
import { nativeVerify } from "../engine/native-signature.ts";
import type { QuickHome, QuickJoining } from "../node/index.ts";
import {
  equalValidatorSet,
  headerHash,
  type LightBlock,
  validatorsHash,
} from "../protocol/chain/index.ts";
import type { Result } from "../protocol/kernel/result.ts";
import { CommandError } from "./exit.ts";

/** How long a node may take to answer. Units: milliseconds. */
const PATIENCE = 5_000;

/**
 * The most headers that are walked down from a header that was handed on to the newest snapshot.
 *
 * Why: below what a node answers to one address at once.
 */
const STEPS_MAX = 1_800n;

/** Verifies the header of the newest snapshot, from the founding or from one that was handed on. */
export async function trustedHeader(
  site: string,
  { founding, chainId, snapshots }: QuickJoining,
  given: TrustedHeader | undefined,
): Promise<TrustedHeader> {
  if (snapshots.length === 0) {
    throw new CommandError("That node has no snapshot of the state to hand out yet.", {
      why: "Nodes make one every so many blocks, and the network may be younger than that.",
      remedy: "Join without --quick, or try another node.",
      code: "cli/no-snapshot",
    });
  }
  const anchor: Anchor =
    given === undefined
      ? foundingAnchor(founding, chainId)
      : { kind: "header", chainId, ...big(given) };
  const client = clientOf([site], anchor);
  const height = Math.max(...snapshots);
  const block = await client.lightBlockAt(BigInt(height));
  if (!block.ok) throw untrusted(block.reason);
  return { height, hash: headerHash(nativeHasher, block.value.signedHeader.header) };
}

/** Where a node gets verified headers: from whichever site answers, checked against all others. */
export function verifiedHeaders({ sites, chainId, trusted }: QuickHome): HeaderSource {
  const anchor: Anchor = { kind: "header", chainId, ...big(trusted) };
  const clients = sites.map((site) => {
    return clientOf([site, ...sites.filter((other) => other !== site)], anchor);
  });
  return {
    lightBlock: (height) => firstOf(clients, (client) => client.lightBlockAt(BigInt(height))),
    turns: (height) => turnsFrom(sites, height),
  };
}

function clientOf([primary, ...others]: readonly string[], anchor: Anchor): LightClient {
  const sourceOf = (site: string) => httpLightSource(`${site}/api/v1`, ask);
  return createLightClient({
    source: sourceOf(primary ?? ""),
    witnesses: others.map(sourceOf),
    trust: { anchor },
    backwardStepsMax: STEPS_MAX,
    hasher: nativeHasher,
    verify: nativeVerify,
    now: () => BigInt(Date.now()) * 1_000_000n,
  });
}

const ask = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE) });

/**
 * The first answer that is verified.
 *
 * Why the others are asked after a conflict too: a site that answers with another chain must not stand
 * in the way. Of two histories that are both signed none is taken: each client then finds the other.
 */
async function firstOf(
  clients: readonly LightClient[],
  question: (client: LightClient) => Promise<Result<LightBlock, LightFault>>,
): Promise<LightBlock | undefined> {
  for (const client of clients) {
    const answer = await question(client);
    if (answer.ok) return answer.value;
  }
  return undefined;
}

/** Asks all sites whose turn it is: nothing proves it, so all who answer must say the same. */
async function turnsFrom(
  sites: readonly string[],
  height: number,
): Promise<readonly number[] | undefined> {
  const told = new Map<string, readonly number[]>();
  for (const site of sites) {
    const turns = await turnsOf(site, height).catch(() => undefined);
    if (turns !== undefined) told.set(turns.join(), turns);
  }
  return told.size === 1 ? [...told.values()][0] : undefined;
}

async function turnsOf(site: string, height: number): Promise<readonly number[] | undefined> {
  const answer = await ask(`${site}/api/v1/network/turns/${height}`, {});
  if (!answer.ok) return undefined;
  const { turns } = (await answer.json()) as { readonly turns?: unknown };
  return Array.isArray(turns) && turns.every(Number.isSafeInteger) ? turns : undefined;
}

function foundingAnchor(founding: QuickJoining["founding"], chainId: string): Anchor {
  const set = equalValidatorSet(
    nativeHasher,
    founding.validators.map(({ key }) => key),
  );
  if (!set.ok) throw new CommandError(`The founding names ${set.reason}.`, FOUNDING);
  return {
    kind: "founding",
    chainId,
    validatorsHash: validatorsHash(nativeHasher, set.value),
    time: BigInt(founding.foundedAt) * 1_000_000n,
    initialHeight: 1n,
  };
}

const FOUNDING = {
  why: "Nobody can have signed its blocks.",
  remedy: "Join through another node.",
};

const big = ({ height, hash }: TrustedHeader) => ({ height: BigInt(height), hash });

function untrusted({ code, detail }: LightFault): CommandError {
  if (code === "trust-expired" || code === "too-many-steps") {
    return new CommandError("Nothing that is trusted leads to the newest state.", {
      why: `${detail}; the founding, or the header given, lies too far back.`,
      remedy: "Ask a member for a new invitation, and give its link as --trust LINK.",
      code: "cli/untrusted",
    });
  }
  return new CommandError("That node's newest state could not be verified.", {
    why: detail,
    remedy: "Join through another node, or compare --chain and --trust with a member.",
    code: "cli/untrusted",
  });
}
