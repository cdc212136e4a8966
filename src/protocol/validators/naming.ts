import type { RuleContext } from "../kernel/action.ts";
import type { DecisionId, MachineId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { addMachine, addressOf, isRunByMember, machineAt, seatOf, unclaimed } from "./machine.ts";
import { giveSeat, suspend, take } from "./seat.ts";
import { staggeredTerm } from "./term.ts";
import { machines, maker, seats, signers } from "./types.ts";

const BY_NOBODY = 0 as DecisionId;

/**
 * Takes over the machines that sign where consensus begins again.
 *
 * Why machines that are not named keep their seat and pause: they were missing, not judged; their
 * helpers take the seat again when they are back.
 * Why terms that begin together end one after another: a community that does not look for a while
 * must not lose all its seats on one day.
 * Why a term that is over begins again: a network may stand still for longer than its seats last.
 * Why some get no seat: anyone who withdrew a machine, was barred, left or has another seat is not
 * elected by being needed; such a machine signs until the set can do without it.
 */
export function takeOverNamed(
  state: Writer,
  world: Pick<RuleContext, "sha256">,
  named: readonly Uint8Array[],
  now: number,
): void {
  maker.delete(state, []);
  const numbers = new Set<MachineId>();
  for (const key of named) {
    const known = machineAt(state, addressOf(world, key));
    numbers.add(known ?? addMachine(state, world, unclaimed(key, now)));
  }
  for (const { key } of [...signers.entries(state, [])]) {
    if (numbers.has(key[0])) continue;
    signers.delete(state, key);
    if (seats.get(state, key)?.standing === "taken") suspend(state, key[0], now);
  }
  for (const [place, machine] of [...numbers].entries()) {
    if (!signers.has(state, [machine])) signers.put(state, [machine], { since: now });
    const seat = seats.get(state, [machine]);
    const isOver = seat === undefined || seat.until <= now;
    if (!isOver && seat.standing === "taken") continue;
    if (!maySit(state, machine)) continue;
    if (isOver) {
      const until = staggeredTerm(state, now, { place, of: numbers.size });
      giveSeat(state, machine, { now, until, decision: BY_NOBODY });
    }
    take(state, machine, now);
  }
}

function maySit(state: Reader, machine: MachineId): boolean {
  const row = machines.get(state, [machine]);
  if (row === undefined || row.withdrawnAt !== 0 || row.barredAt !== 0) return false;
  const own = seatOf(state, row.operator);
  return isRunByMember(state, row) && (own === undefined || own === machine);
}
