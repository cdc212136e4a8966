import { headerHash, type LightBlock } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { type LightFault, lightFault } from "./fault.ts";

/** The fault of a node that shows another page than an invitation or an older anchor names. */
export function namedConflict(shown: LightBlock, named: Uint8Array): LightFault {
  const detail = "the page is not the one that this device was given the name of";
  const { height } = shown.signedHeader.header;
  const conflict = { by: "named" as const, verified: shown, named };
  return { ...lightFault("conflicting-header", detail, height), conflict };
}

/** The fault of a node that shows another page than this device has verified; nothing where it is the same. */
export function shownConflict(
  hasher: Hasher,
  verified: LightBlock,
  shown: LightBlock,
): LightFault | undefined {
  const [own, other] = [verified, shown].map(({ signedHeader }) =>
    headerHash(hasher, signedHeader.header),
  ) as [Uint8Array, Uint8Array];
  if (equalBytes(own, other)) return undefined;
  const detail = "the node shows another page than the one verified before";
  const conflict = { by: "node" as const, verified, other: shown };
  const { height } = verified.signedHeader.header;
  return { ...lightFault("conflicting-header", detail, height), conflict };
}

/** The fault of a node whose newest page lies below what this device has verified. */
export function backConflict(verified: LightBlock, newest: LightBlock): LightFault {
  const { height } = verified.signedHeader.header;
  const end = newest.signedHeader.header.height;
  const detail = `the node ends at page ${end}, and this device has verified page ${height}`;
  const conflict = { by: "node" as const, verified, other: newest };
  return { ...lightFault("went-back", detail, height), conflict };
}

/** The fault of a node whose newer page does not come after the one that this device has verified. */
export function gapConflict(verified: LightBlock, other: LightBlock): LightFault {
  const { height } = verified.signedHeader.header;
  const shown = other.signedHeader.header.height;
  const detail = `page ${shown} does not come after page ${height}, which this device has verified`;
  const conflict = { by: "node" as const, verified, other };
  return { ...lightFault("conflicting-header", detail, shown), conflict };
}
