import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { RealMemory } from "./device-clock.ts";
import type { Anchor, HeaderAnchor, TrustStore } from "./light/trust.ts";

/** Where a device's trust begins, and what it has verified since; kept from one visit to the next. */
export interface TrustMemory extends TrustStore, RealMemory {
  /** Where trust begins, first; then what else this device was given. Nothing before trust has begun. */
  anchors(): Promise<readonly Anchor[]>;
  keepAnchors(anchors: readonly Anchor[]): Promise<void>;
  /** Forgets the newest verified page. */
  drop(): Promise<void>;
  /** Hears that this device was away for so long that trust began again with the newest page. */
  begunAgain?(): void;
  /** Asks the person whether more signatures may be checked than a device does unasked. */
  agreeToMore?(): Promise<boolean>;
}

/** The most anchors that are kept: each costs a question at every visit. */
export const ANCHORS_MAX = 8;

/** Lets trust begin with an anchor; what was given before is compared with it from then on. */
export async function beginWith(trust: TrustMemory, anchor: Anchor): Promise<void> {
  const before = await trust.anchors();
  const others = before.filter((other) => !isSameAnchor(other, anchor));
  await trust.keepAnchors([anchor, ...others].slice(0, ANCHORS_MAX));
}

/** Keeps what was given besides the beginning; the oldest of it gives way. */
export async function alsoGiven(trust: TrustMemory, anchor: Anchor): Promise<void> {
  const [first, ...others] = await trust.anchors();
  if (first === undefined) return trust.keepAnchors([anchor]);
  if ([first, ...others].some((other) => isSameAnchor(other, anchor))) return;
  await trust.keepAnchors([first, ...[...others, anchor].slice(1 - ANCHORS_MAX)]);
}

/** Forgets a page that was given, because the person has found out that it was not right. */
export async function forgetGiven(
  trust: TrustMemory,
  page: Pick<HeaderAnchor, "height" | "hash">,
): Promise<void> {
  const anchors = await trust.anchors();
  await trust.keepAnchors(anchors.filter((anchor) => !isPage(anchor, page)));
}

/** Forgets where trust began and what was verified, because the person takes up what the node shows. */
export async function forgetAll(trust: TrustMemory): Promise<void> {
  await trust.keepAnchors([]);
  await trust.drop();
}

/** A memory for as long as the program lives. */
export function forgetfulTrust(): TrustMemory {
  let begun: readonly Anchor[] = [];
  let kept: Uint8Array | undefined;
  let real = false;
  return {
    isReal: async () => real,
    noteReal: async () => {
      real = true;
    },
    anchors: async () => begun,
    keepAnchors: async (anchors) => {
      begun = anchors;
    },
    load: async () => kept,
    save: async (block) => {
      kept = block;
    },
    drop: async () => {
      kept = undefined;
    },
  };
}

const isPage = (anchor: Anchor, { height, hash }: Pick<HeaderAnchor, "height" | "hash">) =>
  anchor.kind === "header" && anchor.height === height && equalBytes(anchor.hash, hash);

function isSameAnchor(one: Anchor, other: Anchor): boolean {
  if (other.kind === "header") return isPage(one, other);
  return one.kind === "founding" && equalBytes(one.validatorsHash, other.validatorsHash);
}
