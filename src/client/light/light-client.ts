import type { LightBlock } from "../../protocol/chain/index.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { type KeyRange, singleKey } from "../../protocol/kernel/tree/key.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { messageOf } from "./fetch-block.ts";
import type { LightClientOptions } from "./options.ts";
import { checkRange, type ProvenRow, stateHeight } from "./proof.ts";
import type { CheckedBlock } from "./report.ts";
import { blockAt, createSession, latestBlock, questionIn, type Session } from "./session.ts";
import type { RangeProof } from "./source.ts";

/** Rows that are proved complete, and the header that they were proved against. */
export interface CheckedRange {
  readonly rows: readonly ProvenRow[];
  /** The height after whose block the state held exactly these rows. */
  readonly stateHeight: bigint;
  readonly proofBytes: number;
  readonly block: CheckedBlock;
}

/**
 * A client that believes a node nothing that it cannot check.
 *
 * Faults: every promise is fulfilled, with a `LightFault` where a check failed.
 */
export interface LightClient {
  /** Verifies the node's newest block, and that the node still has the newest one verified before. */
  latest(): Promise<Result<CheckedBlock, LightFault>>;
  /** Verifies the block of one height, forward from what is trusted or backward by hash links. */
  blockAt(height: bigint): Promise<Result<CheckedBlock, LightFault>>;
  /** Like `blockAt`, but answers the verified block itself, for anyone who hands it on. */
  lightBlockAt(height: bigint): Promise<Result<LightBlock, LightFault>>;
  /** Fetches all rows of a range, of the newest provable state or of the state after a height. */
  verifiedRange(range: KeyRange, height?: bigint): Promise<Result<CheckedRange, LightFault>>;
  /** Fetches one row or the proof of its absence: then there are no rows. */
  verifiedRow(key: Uint8Array, height?: bigint): Promise<Result<CheckedRange, LightFault>>;
}

/**
 * Makes a light client; nothing is fetched before the first question.
 *
 * Throws: RangeError for rules that nobody could trust.
 */
export function createLightClient(options: LightClientOptions): LightClient {
  const session = createSession(options);
  const verifiedRange = (range: KeyRange, height?: bigint) =>
    rangeAt(questionIn(session), range, height);
  return {
    latest: () => latestBlock(questionIn(session)),
    blockAt: (height) => blockAt(questionIn(session), height),
    lightBlockAt: (height) => wholeBlock(questionIn(session), height),
    verifiedRange,
    verifiedRow: (key, height) => verifiedRange(singleKey(key), height),
  };
}

async function wholeBlock(
  session: Session,
  height: bigint,
): Promise<Result<LightBlock, LightFault>> {
  const checked = await blockAt(session, height);
  if (!checked.ok) return checked;
  const known = session.known.at(height);
  if (known !== undefined) return { ok: true, value: known.block };
  const detail = "the block was verified and has been forgotten again";
  return { ok: false, reason: lightFault("unreachable", detail, height) };
}

async function rangeAt(
  session: Session,
  range: KeyRange,
  height: bigint | undefined,
): Promise<Result<CheckedRange, LightFault>> {
  const end = height === undefined ? await latestBlock(session) : undefined;
  if (end?.ok === false) return end;
  const answer = await proofFor(session, range, height);
  if (!answer.ok) return answer;
  const { proof, height: provenHeight } = answer.value;
  if (end !== undefined && provenHeight + 1n < stateHeight(end.value.header)) {
    const detail = "the proof is of an older state than the node\u2019s newest page";
    return { ok: false, reason: lightFault("old-state", detail, provenHeight) };
  }
  const block = await blockAt(session, provenHeight + 1n);
  if (!block.ok) return block;
  const { header } = block.value;
  const rows = checkRange(session.judge.hasher, header, range, proof);
  if (!rows.ok) return rows;
  return {
    ok: true,
    value: {
      rows: rows.value,
      stateHeight: stateHeight(header),
      proofBytes: proof.length,
      block: block.value,
    },
  };
}

async function proofFor(
  { options }: Session,
  range: KeyRange,
  height: bigint | undefined,
): Promise<Result<RangeProof, LightFault>> {
  try {
    const value = await options.source.proveRange(range, height);
    if (height === undefined || value.height === height) return { ok: true, value };
    const detail = `asked for the state after height ${height}, got ${value.height}`;
    return { ok: false, reason: lightFault("wrong-height", detail, height) };
  } catch (cause) {
    return { ok: false, reason: lightFault("unreachable", messageOf(cause), height) };
  }
}
