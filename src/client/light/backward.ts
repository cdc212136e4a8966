import {
  type Header,
  headerHash,
  isNoBlockId,
  type LightBlock,
} from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import type { FetchLightBlock } from "./bisect.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { inconsistencyOf } from "./verify.ts";

/**
 * The most heights that are walked down, unless anyone who asks allows more.
 *
 * Why: each costs a fetch; nodes keep proofs for 64 heights, and what is older is reached forward
 * from an earlier trusted block.
 */
export const BACKWARD_STEPS_MAX = 256n;

/** How far down to walk. */
export interface WalkDown {
  readonly height: bigint;
  readonly stepsMax?: bigint;
}

/**
 * Walks from a verified header down to an earlier height, each header naming the one below by hash.
 *
 * Why: no signature is needed on the way: the verified header has sworn to all before it.
 */
export async function walkBack(
  hasher: Hasher,
  fetch: FetchLightBlock,
  from: Header,
  { height, stepsMax = BACKWARD_STEPS_MAX }: WalkDown,
): Promise<Result<LightBlock, LightFault>> {
  if (from.height - height > stepsMax) {
    const detail = "the height lies too far below the verified one";
    return { ok: false, reason: lightFault("too-many-steps", detail, height) };
  }
  let above = from;
  for (;;) {
    if (isNoBlockId(above.lastBlockId)) {
      const detail = "it is the first page of the network, which names none before it";
      return { ok: false, reason: lightFault("another-run", detail, above.height) };
    }
    const fetched = await fetch(above.height - 1n);
    if (!fetched.ok) return fetched;
    const { header } = fetched.value.signedHeader;
    const isOurs = header.chainId === above.chainId;
    if (!isOurs || header.time >= above.time) {
      const fault = isOurs
        ? lightFault("time-not-later", "the page above is not later", above.height)
        : lightFault("wrong-chain", "the header is of another chain", header.height);
      return { ok: false, reason: fault };
    }
    if (!equalBytes(headerHash(hasher, header), above.lastBlockId.hash)) {
      const detail = "the header is not the one that the header above names";
      return { ok: false, reason: lightFault("broken-link", detail, header.height) };
    }
    if (header.height === height) return whole(hasher, fetched.value);
    above = header;
  }
}

function whole(hasher: Hasher, block: LightBlock): Result<LightBlock, LightFault> {
  const objection = inconsistencyOf(hasher, block);
  if (objection === undefined) return { ok: true, value: block };
  const { height } = block.signedHeader.header;
  return { ok: false, reason: lightFault(objection[0], objection[1], height) };
}
