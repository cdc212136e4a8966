import { ok, type Result } from "../../protocol/kernel/result.ts";
import { FolkmootError } from "../error.ts";
import type { LightFault } from "../light/fault.ts";
import type { CheckedBlock } from "../light/report.ts";
import { type CheckedShown, checkShown, type ShownVerdict } from "./check-shown.ts";
import type { ProvedCost } from "./proved-view.ts";
import type { CheckShownDeps, ShownView } from "./shown-view.ts";

/** What a device found of one of the views on a page. */
export interface CheckedItem {
  readonly shown: ShownView;
  /** The verdict; nothing where it could not be found. */
  readonly verdict: ShownVerdict | undefined;
  /** Why it could not be found. */
  readonly problem: LightFault | FolkmootError | undefined;
  /** What was found of what stood there before it was read again; nothing where it was not. */
  readonly before: ShownVerdict | undefined;
}

/** What a device found of all views on a page. */
export interface CheckedPage {
  /** The page of the record against which they were proved: who signed it, and of when it is. */
  readonly block: CheckedBlock;
  readonly items: readonly CheckedItem[];
  readonly cost: ProvedCost;
}

/** What checking a page needs. */
export interface CheckPageDeps extends CheckShownDeps {
  /** Reads a view again and shows what the node answers now. */
  readonly reread: (shown: ShownView) => Promise<ShownView>;
}

/**
 * Works out for itself all views that a page shows, against one page of the record.
 *
 * Why what is otherwise by now is read and tried once more: the screen then shows what holds.
 * Faults: a LightFault where the newest page cannot be verified, or two histories are found.
 */
export async function checkPage(
  deps: CheckPageDeps,
  page: readonly ShownView[],
): Promise<Result<CheckedPage, LightFault>> {
  const newest = await deps.light.latest();
  if (!newest.ok) return newest;
  let block = newest.value;
  let at: bigint | undefined;
  let cost: ProvedCost = { ranges: 0, rows: 0, bytes: 0 };
  const take = (found: CheckedShown): void => {
    cost = sumOf(cost, found.cost);
    if (found.block.header.height < block.header.height) return;
    block = found.block;
    at = block.header.height;
  };
  const items: CheckedItem[] = [];
  for (const shown of page) {
    const item = await checkItem(deps, shown, { at: () => at, take });
    const { problem } = item;
    if (isFault(problem) && problem.conflict !== undefined) return { ok: false, reason: problem };
    items.push(item);
  }
  return ok({ block, items, cost });
}

/** The height to prove against, and who hears of what was found. */
interface Walk {
  readonly at: () => bigint | undefined;
  readonly take: (found: CheckedShown) => void;
}

async function checkItem(
  deps: CheckPageDeps,
  shown: ShownView,
  { at, take }: Walk,
): Promise<CheckedItem> {
  const item = { shown, verdict: undefined, problem: undefined, before: undefined };
  try {
    const first = await checkShown(deps, shown, at());
    if (!first.ok) return { ...item, problem: first.reason };
    take(first.value);
    const { verdict } = first.value;
    if (verdict.kind !== "older" && verdict.kind !== "unknown") return { ...item, verdict };
    const again = await deps.reread(shown);
    const second = await checkShown(deps, again);
    const about = { ...item, shown: again, before: verdict };
    if (!second.ok) return { ...about, problem: second.reason };
    take(second.value);
    return { ...about, verdict: second.value.verdict };
  } catch (error) {
    if (error instanceof FolkmootError) return { ...item, problem: error };
    throw error;
  }
}

const isFault = (problem: CheckedItem["problem"]): problem is LightFault =>
  problem !== undefined && !(problem instanceof Error);

const sumOf = (one: ProvedCost, other: ProvedCost): ProvedCost => ({
  ranges: one.ranges + other.ranges,
  rows: one.rows + other.rows,
  bytes: one.bytes + other.bytes,
});
