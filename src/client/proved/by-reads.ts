import { compareBytes } from "../../protocol/kernel/bytes.ts";
import { ok, type Result } from "../../protocol/kernel/result.ts";
import type { KeyRange } from "../../protocol/kernel/tree/key.ts";
import { type LightFault, lightFault } from "../light/fault.ts";
import type { CheckedRange, LightClient } from "../light/light-client.ts";
import { stateHeight } from "../light/proof.ts";
import type { OutsideProof, ProvedRange } from "./proved-reader.ts";
import type { ProvedCost, ProvedReading } from "./proved-view.ts";
import { type ViewDeps, type ViewQuestion, workOut, workOutHidden } from "./work-out.ts";

/** Stretches of rows that are asked for, one after another, at most. */
const ASKED_MAX = 64;

/** What working a view out by its reads needs. */
export interface ByReadsDeps extends ViewDeps {
  readonly light: Pick<LightClient, "latest" | "blockAt" | "verifiedRange">;
}

/**
 * Works out a view that reads more than one proved answer may hold: each stretch is asked for by itself
 * once the view goes on to read it.
 *
 * Why it is not done for every view: each stretch is a round trip. A recount has two.
 * Bounds: a stretch whose proof is longer than 4 MiB is refused; that is about 60,000 ballots.
 * Faults: a LightFault where a check failed.
 */
export function viewByReads(
  deps: ByReadsDeps,
  question: ViewQuestion,
): Promise<Result<ProvedReading, LightFault>> {
  return byReads(deps, question, workOut);
}

/**
 * Finds out whether a view is made of something hidden now, so that nobody may be given its proof.
 *
 * Why by this device: a node that refuses a proof may have something else to hide.
 * Faults: a LightFault where a check failed.
 */
export function isHiddenByReads(
  deps: ByReadsDeps,
  question: ViewQuestion,
): Promise<Result<ProvedReading<boolean>, LightFault>> {
  return byReads(deps, question, workOutHidden);
}

async function byReads<V>(
  deps: ByReadsDeps,
  question: ViewQuestion,
  run: (...about: Parameters<typeof workOut>) => Result<V | undefined, OutsideProof>,
): Promise<Result<ProvedReading<V>, LightFault>> {
  const { light } = deps;
  const begun = await (question.at === undefined ? light.latest() : light.blockAt(question.at));
  if (!begun.ok) return begun;
  const block = begun.value;
  const { header } = block;
  const proved: CheckedRange[] = [];
  let ranges: readonly ProvedRange[] = [];
  for (let asked = 0; asked <= ASKED_MAX; asked += 1) {
    const value = run(deps, { header, ranges }, question);
    if (value.ok) return ok({ value: value.value, block, cost: costOf(proved) });
    const { wanted, message } = value.reason;
    if (wanted === undefined) return refused(message, header.height);
    const answer = await light.verifiedRange(wanted, stateHeight(header));
    if (!answer.ok) return answer;
    proved.push(answer.value);
    ranges = withRange(ranges, { ...wanted, rows: answer.value.rows });
  }
  return refused("more stretches of rows than are asked for", header.height);
}

/** Adds a range in its place; what it holds already is left out, so that it does not stand before it. */
function withRange(ranges: readonly ProvedRange[], added: ProvedRange): readonly ProvedRange[] {
  const others = ranges.filter((range) => !isWithin(range, added));
  return [...others, added].toSorted((left, right) => compareBytes(left.from, right.from));
}

function isWithin(inner: KeyRange, outer: KeyRange): boolean {
  if (compareBytes(inner.from, outer.from) < 0) return false;
  if (outer.until === undefined) return true;
  return inner.until !== undefined && compareBytes(inner.until, outer.until) <= 0;
}

function costOf(proved: readonly CheckedRange[]): ProvedCost {
  return {
    ranges: proved.length,
    rows: proved.reduce((sum, { rows }) => sum + rows.length, 0),
    bytes: proved.reduce((sum, { proofBytes }) => sum + proofBytes, 0),
  };
}

function refused(detail: string, height: bigint): { ok: false; reason: LightFault } {
  return { ok: false, reason: lightFault("proof-refused", detail, height) };
}
