import type { CheckedAction } from "../../protocol/checked-action.ts";
import { InvariantError } from "../../protocol/kernel/assert.ts";
import type { BlockInput, Ledger, Proposal } from "../../protocol/ledger.ts";

/** A proposal, and the places of the actions that broke the law's own assertions. */
export interface SafeSelection {
  readonly proposal: Proposal;
  readonly broken: ReadonlyMap<number, InvariantError>;
  /** For each action that was tried in the end: its place among those given. */
  readonly positions: readonly number[];
}

/**
 * Executes actions, and leaves out any that makes the law contradict itself.
 *
 * Why: such an action shows a fault of the law, not of the state; one member's odd action must not
 * stop a whole community. Nothing that it did is kept.
 * Throws: InvariantError when the law fails even without any action.
 */
export function selectSafely(ledger: Ledger, input: BlockInput): SafeSelection {
  const everything = input.actions.map((_, position) => position);
  try {
    return { proposal: ledger.select(input), broken: new Map(), positions: everything };
  } catch (error) {
    if (!(error instanceof InvariantError) || input.actions.length === 0) throw error;
    const broken = findBroken(ledger, input);
    if (broken.size === 0) throw error;
    const positions = everything.filter((position) => !broken.has(position));
    const actions = positions.map((position) => input.actions[position] as CheckedAction);
    return { proposal: ledger.select({ ...input, actions }), broken, positions };
  }
}

/** Takes the actions in one after another, and notes those with which the law fails. */
function findBroken(ledger: Ledger, input: BlockInput): Map<number, InvariantError> {
  const broken = new Map<number, InvariantError>();
  const sound: CheckedAction[] = [];
  for (const [position, action] of input.actions.entries()) {
    try {
      ledger.select({ ...input, actions: [...sound, action] });
      sound.push(action);
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      broken.set(position, error);
    }
  }
  return broken;
}
