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
import { type Judge, verifyAlone } from "./verify.ts";

/** What a witness can say of a page: that it has the same one, nothing, or what another node told it. */
export const WITNESS_WORDS = ["agrees", "silent", "relayed"] as const;

/**
 * What a witness said of a page.
 *
 * Shape: `silent` where it has no such page or proves nothing; `relayed` where it passed on what another
 * node answers, which may be the very node that it is to be compared with.
 */
export type WitnessWord = (typeof WITNESS_WORDS)[number];

/** How many witnesses were asked for a page, and how many of them have the same one. */
export interface Opinions {
  readonly asked: number;
  readonly agreeing: number;
  /** What each said, in their order; nothing before they were asked. */
  readonly words: readonly WitnessWord[];
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
  { from, verified, now }: Asked,
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
  const words = heard.filter((opinion) => typeof opinion === "string");
  const agreeing = words.filter((word) => word === "agrees").length;
  return { ok: true, value: { asked: witnesses.length, agreeing, words } };
}

/** What a witness is asked about. */
export interface Asked {
  /** From where its own page is followed; nothing where only who signed it can be compared. */
  readonly from: TrustedState | undefined;
  readonly verified: LightBlock;
  readonly now: bigint;
}

/** The other block that a witness proves; else what it says. */
async function hear(
  judge: Judge,
  witness: LightSource,
  { from, verified, now }: Asked,
): Promise<LightBlock | WitnessWord> {
  const { hasher } = judge;
  const { header } = verified.signedHeader;
  const source = noteRelayed(witness);
  const block = (height: bigint) => fetchBlock(hasher, source, height);
  const other = await block(header.height);
  if (!other.ok) return "silent";
  const shown = other.value.signedHeader.header;
  if (equalBytes(headerHash(hasher, shown), headerHash(hasher, header))) {
    return source.hasRelayed() ? "relayed" : "agrees";
  }
  if (from === undefined)
    return (await isSignedAlike(judge, verified, other.value, now)) ? other.value : "silent";
  const restart = (run: bigint) => fetchRestart(source, run);
  const path = await follow(judge, { block, restart }, { from, now }, other.value);
  return path.ok ? other.value : "silent";
}

/** Tells whether the machines of a verified page have signed another one of its height, too. */
async function isSignedAlike(
  judge: Judge,
  verified: LightBlock,
  other: LightBlock,
  now: bigint,
): Promise<boolean> {
  const [own, shown] = [verified.signedHeader.header, other.signedHeader.header];
  if (shown.chainId !== own.chainId || shown.height !== own.height) return false;
  if (!equalBytes(shown.validatorsHash, own.validatorsHash)) return false;
  return (await verifyAlone(judge, other, now)).verdict === "SUCCESS";
}

/** The same source, which notes whether any page came from another node. */
function noteRelayed(source: LightSource): LightSource & { readonly hasRelayed: () => boolean } {
  let hasRelayed = false;
  return {
    ...source,
    async lightBlock(height) {
      const json = await source.lightBlock(height);
      hasRelayed ||= isRelayed(json);
      return json;
    },
    hasRelayed: () => hasRelayed,
  };
}

const isRelayed = (json: unknown): boolean =>
  typeof json === "object" && json !== null && "relayed" in json && json.relayed === true;
