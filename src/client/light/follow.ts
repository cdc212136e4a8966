import { headerHash, type LightBlock, runOf } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { bisect, type Start, type VerifiedBlock } from "./bisect.ts";
import { crossRestart } from "./cross-restart.ts";
import { type LightFault, lightFault } from "./fault.ts";
import type { Guide } from "./guide.ts";
import { trustBlock } from "./trust.ts";
import type { Judge } from "./verify.ts";

/**
 * Verifies a target above what is trusted, across every restart in between.
 *
 * Shape: answers the blocks verified on the way, the target last.
 */
export async function follow(
  judge: Judge,
  guide: Guide,
  { from, now }: Start,
  target: LightBlock,
): Promise<Result<readonly VerifiedBlock[], LightFault>> {
  const { header } = target.signedHeader;
  const path: VerifiedBlock[] = [];
  let trusted = from;
  while (trusted.run < runOf(header)) {
    const crossed = await crossRestart(judge, guide, { from: trusted, now });
    if (!crossed.ok) return crossed;
    path.push(...crossed.value);
    const { block } = crossed.value[crossed.value.length - 1] as VerifiedBlock;
    trusted = trustBlock(block);
    const first = block.signedHeader.header;
    if (header.height > first.height) continue;
    const isSame = equalBytes(headerHash(judge.hasher, header), headerHash(judge.hasher, first));
    if (isSame) return { ok: true, value: path };
    const detail = "the header is older than the run of the chain that it claims to belong to";
    return { ok: false, reason: lightFault("another-run", detail, header.height) };
  }
  const rest = await bisect(judge, guide.block, { from: trusted, now }, target);
  return rest.ok ? { ok: true, value: [...path, ...rest.value] } : rest;
}
