import type { LightBlock, Validator } from "../../protocol/chain/index.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { type TrustedState, trustBlock } from "./trust.ts";
import { type Judge, verifyStep } from "./verify.ts";

/** Fetches and reads the light block of one height from a node. */
export type FetchLightBlock = (height: bigint) => Promise<Result<LightBlock, LightFault>>;

/**
 * The most heights that are fetched on the way to one target.
 *
 * Why: a node could otherwise lead a phone through every height there ever was.
 */
export const BISECTION_STEPS_MAX = 256;

/**
 * A verified block and why it is believed.
 *
 * Shape: `signed` by these validators; `linked` by hash from a signed header above; `kept` from an
 * earlier visit.
 */
export interface VerifiedBlock {
  readonly block: LightBlock;
  readonly how: "signed" | "linked" | "kept";
  readonly signers: readonly Validator[];
}

/** What is trusted already, and what time it is. */
export interface Start {
  readonly from: TrustedState;
  /** Units: nanoseconds since 1970, by the device. */
  readonly now: bigint;
}

/**
 * Verifies a target, going through heights in between where the validators have changed too much.
 *
 * Shape: answers the blocks verified on the way, the target last. Inside, a stack of blocks that
 * are still to be verified, the lowest on top; each success makes that block the trusted one.
 * Faults: `INVALID` of any step; more than `BISECTION_STEPS_MAX` heights; a fetch that fails.
 */
export async function bisect(
  judge: Judge,
  fetch: FetchLightBlock,
  { from, now }: Start,
  target: LightBlock,
): Promise<Result<readonly VerifiedBlock[], LightFault>> {
  let trusted = from;
  let fetched = 0;
  const path: VerifiedBlock[] = [];
  const pending: LightBlock[] = [target];
  for (;;) {
    const block = pending[pending.length - 1] as LightBlock;
    const step = await verifyStep(judge, trusted, block, now);
    if (step.verdict === "INVALID") return { ok: false, reason: step.fault };
    if (step.verdict === "SUCCESS") {
      trusted = trustBlock(block);
      path.push({ block, how: "signed", signers: step.signers });
      pending.pop();
      if (pending.length > 0) continue;
      return { ok: true, value: path };
    }
    fetched += 1;
    if (fetched > BISECTION_STEPS_MAX) return { ok: false, reason: tooManySteps(block) };
    const pivot = await fetch(pivotHeight(trusted, block));
    if (!pivot.ok) return pivot;
    pending.push(pivot.value);
  }
}

/** Returns the height to try between two: the middle, or the first block after a founding. */
function pivotHeight(trusted: TrustedState, block: LightBlock): bigint {
  const { height } = block.signedHeader.header;
  if (trusted.nextValidators === undefined) return trusted.height + 1n;
  return trusted.height + ((height - trusted.height) >> 1n);
}

function tooManySteps({ signedHeader }: LightBlock): LightFault {
  const detail = "too many heights lie between what is trusted and the target";
  return lightFault("too-many-steps", detail, signedHeader.header.height);
}
