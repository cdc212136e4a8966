import {
  type Header,
  headerHash,
  isChainId,
  type LightBlock,
  ONE_THIRD,
  runOf,
  type Share,
  type ValidatorSet,
} from "../../protocol/chain/index.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { failure, ok, type Result } from "../../protocol/kernel/result.ts";

/**
 * What is believed before anything is checked: the community's founding.
 *
 * Why: it is the same for everybody for ever, so it can be printed, compared aloud and put into
 * an invitation.
 */
export interface FoundingAnchor {
  readonly kind: "founding";
  readonly chainId: string;
  /** The hash of the first validator set. */
  readonly validatorsHash: Uint8Array;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** The height of the first block, 1 unless the community moved from another engine. */
  readonly initialHeight: bigint;
}

/**
 * What is believed before anything is checked: one later header, by its hash.
 *
 * Why: a founding that lies longer ago than the trusting period proves nothing any more; a member
 * who is up to date hands the newcomer a recent header with the invitation.
 */
export interface HeaderAnchor {
  readonly kind: "header";
  readonly chainId: string;
  readonly height: bigint;
  readonly hash: Uint8Array;
}

/** Where trust begins. */
export type Anchor = FoundingAnchor | HeaderAnchor;

/** How far trust reaches. */
export interface TrustRules {
  /** How long a header vouches for what follows, in nanoseconds. */
  readonly trustingPeriod: bigint;
  /** How far a header's time may be ahead of this device's clock, in nanoseconds. */
  readonly clockDrift: bigint;
  /** The share of trusted power above which a later header is believed. */
  readonly trustLevel: Share;
}

/**
 * Returns the rules, where they can be kept.
 *
 * Why from a third on: below it, those who lie may be all who signed.
 * Throws: RangeError where the trust level is below a third or above all, where trust lasts for no time,
 * or where a header would have to lie in the past.
 * Source: CometBFT 0.39, `light/verifier.go`, ValidateTrustLevel.
 */
export function requireTrustRules(rules: TrustRules): TrustRules {
  const { trustLevel, trustingPeriod, clockDrift } = rules;
  const { numerator, denominator } = trustLevel;
  const isShare = denominator > 0n && numerator <= denominator && 3n * numerator >= denominator;
  if (!isShare) throw new RangeError("the trust level lies between a third and the whole");
  if (trustingPeriod <= 0n) throw new RangeError("trust lasts for some time");
  if (clockDrift < 0n) throw new RangeError("a header may be of now");
  return rules;
}

const SECOND = 1_000_000_000n;

/**
 * The rules unless others are chosen: 30 days, 10 seconds, one third.
 *
 * Why 30 days: validators are known members who keep their seats for months, so a month-old set
 * can still be called to account, and anyone who looks in once a month never needs a new anchor.
 */
export const DEFAULT_TRUST_RULES: TrustRules = {
  trustingPeriod: 30n * 86_400n * SECOND,
  clockDrift: 10n * SECOND,
  trustLevel: ONE_THIRD,
};

/**
 * What the next step is checked against.
 *
 * Shape: of a verified header only what a later step needs. A founding stands one height below
 * the first block; its validators are known by their hash alone.
 */
export interface TrustedState {
  readonly chainId: string;
  readonly height: bigint;
  /** Which run of the chain it belongs to; 0 until the members restart it. */
  readonly run: bigint;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** Absent for a founding. */
  readonly header: Header | undefined;
  readonly nextValidatorsHash: Uint8Array;
  readonly nextValidators: ValidatorSet | undefined;
}

/** Returns the state before the first block; the first block may carry the founding's own time. */
export function trustFounding(anchor: FoundingAnchor): TrustedState {
  return {
    chainId: anchor.chainId,
    height: anchor.initialHeight - 1n,
    run: 0n,
    time: anchor.time - 1n,
    header: undefined,
    nextValidatorsHash: anchor.validatorsHash,
    nextValidators: undefined,
  };
}

/** Returns what is trusted once a light block has been verified. */
export function trustBlock({ signedHeader: { header }, nextValidators }: LightBlock): TrustedState {
  return {
    chainId: header.chainId,
    height: header.height,
    run: runOf(header),
    time: header.time,
    header,
    nextValidatorsHash: header.nextValidatorsHash,
    nextValidators,
  };
}

/** Returns the anchor that hands on a verified block, for an invitation. */
export function anchorOf(hasher: Hasher, { signedHeader }: LightBlock): HeaderAnchor {
  const { header } = signedHeader;
  return {
    kind: "header",
    chainId: header.chainId,
    height: header.height,
    hash: headerHash(hasher, header),
  };
}

/** Tells whether a header of this time still vouches for what follows. */
export function isWithinTrust(time: bigint, rules: TrustRules, now: bigint): boolean {
  return time + rules.trustingPeriod > now;
}

/** Where the latest verified block is kept between visits; what it returns is trusted. */
export interface TrustStore {
  load(): Promise<Uint8Array | undefined>;
  save(lightBlock: Uint8Array): Promise<void>;
}

/** Writes an anchor as `anchorFromJson` reads it. */
export function anchorToJson(anchor: Anchor): { readonly [name: string]: string } {
  const { kind, chainId } = anchor;
  if (anchor.kind === "header") {
    return { kind, chainId, height: anchor.height.toString(), hash: toHex(anchor.hash) };
  }
  const { validatorsHash, time, initialHeight } = anchor;
  const numbers = { time: time.toString(), initialHeight: initialHeight.toString() };
  return { kind, chainId, validatorsHash: toHex(validatorsHash), ...numbers };
}

/** Reads an anchor from JSON: heights and times are decimal strings, hashes lower-case hexadecimal. */
export function anchorFromJson(json: unknown): Result<Anchor> {
  const field = fieldsOf(json);
  const chainId = field("chainId");
  if (!isChainId(chainId)) return failure("an anchor needs a chain id");
  if (field("kind") === "founding") {
    const validatorsHash = hashFrom(field("validatorsHash"));
    const time = wholeFrom(field("time"));
    const initialHeight = wholeFrom(field("initialHeight"));
    if (validatorsHash === undefined || time === undefined || !initialHeight) {
      return failure("a founding needs validatorsHash, time and initialHeight");
    }
    return ok({ kind: "founding", chainId, validatorsHash, time, initialHeight });
  }
  const height = wholeFrom(field("height"));
  const hash = hashFrom(field("hash"));
  if (field("kind") !== "header" || !height || hash === undefined) {
    return failure("an anchor is a founding, or a header with height and hash");
  }
  return ok({ kind: "header", chainId, height, hash });
}

function fieldsOf(json: unknown): (name: string) => string {
  const fields = typeof json === "object" && json !== null ? Object.entries(json) : [];
  const texts = new Map<string, unknown>(fields);
  return (name) => {
    const value = texts.get(name);
    return typeof value === "string" ? value : "";
  };
}

function hashFrom(text: string): Uint8Array | undefined {
  const bytes = fromHex(text);
  return bytes?.length === 32 ? bytes : undefined;
}

function wholeFrom(text: string): bigint | undefined {
  return /^(0|[1-9][0-9]{0,18})$/.test(text) ? BigInt(text) : undefined;
}
