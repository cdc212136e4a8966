import { headerHash, type LightBlock } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { fetchBlock } from "./fetch-block.ts";
import { fetchRestart } from "./fetch-restart.ts";
import { follow } from "./follow.ts";
import { judgeOfQuestion } from "./signature-budget.ts";
import type { LightSource } from "./source.ts";
import type { TrustedState } from "./trust.ts";
import type { Judge } from "./verify.ts";

/** How many witnesses were asked for a page, and how many of them have the same one. */
export interface Opinions {
  readonly asked: number;
  readonly agreeing: number;
}

/**
 * Asks other nodes for a header that has been verified.
 *
 * Why: if more than a third of the validators sign two histories, both verify; only a second
 * opinion can show it. A witness that is silent, behind or cannot prove its own header stops nothing:
 * otherwise any stranger could stop a phone. It does not count as one that agrees, either.
 * Why each has its own measure of work: a witness must not use up what the question itself needs.
 */
export async function crossCheck(
  judge: Judge,
  witnesses: readonly LightSource[],
  from: TrustedState,
  verified: LightBlock,
  now: bigint,
): Promise<Result<Opinions, LightFault>> {
  const { height } = verified.signedHeader.header;
  const heard = await Promise.all(
    witnesses.map((witness) => hear(judgeOfQuestion(judge), witness, { from, verified, now })),
  );
  for (const [place, opinion] of heard.entries()) {
    if (typeof opinion === "string") continue;
    const detail = "two nodes prove different headers for one height";
    const conflict = { by: "witness" as const, verified, other: opinion, witness: place };
    const fault = { ...lightFault("conflicting-header", detail, height), conflict };
    return { ok: false, reason: fault };
  }
  const agreeing = heard.filter((opinion) => opinion === "agrees").length;
  return { ok: true, value: { asked: witnesses.length, agreeing } };
}

/** What a witness is asked about. */
interface Asked {
  readonly from: TrustedState;
  readonly verified: LightBlock;
  readonly now: bigint;
}

/** The other block that a witness proves; else whether it agrees or says nothing of use. */
async function hear(
  judge: Judge,
  witness: LightSource,
  { from, verified, now }: Asked,
): Promise<LightBlock | "agrees" | "nothing"> {
  const { header } = verified.signedHeader;
  const hash = headerHash(judge.hasher, header);
  const block = (height: bigint) => fetchBlock(judge.hasher, witness, height);
  const other = await block(header.height);
  if (!other.ok) return "nothing";
  if (equalBytes(headerHash(judge.hasher, other.value.signedHeader.header), hash)) return "agrees";
  const restart = (run: bigint) => fetchRestart(witness, run);
  const path = await follow(judge, { block, restart }, from, other.value, now);
  return path.ok ? other.value : "nothing";
}
