import type { Header } from "../../protocol/chain/index.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { ok, type Result } from "../../protocol/kernel/result.ts";
import { type LightFault, lightFault } from "../light/fault.ts";
import type { LightClient } from "../light/light-client.ts";
import { checkRange } from "../light/proof.ts";
import type { CheckedBlock } from "../light/report.ts";
import { type ProvedAnswer, readProvedAnswer } from "./proved-answer.ts";
import type { ProvedRange } from "./proved-reader.ts";
import { type ViewDeps, type ViewQuestion, workOut } from "./work-out.ts";

/** What proving a view needs. */
export interface ProvedViewDeps extends ViewDeps {
  readonly light: Pick<LightClient, "latest" | "blockAt">;
  /** Asks the node for all that a view reads, with proofs; at a height's header, or the newest. */
  readonly ask: (question: ViewQuestion) => Promise<unknown>;
}

/** What a device has worked out itself from proved rows. */
export interface ProvedReading<V = unknown> {
  /** The view's answer; `undefined` where it is proved that what was asked for does not exist. */
  readonly value: V | undefined;
  readonly block: CheckedBlock;
  readonly cost: ProvedCost;
}

/** What a proof took. */
export interface ProvedCost {
  readonly ranges: number;
  readonly rows: number;
  /** Units: bytes, of proofs alone. */
  readonly bytes: number;
}

/**
 * Works a view out on this device, from rows that the node proves to be all that the view reads.
 *
 * Why nothing of the node's own answer is used: the law's view is pure, so anyone who has its rows has
 * its answer. What it reads is decided by the view; a row that is missing is read in vain and found.
 * Faults: a LightFault where a check failed. Throws: what `ask` throws.
 */
export async function provedView(
  deps: ProvedViewDeps,
  question: ViewQuestion,
): Promise<Result<ProvedReading, LightFault>> {
  const newest = question.at === undefined ? await deps.light.latest() : undefined;
  if (newest?.ok === false) return newest;
  const answer = readProvedAnswer(await deps.ask(question));
  if (!answer.ok) return refused(answer.reason);
  const { height } = answer.value;
  const least = newest?.value.header.height ?? height;
  if (question.at !== undefined && height !== question.at) return elsewhere(height, question.at);
  if (height < least) return elsewhere(height, least);
  const block = await deps.light.blockAt(height);
  if (!block.ok) return block;
  const { header } = block.value;
  const ranges = checkRanges(deps.hasher, header, answer.value);
  if (!ranges.ok) return ranges;
  const value = workOut(deps, { header, ranges: ranges.value }, question);
  if (!value.ok) return refused(value.reason.message, height);
  return ok({ value: value.value, block: block.value, cost: costOf(answer.value, ranges.value) });
}

function checkRanges(
  hasher: Hasher,
  header: Header,
  { ranges }: ProvedAnswer,
): Result<readonly ProvedRange[], LightFault> {
  const checked: ProvedRange[] = [];
  for (const { from, until, proof } of ranges) {
    const rows = checkRange(hasher, header, { from, until }, proof);
    if (!rows.ok) return rows;
    checked.push({ from, until, rows: rows.value });
  }
  return ok(checked);
}

function costOf({ ranges }: ProvedAnswer, proved: readonly ProvedRange[]): ProvedCost {
  return {
    ranges: ranges.length,
    rows: proved.reduce((sum, { rows }) => sum + rows.length, 0),
    bytes: ranges.reduce((sum, { proof }) => sum + proof.length, 0),
  };
}

function refused(detail: string, height?: bigint): { ok: false; reason: LightFault } {
  return { ok: false, reason: lightFault("proof-refused", detail, height) };
}

function elsewhere(got: bigint, wanted: bigint): { ok: false; reason: LightFault } {
  const detail = `proved at block ${got}, not at ${wanted} or later`;
  return { ok: false, reason: lightFault("wrong-height", detail, got) };
}
