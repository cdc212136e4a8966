import { headerHash, type LightBlock } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { fetchBlock } from "./fetch-block.ts";
import { fetchRestart } from "./fetch-restart.ts";
import { follow } from "./follow.ts";
import type { LightSource } from "./source.ts";
import type { TrustedState } from "./trust.ts";
import type { Judge } from "./verify.ts";

/**
 * Asks other nodes for a header that has been verified.
 *
 * Why: if more than a third of the validators sign two histories, both verify; only a second
 * opinion can show it. A witness that is silent, behind or cannot prove its own header is ignored:
 * otherwise any stranger could stop a phone.
 */
export async function crossCheck(
  judge: Judge,
  witnesses: readonly LightSource[],
  from: TrustedState,
  verified: LightBlock,
  now: bigint,
): Promise<LightFault | undefined> {
  const { header } = verified.signedHeader;
  const hash = headerHash(judge.hasher, header);
  for (const [place, witness] of witnesses.entries()) {
    const block = (height: bigint) => fetchBlock(judge.hasher, witness, height);
    const other = await block(header.height);
    if (!other.ok) continue;
    if (equalBytes(headerHash(judge.hasher, other.value.signedHeader.header), hash)) continue;
    const restart = (run: bigint) => fetchRestart(witness, run);
    const path = await follow(judge, { block, restart }, from, other.value, now);
    if (!path.ok) continue;
    const detail = "two nodes prove different headers for one height";
    const conflict = { verified, other: other.value, witness: place };
    return { ...lightFault("conflicting-header", detail, header.height), conflict };
  }
  return undefined;
}
