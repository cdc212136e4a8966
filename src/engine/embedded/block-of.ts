import type { Admission } from "../admission/admission.ts";
import type { Waiting } from "../admission/waiting.ts";
import type { CommittedBlock, PlacedReceipt } from "../engine.ts";
import { type ActionMeter, createActionMeter } from "./action-meter.ts";
import type { ChainWriter } from "./chain-writer.ts";
import type { ClockGuard } from "./clock-guard.ts";
import { type MakerOptions, SILENT } from "./options.ts";
import { type SafeSelection, selectSafely } from "./select-safely.ts";
import { lawBroken } from "./stop-faults.ts";

/** With what a block is made. */
export interface BlockTools {
  readonly guard: ClockGuard;
  readonly writer: ChainWriter;
  readonly room: Admission;
}

/**
 * Makes one block of actions that waited, and answers each of them once it is on the disk.
 *
 * Shape: no block when nothing came of the actions and nothing was due, unless one is demanded.
 */
export async function makeBlockOf(
  options: MakerOptions,
  { guard, writer, room }: BlockTools,
  taken: readonly Waiting[],
  isDemanded: boolean,
): Promise<CommittedBlock | undefined> {
  const { height, time: before } = writer.head();
  const time = guard.blockTime(before);
  const actions = taken.map(({ action }) => action);
  const meter = createActionMeter();
  const { beginning } = meter;
  const input = { height: height + 1, time, actions, beginning };
  const selection = selectSafely(options.chain.ledger, input);
  meter.end();
  const included = answerRefused(options, room, taken, { ...selection, meter });
  const { proposal } = selection;
  const isEmpty = proposal.receipts.length === 0 && proposal.dueEvents.length === 0;
  if (isEmpty && !isDemanded) return undefined;
  const block = await writer.write(proposal, time);
  for (const [index, { waiting, lawMs }] of included.entries()) {
    const receipt = block.receipts[index] as PlacedReceipt;
    room.answer(waiting, { state: "acknowledged", receipt, lawMs });
  }
  return block;
}

/** Answers those whose actions came to nothing; returns the others, in the order of the block. */
function answerRefused(
  { log = SILENT }: MakerOptions,
  room: Admission,
  taken: readonly Waiting[],
  { proposal, broken, positions, meter }: SafeSelection & { readonly meter: ActionMeter },
): { readonly waiting: Waiting; readonly lawMs: number }[] {
  for (const [position, error] of broken) {
    log.error("an action broke the law's assertions and was left out", { error: error.message });
    room.reject(taken[position] as Waiting, lawBroken(error));
  }
  const refusals = new Map(
    proposal.leftOut.map(({ position, receipt }) => [position, receipt.refusal]),
  );
  const included: { readonly waiting: Waiting; readonly lawMs: number }[] = [];
  for (const [place, position] of positions.entries()) {
    const waiting = taken[position] as Waiting;
    const refusal = refusals.get(place);
    const lawMs = meter.msOf(place);
    if (refusal === undefined) included.push({ waiting, lawMs });
    else room.answer(waiting, { state: "refused", id: waiting.id, refusal, lawMs });
  }
  return included;
}
