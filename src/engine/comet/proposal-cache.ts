import type { CheckedAction } from "../../protocol/checked-action.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import type { BlockInput, Ledger, Proposal } from "../../protocol/ledger.ts";
import { selectSafely } from "../embedded/select-safely.ts";

/** What this machine chose for the block that it proposes. */
export interface ProposalCache {
  /** Leaves out what the law refuses; returns the actions that go into the block. */
  choose(ledger: Ledger, input: BlockInput): readonly CheckedAction[];
  /** What came of a block, where it is the one that was chosen; it is given away once. */
  take(ledger: Ledger, block: BlockInput): Proposal | undefined;
}

/**
 * Chooses what goes into a proposed block.
 *
 * Why what came of it is kept: choosing carries the actions out, and most often the block that is
 * decided is the one that was proposed.
 */
export function createProposalCache(): ProposalCache {
  let last:
    | { readonly from: Ledger; readonly key: string; readonly proposal: Proposal }
    | undefined;
  return {
    choose(from, input) {
      const { proposal } = selectSafely(from, input);
      last = { from, key: circumstancesOf(input), proposal };
      return proposal.actions;
    },
    take(ledger, block) {
      const chosen = last;
      last = undefined;
      if (chosen?.from !== ledger || chosen.key !== circumstancesOf(block)) return undefined;
      return areSame(chosen.proposal.actions, block.actions) ? chosen.proposal : undefined;
    },
  };
}

/** All that decides what comes of a block, but its actions. */
function circumstancesOf({ height, time, evidence }: BlockInput): string {
  return JSON.stringify(toPlain({ height, time, evidence: evidence ?? null }));
}

function areSame(some: readonly CheckedAction[], others: readonly CheckedAction[]): boolean {
  if (some.length !== others.length) return false;
  return some.every((one, at) => {
    const other = others[at] as CheckedAction;
    return one === other || equalBytes(one.wire, other.wire);
  });
}
