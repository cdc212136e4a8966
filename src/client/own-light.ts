import { lightBlockFromJson } from "../protocol/chain/light-block.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { FolkmootError } from "./error.ts";
import { lastingSeen } from "./lasting-seen.ts";
import { createLightClient, type LightClient } from "./light/light-client.ts";
import { nodeLightSource } from "./light/node-source.ts";
import type { LightSource } from "./light/source.ts";
import { type Anchor, anchorOf, type TrustStore } from "./light/trust.ts";
import { seenOf } from "./seen.ts";
import { verifyAsync } from "./signature.ts";
import type { Transport } from "./transport/transport.ts";

/** Where a device's trust begins, and what it has verified since; kept from one visit to the next. */
export interface TrustMemory extends TrustStore {
  /** Where trust begins; nothing before it has begun. */
  anchor(): Promise<Anchor | undefined>;
  begin(anchor: Anchor): Promise<void>;
  /** Tells whether the community was found to be a real one before. */
  isReal(): Promise<boolean>;
  noteReal(): Promise<void>;
  /** Hears that this device was away for so long that trust began anew with the newest page. */
  begunAnew?(): void;
}

/** What an own light client needs. */
export interface OwnLightDeps {
  readonly transport: Transport;
  readonly hasher: Hasher;
  /** The chain, whether it is a demonstration, and the node's clock in milliseconds since 1970. */
  readonly community: () => Promise<CommunityClock>;
  readonly trust?: TrustMemory | undefined;
}

interface CommunityClock {
  readonly chainId: string;
  readonly isDemo: boolean;
  readonly now: number;
}

/** Beyond this age the first page vouches for nothing that comes after it. Units: milliseconds. */
const FRESH_FOR = 25 * 86_400_000;

/** How often a device asks for the first block of a community, and how long it waits in between. */
const FIRST_BLOCK_TRIES = 60;
/** Units: milliseconds. */
const FIRST_BLOCK_PAUSE = 500;

/** What a device's own verifier finds for its signatures to name. */
export interface OwnLight {
  /** The newest verified state. */
  seen(): Promise<Seen>;
  /** The newest verified state that every history keeps for a month; nothing where none is known. */
  lasting(): Promise<Seen | undefined>;
}

/**
 * Makes the verifier of a client that brings none: what it finds is what its device signs.
 *
 * Why trust begins with the node's own word: a device that nobody has given a page can know no
 * better. From then on everything is followed from there, and the node can no longer choose.
 */
export function createOwnLight(deps: OwnLightDeps): OwnLight {
  const { newest, light } = openingOf(deps);
  return {
    seen: async () => seenOf(await newest()),
    async lasting() {
      const checked = await newest();
      if (!checked.ok) return undefined;
      const found = await lastingSeen(await light(), Number(checked.value.header.height));
      return found.ok ? found.value : undefined;
    },
  };
}

/**
 * Opens a light client, and verifies the newest page with it at each call of `newest`.
 *
 * Why trust may begin anew: what was verified vouches for a month only. A device that was away for
 * longer can check no way from there to here, and begins with the newest page, as one that is new.
 */
export function openingOf(deps: OwnLightDeps) {
  const trust = deps.trust ?? forgetfulTrust();
  let opened: Promise<LightClient> | undefined;
  const clock = deviceClock(deps, trust);
  const light = (): Promise<LightClient> => {
    opened ??= open(deps, trust, clock);
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const newest: LightClient["latest"] = async () => {
    await clock.refresh();
    const checked = await (await light()).latest();
    if (checked.ok || checked.reason.code !== "trust-expired") return checked;
    const source = nodeLightSource(deps.transport);
    await trust.begin(anchorOf(deps.hasher, await blockFrom(source, deps.hasher, "latest")));
    trust.begunAnew?.();
    opened = undefined;
    return (await light()).latest();
  };
  return { newest, light };
}

/** A verified page of the record, as a link or a receipt hands it on. */
export interface PageHandedOn {
  readonly height: bigint;
  readonly hash: Uint8Array;
}

/**
 * Verifies the newest page, so that a link can carry it and whoever follows it need not begin with a
 * node's word.
 *
 * Throws: FolkmootError where nothing can be verified.
 */
export async function verifiedPage(deps: OwnLightDeps): Promise<PageHandedOn> {
  const checked = await openingOf(deps).newest();
  if (checked.ok) return { height: checked.value.header.height, hash: checked.value.hash };
  const { code, detail } = checked.reason;
  throw new FolkmootError("client/unverified", `${code}: ${detail}.`, "Ask another node.");
}

/** What a device has verified at the height of a page that it was handed. */
export type PageCompared = "same" | "elsewhere" | "unknown";

/**
 * Compares a page that came with a link or a receipt with what this device has verified.
 *
 * Shape: `unknown` where the node does not have that page, or does not show it.
 * Throws: FolkmootError where the newest page cannot be verified.
 */
export async function comparePage(
  deps: OwnLightDeps,
  { height, hash }: PageHandedOn,
): Promise<PageCompared> {
  const { newest, light } = openingOf(deps);
  seenOf(await newest());
  const own = await (await light()).blockAt(height);
  if (!own.ok) return "unknown";
  return equalBytes(own.value.hash, hash) ? "same" : "elsewhere";
}

/** The time by which pages are judged. */
interface DeviceClock {
  now(): number;
  /** Asks a demonstration what its clock says. */
  refresh(): Promise<void>;
}

/**
 * The device's own clock.
 *
 * Why a demonstration's node is asked, each time: its clock is moved ahead at any moment, and nothing
 * in it is worth a lie. No other node may say what the time is, nor that it is a demonstration by now.
 * Bounds: a device that is new here believes the node, as in everything else.
 */
function deviceClock({ community }: OwnLightDeps, trust: TrustMemory): DeviceClock {
  let ahead = 0;
  let isReal = false;
  return {
    now: () => Date.now() + ahead,
    async refresh() {
      isReal ||= await trust.isReal();
      if (isReal) return;
      const { isDemo, now } = await community();
      if (isDemo) {
        ahead = Math.max(0, now - Date.now());
        return;
      }
      isReal = true;
      await trust.noteReal();
    },
  };
}

async function open(
  deps: OwnLightDeps,
  trust: TrustMemory,
  { now }: DeviceClock,
): Promise<LightClient> {
  const { hasher, transport } = deps;
  const source = nodeLightSource(transport);
  const { chainId } = await deps.community();
  const anchor = (await trust.anchor()) ?? (await firstAnchor(source, hasher, now()));
  if (anchor.chainId !== chainId) {
    throw new FolkmootError(
      "client/wrong-chain",
      "The node shows the pages of another community.",
      "Check the node's address.",
    );
  }
  await trust.begin(anchor);
  return createLightClient({
    source,
    trust: { anchor, store: trust },
    hasher,
    verify: verifyAsync,
    now: () => BigInt(now()) * 1_000_000n,
  });
}

async function firstAnchor(source: LightSource, hasher: Hasher, now: number): Promise<Anchor> {
  const first = await firstBlock(source, hasher);
  const age = now - Number(first.signedHeader.header.time / 1_000_000n);
  return anchorOf(hasher, age < FRESH_FOR ? first : await blockFrom(source, hasher, "latest"));
}

/** Waits for the first block of a community that has only just begun. */
async function firstBlock(source: LightSource, hasher: Hasher) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await blockFrom(source, hasher, 1n);
    } catch (error) {
      const isMissing = error instanceof FolkmootError && error.code === "node/not-found";
      if (!isMissing || tries === FIRST_BLOCK_TRIES) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_BLOCK_PAUSE));
  }
}

async function blockFrom(source: LightSource, hasher: Hasher, height: bigint | "latest") {
  const block = lightBlockFromJson(hasher, await source.lightBlock(height));
  if (block.ok) return block.value;
  throw new FolkmootError("client/unverified", `A page: ${block.reason}.`, "Ask another node.");
}

/** A memory for as long as the program lives. */
export function forgetfulTrust(): TrustMemory {
  let begun: Anchor | undefined;
  let kept: Uint8Array | undefined;
  let real = false;
  return {
    isReal: async () => real,
    noteReal: async () => {
      real = true;
    },
    anchor: async () => begun,
    begin: async (anchor) => {
      begun = anchor;
    },
    load: async () => kept,
    save: async (block) => {
      kept = block;
    },
  };
}
