import type { LightBlock, Validator } from "../../../protocol/chain/index.ts";
import { compareBytes, equalBytes } from "../../../protocol/kernel/bytes.ts";

/**
 * Tells whether turns fit a block: anyone who proposed it has just had its turn.
 *
 * Why no more: no hash covers whose turn it is, and a block that took more than one round does not
 * tell. Wrong turns cost a node proposals that it does not follow, never a wrong block.
 */
export function areTurnsLikely(
  { signedHeader: { header, commit }, validators: { validators } }: LightBlock,
  turns: readonly number[],
): boolean {
  if (turns.length !== validators.length || !turns.every(Number.isSafeInteger)) return false;
  if (commit.round !== 0) return true;
  const last = lastInTurn(validators, turns);
  return last !== undefined && equalBytes(last.address, header.proposerAddress);
}

/** Anyone who is furthest from its turn; of two alike the one with the larger address. */
function lastInTurn(
  validators: readonly Validator[],
  turns: readonly number[],
): Validator | undefined {
  let last: { readonly validator: Validator; readonly turn: number } | undefined;
  for (const [at, validator] of validators.entries()) {
    const turn = turns[at] ?? 0;
    const isAlike = last !== undefined && turn === last.turn;
    const isLater = isAlike
      ? compareBytes(validator.address, last?.validator.address ?? validator.address) > 0
      : last === undefined || turn < last.turn;
    if (isLater) last = { validator, turn };
  }
  return last?.validator;
}
