import { type LightBlock, lightBlockFromJson } from "../protocol/chain/light-block.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Result } from "../protocol/kernel/result.ts";
import { APART_MAX, type CommunityClock, type DeviceClock } from "./device-clock.ts";
import { FolkmootError } from "./error.ts";
import { type LightFault, lightFault } from "./light/fault.ts";
import { createLightClient, type LightClient } from "./light/light-client.ts";
import type { CheckedBlock } from "./light/report.ts";
import type { LightSource } from "./light/source.ts";
import { type Anchor, anchorOf, DEFAULT_TRUST_RULES, type TrustRules } from "./light/trust.ts";
import { type PageState, pageState } from "./page-state.ts";
import { unverified } from "./seen.ts";
import { verifyAsync } from "./signature.ts";
import { alsoGiven, beginWith, type TrustMemory } from "./trust-memory.ts";
import type { Witnesses } from "./witnesses/witnesses.ts";

/** What a device's light client is made of. */
export interface DeviceLightDeps {
  readonly source: LightSource;
  readonly hasher: Hasher;
  readonly community: () => Promise<CommunityClock>;
  readonly trust: TrustMemory;
  readonly clock: DeviceClock;
  /** Other nodes that are asked for the same pages; none unless given. */
  readonly witnesses?: Pick<Witnesses, "toAsk" | "heard">;
}

/** What a light client answered, and whether trust had to begin again for it. */
export type Asked<V> = Result<V, LightFault> & { readonly isAgain: boolean };

/** A question to a light client. */
export type Question<V> = (light: LightClient) => Promise<Result<V, LightFault>>;

/** A device's own light client: it opens itself, and keeps what it has verified. */
export interface DeviceLight {
  /** Throws: FolkmootError where the node says why it has no first page, or is of another community. */
  ask<V>(question: Question<V>): Promise<Asked<V>>;
  /** Says what a verified page is worth now. */
  stateOf(block: Pick<CheckedBlock, "header">): PageState;
}

/** A page of the record by its number and name, as a link or a receipt hands it on. */
export interface PageHandedOn {
  readonly height: bigint;
  readonly hash: Uint8Array;
}

/** The rules of a device: the clocks of people's devices are not exact to the second. */
const DEVICE_RULES: TrustRules = {
  ...DEFAULT_TRUST_RULES,
  clockDrift: BigInt(APART_MAX) * 1_000_000n,
};

/** Beyond this age the first page vouches for nothing that comes after it. Units: milliseconds. */
const FRESH_FOR = 25 * 86_400_000;

/** How often a device asks for the first block of a community, and how long it waits in between. */
const FIRST_BLOCK_TRIES = 60;
/** Units: milliseconds. */
const FIRST_BLOCK_PAUSE = 500;

/** How often a node that ends too low is asked again: another node of the community may be a little behind. */
const END_TRIES = 4;
/** Units: milliseconds. */
const END_PAUSE = 500;

/**
 * Makes the light client of a device.
 *
 * Why trust begins with the node's own word: a device that nobody has given a page can know no
 * better. From then on everything is followed from there, and the node can no longer choose.
 * Why trust may begin again: what was verified vouches for a month only. A device that was away for
 * longer can check no way from there to here, and begins with the newest page, as one that is new. A
 * clock that is wrong must not do the same, so it never begins again while the clocks are apart.
 */
export function createDeviceLight(deps: DeviceLightDeps): DeviceLight {
  const { trust, clock, source, hasher } = deps;
  let opened: Promise<LightClient> | undefined;
  const light = (chainId: string): Promise<LightClient> => {
    opened ??= open(deps, chainId);
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  return {
    stateOf: ({ header }) =>
      pageState({
        pageTime: Number(header.time / 1_000_000n),
        now: clock.now(),
        apart: clock.apart(),
      }),
    async ask(asked) {
      const question = answered(asked);
      const community = await deps.community();
      await clock.hear(community);
      const answer = await patiently(() => question(light(community.chainId)));
      if (answer.ok || answer.reason.code !== "trust-expired") return { ...answer, isAgain: false };
      if (Math.abs(clock.apart()) > APART_MAX)
        return { ok: false, reason: apart(), isAgain: false };
      await beginWith(trust, anchorOf(hasher, await blockFrom(source, hasher, "latest")));
      await trust.drop();
      trust.begunAgain?.();
      opened = undefined;
      return { ...(await question(light(community.chainId))), isAgain: true };
    },
  };
}

/** Puts a question once there is a light client; a network that fails meanwhile is a fault, too. */
const answered =
  <V>(question: Question<V>) =>
  async (opening: Promise<LightClient>): Promise<Result<V, LightFault>> => {
    try {
      return await question(await opening);
    } catch (error) {
      if (error instanceof FolkmootError) throw error;
      const detail = error instanceof Error ? error.message : "the node could not be reached";
      return { ok: false, reason: lightFault("unreachable", detail) };
    }
  };

const apart = (): LightFault =>
  lightFault("from-future", "the clocks of this device and of the node are too far apart");

/** Asks again for a while where the node ends below what this device has verified. */
async function patiently<V>(ask: () => Promise<Result<V, LightFault>>) {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    const isBack = !answer.ok && answer.reason.code === "went-back";
    if (!isBack || tries === END_TRIES) return answer;
    await pause(END_PAUSE);
  }
}

async function open(deps: DeviceLightDeps, chainId: string): Promise<LightClient> {
  const { source, hasher, trust, clock } = deps;
  const asked = (await deps.witnesses?.toAsk()) ?? [];
  const [begun, ...others] = await trust.anchors();
  const anchor = begun ?? (await firstAnchor(source, hasher, clock.now()));
  if (anchor.chainId !== chainId) {
    throw new FolkmootError(
      "client/wrong-chain",
      "The node shows the pages of another community.",
      "Check the node's address.",
    );
  }
  if (begun === undefined) await beginWith(trust, anchor);
  const agreeToMore = trust.agreeToMore?.bind(trust);
  return createLightClient({
    source,
    witnesses: asked.map((witness) => witness.source),
    heard: async (words) => deps.witnesses?.heard(asked, words),
    trust: { anchor, others, store: trust, rules: DEVICE_RULES },
    hasher,
    verify: verifyAsync,
    ...(agreeToMore && { agreeToMore }),
    now: () => BigInt(clock.now()) * 1_000_000n,
  });
}

async function firstAnchor(source: LightSource, hasher: Hasher, now: number): Promise<Anchor> {
  const first = await firstBlock(source, hasher);
  const age = now - Number(first.signedHeader.header.time / 1_000_000n);
  return anchorOf(hasher, age < FRESH_FOR ? first : await blockFrom(source, hasher, "latest"));
}

/** Waits for the first block of a community that has only just begun. */
async function firstBlock(source: LightSource, hasher: Hasher): Promise<LightBlock> {
  for (let tries = 1; ; tries += 1) {
    const json = await source.lightBlock(1n);
    if (json !== undefined || tries === FIRST_BLOCK_TRIES) return blockIn(json, hasher);
    await pause(FIRST_BLOCK_PAUSE);
  }
}

const blockFrom = async (source: LightSource, hasher: Hasher, height: bigint | "latest") =>
  blockIn(await source.lightBlock(height), hasher);

function blockIn(json: unknown, hasher: Hasher): LightBlock {
  const block = lightBlockFromJson(hasher, json);
  if (block.ok) return block.value;
  throw new FolkmootError("client/unverified", `A page: ${block.reason}.`, "Ask another node.");
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a device has verified at the height of a page that it was handed. */
export type PageCompared =
  | { readonly kind: "same" | "unknown" }
  | { readonly kind: "elsewhere"; readonly own: LightBlock };

/**
 * Compares a page that came with a link or a receipt with what this device has verified.
 *
 * Shape: `unknown` where the node does not have that page, or does not show it.
 * Throws: FolkmootError where the newest page cannot be verified, or two histories are found.
 */
export async function comparePage(
  light: DeviceLight,
  hasher: Hasher,
  { height, hash }: PageHandedOn,
): Promise<PageCompared> {
  const newest = await light.ask((client) => client.latest());
  if (!newest.ok) throw unverified(newest.reason);
  const own = await light.ask((client) => client.lightBlockAt(height));
  if (!own.ok && own.reason.conflict !== undefined) throw unverified(own.reason);
  if (!own.ok) return { kind: "unknown" };
  const isSame = equalBytes(anchorOf(hasher, own.value).hash, hash);
  return isSame ? { kind: "same" } : { kind: "elsewhere", own: own.value };
}

/**
 * Takes in the page that came with an invitation: trust begins there, or, where it has begun, the page
 * is compared with what this device has verified; where the node does not show it, at every later visit.
 */
export async function takeInPage(
  deps: Pick<DeviceLightDeps, "trust" | "hasher"> & { readonly light: DeviceLight },
  chainId: string,
  page: PageHandedOn,
): Promise<PageCompared> {
  const { trust, hasher, light } = deps;
  const anchor = { kind: "header" as const, chainId, height: page.height, hash: page.hash };
  const hasBegun = (await trust.anchors()).length > 0;
  const compared = hasBegun ? await comparePage(light, hasher, page) : undefined;
  if (compared === undefined || compared.kind === "unknown") await alsoGiven(trust, anchor);
  return compared ?? { kind: "unknown" };
}

/**
 * Compares a page that may be old, such as a recovery file's, and keeps it to be compared later where the
 * node does not show it.
 *
 * Why trust never begins with it: a page of long ago may be one that no node keeps any more, and nobody
 * must be kept from coming back by it.
 * Throws: FolkmootError where the newest page cannot be verified, or two histories are found.
 */
export async function compareOldPage(
  deps: Pick<DeviceLightDeps, "trust" | "hasher"> & { readonly light: DeviceLight },
  chainId: string,
  page: PageHandedOn,
): Promise<PageCompared> {
  const { trust, hasher, light } = deps;
  const compared = await comparePage(light, hasher, page);
  const { height, hash } = page;
  if (compared.kind === "unknown")
    await alsoGiven(trust, { kind: "header", chainId, height, hash });
  return compared;
}
